public import Fleet

extension LinkFlow {
    /// Takes in a status, from whatever source it came.
    public mutating func observe(_ status: StatusReading, at now: Instant) -> [LinkAction] {
        guard !isOver else { return [] }
        trouble = nil
        if let account = status.account, status.state == .working { remember(account) }
        if case .passkey(let stage) = phase { return observe(status, at: stage, now) }
        if case .mismatched(let mismatch) = phase { return observeMismatched(mismatch, status, at: now) }
        if case .settling(let since) = phase { return settle(status, since: since, at: now) }
        passOver(status, at: now)
        switch status.state {
        case .working:
            return linked(at: now)
        case .awaitingLink:
            return phase.awaitsReadiness ? ready(at: now) : []
        case .stopped:
            return bringUp(by: .start, from: status, at: now)
        case .loggedOut where policy.opensLink(byPairing: method.window == .pairing) && !codeWasShown:
            // Asking is what opens the link here: it is the step that the key was pressed for.
            return phase.awaitsReadiness ? ready(at: now, byKey: true) : []
        case .failed, .loggedOut:
            return bringUp(by: .restart, from: status, at: now)
        case .disconnected:
            // A live code outlives a short loss of the engine's connection.
            if phase.hasCode { return [] }
            // Still paired: a restart brings it back, a new link would only cost a slot on the phone.
            return bringUp(by: .restart, from: status, at: now)
        case .starting, .connecting:
            return comingUp(status, at: now)
        case .awaitingPasskey: return passkeyWanted(at: now)
        case .blocked: return end(.blocked)
        case .missing: return end(.missing)
        case .unknown:
            return []
        }
    }

    /// Takes in a QR code.
    public mutating func observe(_ code: CodeReading, at now: Instant) -> [LinkAction] {
        guard case .qr = method, !isOver, !phase.isLinked, !phase.isPasskey else { return [] }
        trouble = nil
        if lastCode?.content != code.content {
            codesSeen += 1
            firstCodeAt = firstCodeAt ?? now
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

    /// Takes in whose account it is; `nil` when the gateway says that it is nobody's. What was asked before the link
    /// came tells of the one before it.
    public mutating func observe(_ read: Account?, askedAt: Instant, at now: Instant) -> [LinkAction] {
        guard case .settling(let since) = phase, askedAt >= since else { return [] }
        if let read { remember(read) }
        accountWasRead = true
        if isWrongNumber { return mismatch(since: since) }
        return proven(since: since, at: now)
    }

    /// Takes in that a request failed.
    public mutating func failed(_ ask: Ask, _ failure: GatewayFailure, at now: Instant) -> [LinkAction] {
        guard !isOver else { return [] }
        switch failure.kind {
        case .cancelled:
            return []
        case .notReady(let status):
            // The gateway says it is between codes: what stands on the screen is no longer to be trusted.
            if ask == .code, case .qr = method, phase.hasCode || phase.awaitsReadiness {
                phase = .waitingForCode(since: now)
            }
            return status.map { observe($0, at: now) } ?? []
        case .alreadyLinked:
            return ask == .code && !phase.isLinked ? [.expedite(.status, at: now)] : []
        case .notFound where ask == .status:
            return end(.missing)
        case .unsupported where ask == .passkey:
            // An older version of the gateway, or another engine in it.
            return phase.isPasskey ? end(.passkey) : []
        case .unsupported where ask == .account:
            // A gateway that cannot tell whose account it is stands in nobody's way.
            return observe(Account?.none, askedAt: now, at: now)
        default:
            trouble = failure
            return []
        }
    }

    /// The engine is on its way: to a code, to a link, or nowhere.
    private mutating func comingUp(_ status: StatusReading, at now: Instant) -> [LinkAction] {
        switch phase {
        case .auditing:
            phase = .preparing(by: nil, since: now)
        case .showing:
            // It starts anew, so the code of its last run is dead.
            phase = .waitingForCode(since: now)
        case .preparing(_, let since) where since + policy.preparation <= now:
            return bringUp(by: .restart, from: status, at: now)
        default:
            // A pairing code survives: the engine connects while somebody types it.
            break
        }
        return []
    }
}
