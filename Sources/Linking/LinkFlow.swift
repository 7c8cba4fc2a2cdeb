public import Fleet

/// One guided link of one instance, from the first look to "it held": a state machine without clock or network.
///
/// Observations and ticks go in with the instant they belong to; actions come out and somebody else performs
/// them. The flow follows the vendor's advice: look first, start what is stopped, show a code only in the one
/// state that takes it, and believe a link only after it has held for a while.
public struct LinkFlow: Hashable, Sendable {
    public let instance: InstanceKey
    public private(set) var method: LinkMethod
    public private(set) var phase: LinkPhase
    /// Codes seen in this window, the shown one included. The gateway may have shown others before.
    public private(set) var codesSeen = 0
    public let openedAt: Instant
    /// What stands in the way right now, though the flow goes on: a gateway without answer, a refusal.
    public private(set) var trouble: GatewayFailure?
    /// Nothing is asked until then, because the phone is confirming.
    public private(set) var holdUntil: Instant?
    /// Read after the link came up.
    public private(set) var account: Account?
    public private(set) var accountWasRead = false
    let policy: LinkPolicy
    /// The payload that stands on the screen or stood there last; a repeated sight does not restart its clock.
    private var lastCode: ShownCode?
    private var refusals = 0

    /// Opens a flow and tells what to do first.
    public static func open(
        _ instance: InstanceKey, by method: LinkMethod, known: LinkState?, policy: LinkPolicy = LinkPolicy(),
        at now: Instant
    ) -> (LinkFlow, [LinkAction]) {
        var flow = LinkFlow(instance: instance, method: method, policy: policy, at: now)
        var actions: [LinkAction] = [.openWindow(method.window)]
        if known == .awaitingLink {
            actions += flow.ready(at: now)
        } else {
            actions.append(.askNow(.status))
        }
        return (flow, actions)
    }

    private init(instance: InstanceKey, method: LinkMethod, policy: LinkPolicy, at now: Instant) {
        self.instance = instance
        self.method = method
        self.policy = policy
        phase = .auditing
        openedAt = now
    }

    /// The next instant at which something changes by itself, for the one timer that drives all flows.
    public var deadline: Instant? {
        switch phase {
        case .showing(let code): code.expiresAt
        case .pairing(let code): code.expiresAt
        case .settling(let since): since + policy.settling
        case .pairingRefused(let retryAt): retryAt
        case .auditing, .preparing, .waitingForCode, .askingForPairing, .pairingExpired, .held, .ended: nil
        }
    }

    public var isOver: Bool {
        switch phase {
        case .held, .ended: true
        default: false
        }
    }

    // MARK: - What the gateway says

    public mutating func observe(_ status: StatusReading, at now: Instant) -> [LinkAction] {
        guard !isOver else { return [] }
        trouble = nil
        if let account = status.account, status.state == .working { remember(account) }
        if case .settling(let since) = phase { return settle(status, since: since, at: now) }
        switch status.state {
        case .working:
            return linked(at: now)
        case .awaitingLink:
            return phase.awaitsReadiness ? ready(at: now) : []
        case .stopped:
            return bringUp(by: .start, from: status, at: now)
        case .failed:
            return failed(status, at: now)
        case .loggedOut:
            return bringUp(by: .restart, from: status, at: now)
        case .starting, .connecting:
            if phase.hasCode { phase = .waitingForCode(since: now) }
            if case .auditing = phase { phase = .preparing(by: nil, since: now) }
            return []
        case .awaitingPasskey: return end(.passkey)
        case .blocked: return end(.blocked)
        case .missing: return end(.missing)
        case .disconnected:
            // Still paired: a restart brings it back, a new link would only cost a slot on the phone.
            return bringUp(by: .restart, from: status, at: now)
        case .unknown:
            return []
        }
    }

    public mutating func observe(_ code: CodeReading, at now: Instant) -> [LinkAction] {
        guard case .qr = method, !isOver, !phase.isSettling else { return [] }
        trouble = nil
        if lastCode?.content != code.content {
            codesSeen += 1
            lastCode = ShownCode(code, number: codesSeen, policy: policy, at: now)
        } else {
            lastCode?.seenAgain(code, policy: policy, at: now)
        }
        guard let shown = lastCode, shown.expiresAt > now else {
            if !phase.isWaitingForCode { phase = .waitingForCode(since: now) }
            return []
        }
        phase = .showing(shown)
        return []
    }

    public mutating func observe(_ read: Account?, at now: Instant) -> [LinkAction] {
        if let read { remember(read) }
        accountWasRead = true
        guard case .settling(let since) = phase else { return [] }
        return proven(since: since, at: now)
    }

    public mutating func failed(_ ask: Ask, _ failure: GatewayFailure, at now: Instant) -> [LinkAction] {
        guard !isOver else { return [] }
        switch failure.kind {
        case .notReady(let status):
            // The gateway says it is between codes: what stands on the screen is no longer to be trusted.
            if ask == .code, phase.hasCode || phase.awaitsReadiness { phase = .waitingForCode(since: now) }
            return status.map { observe($0, at: now) } ?? []
        case .alreadyLinked:
            if ask == .code, !phase.isSettling { return [.askNow(.status)] }
            return []
        case .notFound where ask == .status:
            return end(.missing)
        default:
            trouble = failure
            return []
        }
    }

