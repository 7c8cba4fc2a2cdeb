public import Fleet

/// What comes next for one instance: the answer of a triage.
public enum Verdict: Hashable, Sendable {
    /// Linked, and nothing speaks against it.
    case nothing
    /// Time alone will tell; `until` is `nil` where no limit is known.
    case wait(until: Instant?, Waiting)
    case gatewayDown(since: Instant)
    /// WhatsApp refuses the gateway's version (405): no link helps.
    case upgradeGateway
    case ladder(Rung)
    case relink
    case person(Concern)
    /// The session or the number runs a second time; where, if that is known.
    case duplicate(InstanceKey?)

    /// What is waited for.
    public enum Waiting: Hashable, Sendable {
        case firstAnswer
        /// The gateway was just asked to do something.
        case rung(Rung)
        /// A state that is passed through.
        case transition
        /// The gateway brings all its instances up again.
        case storm(sessions: Int)
        /// Linked, and watched until it has held.
        case settling
    }

    /// What only a person can decide.
    public enum Concern: Hashable, Sendable {
        case banned
        case temporaryBan
        case locked
        case restricted
        case restrictionSuspected
        case wrongNumber
        case passkey
        case coolDown
        case deviceName
        case updatePhone
        case missing
        case unknownState
        /// Everything was tried.
        case escalate
    }

    /// - Parameter ladder: what was tried since it got into trouble.
    public init(_ facts: TriageFacts, _ ladder: Ladder?, at now: Instant) {
        self = Self.beforeTime(facts) ?? Self.inTime(facts, ladder, at: now) ?? Self.step(facts, ladder)
    }

    /// What holds whatever the clock says.
    private static func beforeTime(_ facts: TriageFacts) -> Verdict? {
        if let since = facts.gateway.downSince { return .gatewayDown(since: since) }
        guard let state = facts.state else { return .wait(until: nil, .firstAnswer) }
        if state != .working, facts.code == .outdated || facts.gateway.isOutdated { return .upgradeGateway }
        if facts.riders.contains(.mismatch) { return .person(.wrongNumber) }
        if facts.riders.contains(.duplicate) || facts.code == .replaced && state != .working {
            return .duplicate(facts.twin)
        }
        if state != .working, let concern = Concern(facts.code) { return .person(concern) }
        switch state {
        case .blocked: return .person(.banned)
        case .awaitingPasskey: return .person(.passkey)
        case .missing: return .person(.missing)
        case .unknown: return .person(.unknownState)
        default: return nil
        }
    }

    /// What only needs time.
    private static func inTime(_ facts: TriageFacts, _ ladder: Ladder?, at now: Instant) -> Verdict? {
        if let step = ladder?.running { return .wait(until: ladder?.deadline, .rung(step.rung)) }
        guard let state = facts.state, let since = facts.since else { return nil }
        if state == .working { return nil }
        if state == .starting || state == .connecting, let storm = facts.gateway.storm(since: since), storm.end > now {
            return .wait(until: storm.end, .storm(sessions: storm.sessions))
        }
        guard let limit = TimeLimits.normal(state, facts.code, of: facts.kind) else { return nil }
        return since + limit > now ? .wait(until: since + limit, .transition) : nil
    }

    private static func step(_ facts: TriageFacts, _ ladder: Ladder?) -> Verdict {
        let ladder = ladder ?? Ladder(kind: facts.kind)
        if facts.state == .working {
            // Green, and the code call says otherwise: one restart settles which of the two is true.
            if facts.riders.contains(.clash), let rung = ladder.next, rung < .freshStart { return .ladder(rung) }
            if facts.riders.contains(.restricted) { return .person(.restricted) }
            return facts.riders.contains(.settling) ? .wait(until: nil, .settling) : .nothing
        }
        if facts.state == .stopped, facts.kind.canStart, !ladder.hasTaken(.start) { return .ladder(.start) }
        if facts.pairing == .unpaired {
            if facts.isRestrictionSuspected { return .person(.restrictionSuspected) }
            return ladder.failedLinks >= Ladder.mostLinks ? .person(.escalate) : .relink
        }
        return ladder.next.map { .ladder($0) } ?? .person(.escalate)
    }
}

extension Verdict.Concern {
    fileprivate init?(_ code: ReasonCode?) {
        switch code {
        case .temporaryBan: self = .temporaryBan
        case .locked: self = .locked
        case .banned: self = .banned
        case .tooMany: self = .coolDown
        case .deviceName: self = .deviceName
        case .multiDevice: self = .updatePhone
        default: return nil
        }
    }
}

extension GatewayFacts {
    /// Sessions that come up one after the other: those that dropped together, or all of a server that has just started.
    fileprivate func storm(since: Instant) -> (sessions: Int, end: Instant)? {
        if let droppedTogether { return (droppedTogether, since + TimeLimits.storm(of: droppedTogether)) }
        guard let upSince, since <= upSince + TimeLimits.freshStart else { return nil }
        return (instances, upSince + TimeLimits.storm(of: instances))
    }
}

extension TriageFacts {
    /// Unlinked soon after it was linked, or again and again: WhatsApp does that to accounts it restricts.
    public var isRestrictionSuspected: Bool {
        guard pairing == .unpaired, !unlinkedHere else { return false }
        if riders.contains(.restricted) || drops >= 2 { return true }
        // Of many at once no single account is the reason.
        guard code == .unlinked, gateway.droppedTogether == nil, let lastLink, let since else { return false }
        return lastLink.duration(to: since) < TimeLimits.young
    }
}
