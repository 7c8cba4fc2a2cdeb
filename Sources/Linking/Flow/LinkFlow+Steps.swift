public import Fleet

extension LinkFlow {
    /// Lets what is due happen; call it at `deadline`.
    public mutating func tick(at now: Instant) -> [LinkAction] {
        guard let deadline, deadline <= now else { return [] }
        if let attentionEnds, attentionEnds <= now { return end(.unattended) }
        if let holdEnds, holdEnds <= now {
            holdUntil = nil
            phase = .waitingForCode(since: now)
            return [.expedite(.code, at: now)]
        }
        switch phase {
        case .showing:
            phase = .waitingForCode(since: now)
            return held(at: now) ? [] : [.expedite(.code, at: now)]
        case .pairing:
            phase = .pairingExpired(since: now)
            return []
        case .pairingRefused:
            return requestPairing(at: now)
        case .settling(let since):
            return proven(since: since, at: now)
        case .mismatched:
            return lookAgain(at: now)
        case .passkey(let stage):
            return passkeyWaited(stage)
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

    /// An act was done, or failed.
    public mutating func acted(_ act: Act, _ failure: GatewayFailure?, at now: Instant) -> [LinkAction] {
        if act == .logout, phase.isMismatched { return loggedOut(failure, at: now) }
        if let failure, broughtUp?.act == act, !isOver, !codeWasShown { return end(.refused(failure)) }
        return []
    }

    /// The instance is in the one state that takes a link. Only the key that opened the flow asks at once; what an
    /// answer brings about is automatic, and waits its two seconds.
    mutating func ready(at now: Instant, byKey: Bool = false) -> [LinkAction] {
        guard case .qr = method else { return requestPairing(at: now) }
        phase = .waitingForCode(since: now)
        return byKey ? [.askNow(.code)] : [.expedite(.code, at: now)]
    }

    /// Forgets a window of the gateway that was all but over when ours opened, so that it is brought up like any other
    /// that shows no code. Once, and not for pairing codes: a new one is a person's decision.
    mutating func passOver(_ status: StatusReading, at now: Instant) {
        guard case .qr = method, [.stopped, .failed, .loggedOut].contains(status.state), broughtUp == nil,
            !hasPassedOver, !held(at: now), let firstCodeAt, firstCodeAt + policy.fairChance > now
        else { return }
        hasPassedOver = true
        codesSeen = 0
        self.firstCodeAt = nil
        lastCode = nil
        phase = .auditing
    }

    /// Acts once to bring the instance to the state that takes a link; a second time nothing is done by itself.
    mutating func bringUp(by act: Act, from status: StatusReading, at now: Instant) -> [LinkAction] {
        if codeWasShown { return end(.unscanned) }
        if let broughtUp {
            // It came up and went down again: whoever waits is told so, not that a code is on its way.
            if case .waitingForCode(let since) = phase, since < now {
                phase = .preparing(by: broughtUp.act, since: broughtUp.at)
            }
            return broughtUp.at + policy.preparation <= now ? end(.neverReady(broughtUp.act, status)) : []
        }
        broughtUp = BringUp(act: act, at: now)
        phase = .preparing(by: act, since: now)
        return [.perform(act), .expedite(.status, at: now + policy.startPause)]
    }

    mutating func linked(at now: Instant) -> [LinkAction] {
        if case .auditing = phase, !codeWasShown, account == nil { account = accountBefore }
        if isWrongNumber { return mismatch(since: now) }
        if !codeWasShown {
            if case .auditing = phase { return end(.alreadyLinked) }
            if case .preparing = phase { return end(.cameBack) }
        }
        phase = .settling(since: now)
        proof = Proof(seenAt: now)
        holdUntil = nil
        return accountWasRead ? [] : [.expedite(.account, at: now)]
    }

    mutating func settle(_ status: StatusReading, since: Instant, at now: Instant) -> [LinkAction] {
        switch status.state {
        case .working:
            if isWrongNumber { return mismatch(since: since) }
            proof.isUp = true
            proof.seenAt = now
            proof.nextLook = nil
            return proven(since: since, at: now)
        // Engines restart their socket right after pairing; that is part of linking, if it comes back in time.
        case .starting, .connecting, .disconnected, .unknown:
            proof.isUp = false
            return []
        default:
            return end(.dropped(after: since.duration(to: now)))
        }
    }

    /// Relinked means: it held, it is still up, and the account was read.
    mutating func proven(since: Instant, at now: Instant) -> [LinkAction] {
        guard now >= since + policy.settling else { return [] }
        guard proof.isUp else { return end(.dropped(after: since.duration(to: now))) }
        // Nobody has looked lately: a gateway that is away has not said that the link holds.
        guard proof.seenAt + Proof.freshness >= now else {
            if let next = proof.nextLook, next > now { return [] }
            proof.nextLook = now + Proof.lookPause
            return [.expedite(.status, at: now)]
        }
        if accountWasRead {
            phase = .held(after: openedAt.duration(to: since))
            return [.closeWindow]
        }
        if let next = proof.nextAsk, next > now { return [] }
        if proof.asks >= Proof.mostAsks { return end(.unproven(after: openedAt.duration(to: since))) }
        proof.nextAsk = now + Backoff.notReady(after: proof.asks)
        proof.asks += 1
        return [.expedite(.account, at: now)]
    }

    mutating func remember(_ read: Account) {
        account = read
        if read.phone != nil { accountWasRead = true }
    }
}