    // MARK: - Pairing codes

    public mutating func pairing(_ result: Result<PairingReading, GatewayFailure>, at now: Instant) -> [LinkAction] {
        guard case .askingForPairing = phase else { return [] }
        switch result {
        case .success(let reading):
            refusals = 0
            phase = .pairing(ShownPairing(reading, policy: policy, at: now))
            return []
        case .failure(let failure):
            switch failure.kind {
            case .notReady(let status):
                // 422 is "wait": nothing was made, so asking again later is no second code.
                let pause = Backoff.notReady(after: refusals)
                refusals += 1
                phase = .pairingRefused(retryAt: now + pause)
                return status.map { observe($0, at: now) } ?? []
            case .alreadyLinked:
                return [.askNow(.status)]
            default:
                return end(.refused(failure))
            }
        }
    }

    /// Asks for a new pairing code, unless the last one is too young.
    public mutating func renewPairing(at now: Instant) -> [LinkAction] {
        guard case .pairing(let phone) = method else { return [] }
        switch phase {
        case .pairing(let code) where code.renewableAt > now: return []
        case .pairing, .pairingExpired:
            phase = .askingForPairing(since: now)
            return [.requestPairing(phone)]
        default: return []
        }
    }

    // MARK: - Time and people

    public mutating func tick(at now: Instant) -> [LinkAction] {
        guard let deadline, deadline <= now else { return [] }
        switch phase {
        case .showing:
            phase = .waitingForCode(since: now)
            return held(at: now) ? [] : [.expedite(.code, at: now)]
        case .pairing:
            phase = .pairingExpired(since: now)
            return []
        case .pairingRefused:
            guard case .pairing(let phone) = method else { return [] }
            phase = .askingForPairing(since: now)
            return [.requestPairing(phone)]
        case .settling(let since):
            return proven(since: since, at: now)
        default:
            return []
        }
    }

    /// The phone reacted: nothing is fetched for a while, so that nothing disturbs it.
    public mutating func hold(at now: Instant) -> [LinkAction] {
        guard !isOver, !held(at: now) else { return [] }
        let until = now + policy.hold
        holdUntil = until
        return [.hold(until: until)]
    }

    public func held(at now: Instant) -> Bool { holdUntil.map { $0 > now } ?? false }

    public mutating func acted(_ act: Act, _ failure: GatewayFailure?, at now: Instant) -> [LinkAction] {
        if let failure, case .preparing(act, _) = phase { return end(.refused(failure)) }
        return []
    }

    // MARK: - Steps

    /// The instance is in the one state that takes a link.
    private mutating func ready(at now: Instant) -> [LinkAction] {
        switch method {
        case .qr:
            phase = .waitingForCode(since: now)
            return [.askNow(.code)]
        case .pairing(let phone):
            phase = .askingForPairing(since: now)
            return [.requestPairing(phone)]
        }
    }

    /// Acts once to bring the instance to the state that takes a link; a second time nothing is done by itself.
    private mutating func bringUp(by act: Act, from status: StatusReading, at now: Instant) -> [LinkAction] {
        if case .preparing(let earlier?, let since) = phase {
            let patience = policy.preparation
            return since + patience < now ? end(.neverReady(earlier, status)) : []
        }
        if codesSeen > 0 || phase.hasCode { return end(.unscanned) }
        phase = .preparing(by: act, since: now)
        return [.perform(act), .expedite(.status, at: now + policy.startPause)]
    }

    /// The gateway gave up. After codes were shown that only means that nobody scanned, and waits for a person.
    private mutating func failed(_ status: StatusReading, at now: Instant) -> [LinkAction] {
        codesSeen > 0 || phase.hasCode ? end(.unscanned) : bringUp(by: .restart, from: status, at: now)
    }

    private mutating func linked(at now: Instant) -> [LinkAction] {
        if case .auditing = phase, codesSeen == 0 { return end(.alreadyLinked) }
        if case .preparing = phase, codesSeen == 0 { return end(.cameBack) }
        phase = .settling(since: now)
        holdUntil = nil
        return accountWasRead ? [] : [.expedite(.account, at: now)]
    }

    private mutating func settle(_ status: StatusReading, since: Instant, at now: Instant) -> [LinkAction] {
        switch status.state {
        case .working: proven(since: since, at: now)
        // Engines restart their socket right after pairing; that is part of linking.
        case .starting, .connecting: []
        default: end(.dropped(after: since.duration(to: now)))
        }
    }

    /// Relinked means: it held, and the account was read.
    private mutating func proven(since: Instant, at now: Instant) -> [LinkAction] {
        guard now >= since + policy.settling, accountWasRead else { return [] }
        phase = .held(after: openedAt.duration(to: since))
        return [.closeWindow]
    }

    private mutating func remember(_ read: Account) {
        account = read
        if read.phone != nil { accountWasRead = true }
    }

    private mutating func end(_ ending: LinkEnding) -> [LinkAction] {
        phase = .ended(ending)
        return [.closeWindow]
    }
}
