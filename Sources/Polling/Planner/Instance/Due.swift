import Fleet

/// When each kind of request about an instance is due, derived afresh from what is known: nothing to keep in step.
extension Watched {
    /// In the order in which they go when due at the same time: what a person waits for first.
    static let asks: [Ask] = [.code, .status, .account]

    /// The same where a passkey is asked for. Everybody else is spared the look at it.
    static let asksWithPasskey = asks + [.passkey]

    /// Between two questions what a passkey is asked for: a status fits between them.
    static let passkeyRound: Duration = .seconds(4)

    /// What can be due now.
    var asks: [Ask] { window == .passkey ? Self.asksWithPasskey : Self.asks }

    /// When the floor and the operator's hold allow an automatic request.
    var allowedAt: Instant { hold.map { max($0, floor.opensAt) } ?? floor.opensAt }

    /// When something about it may start, and whether somebody waits for it.
    func turn(_ policy: Policy) -> (at: Instant?, isUrgent: Bool) {
        guard isWatched, !isAskedAtLength, let due = nearest(policy)?.due else { return (nil, false) }
        return (max(due, allowedAt), isUrgent)
    }

    /// What is due next, among what is not under way.
    func nearest(_ policy: Policy) -> (ask: Ask, due: Instant)? {
        var nearest: (ask: Ask, due: Instant)?
        for ask in asks where self[ask].inFlight == 0 {
            guard let due = due(ask, policy) else { continue }
            if let best = nearest, best.due <= due { continue }
            nearest = (ask, due)
        }
        return nearest
    }

    /// When the kind of request is due, before floor and hold. `nil`: not at all.
    func due(_ ask: Ask, _ policy: Policy) -> Instant? {
        let record = self[ask]
        guard !record.unsupported, let wanted = wanted(ask, record, policy) else { return nil }
        return record.retry.notBefore.map { max($0, wanted) } ?? wanted
    }

    /// The length of a round of this kind of request; `nil` where it has no rounds.
    func round(_ ask: Ask, _ policy: Policy) -> Duration? {
        let pacing = policy.pacing
        switch ask {
        case .status, .list:
            if isUnknownToGateway { return pacing.idleStatus }
            if window != nil { return isFocused ? min(pacing.linkStatus, pacing.focusedStatus) : pacing.linkStatus }
            return isFocused ? pacing.focusedStatus : pacing.idleStatus
        case .code:
            return isUnknownToGateway ? pacing.idleStatus : pacing.linkCode
        case .passkey:
            return isUnknownToGateway ? pacing.idleStatus : Self.passkeyRound
        case .account:
            return nil
        }
    }

    /// Whether a QR may be asked for at all now, round or wish.
    var codeMayBeAsked: Bool {
        guard !isPairing else { return false }
        switch state {
        case nil, .awaitingLink, .unknown: return true
        case .loggedOut: return codeOpensLink
        default: return false
        }
    }

    private func wanted(_ ask: Ask, _ record: AskRecord, _ policy: Policy) -> Instant? {
        let wish = record.wishes.earliest
        let regular: Instant?
        switch ask {
        case .status, .list: regular = statusTurn(policy)
        case .code:
            guard codeMayBeAsked else { return nil }
            regular = codeTurn(policy)
        case .account: regular = state == .working && !accountKnown ? accountSince : nil
        case .passkey:
            // Linked: there is nothing left to be asked for.
            guard state != .working else { return nil }
            regular = passkeyTurn(policy)
        }
        guard let wish else { return regular }
        return regular.map { min($0, wish) } ?? wish
    }

    private func statusTurn(_ policy: Policy) -> Instant? {
        if policy.lists && !isClose { return acts == 0 ? doubtedSince : nil }
        guard let started = status.started, let anchor = status.anchor else {
            return policy.lists ? closeSince : watchedSince
        }
        if isClose && !isUnknownToGateway {
            return max(closeSince, anchor + (round(.status, policy) ?? policy.pacing.idleStatus))
        }
        // After an outage what is on the screen is refreshed at once, and the rest in its turn.
        if isVisible && max(started, refreshedAt) < policy.resumedAt { return policy.resumedAt }
        return policy.turn(after: started, of: slot)
    }

    private func passkeyTurn(_ policy: Policy) -> Instant? {
        guard window == .passkey else { return nil }
        guard let started = passkey.started, started >= windowSince, let anchor = passkey.anchor else {
            return windowSince
        }
        return anchor + (round(.passkey, policy) ?? policy.pacing.linkStatus)
    }

    private func codeTurn(_ policy: Policy) -> Instant? {
        guard window == .qr, policy.codeMayBePolled, let round = round(.code, policy) else { return nil }
        // A code asked for before this window opened is not the one it shows.
        guard let started = code.started, started >= windowSince, let anchor = code.anchor else { return windowSince }
        return anchor + round
    }
}
