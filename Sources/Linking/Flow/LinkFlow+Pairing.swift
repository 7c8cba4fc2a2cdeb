public import Fleet

extension LinkFlow {
    /// Takes in what became of a request for a pairing code.
    public mutating func pairing(_ result: Result<PairingReading, GatewayFailure>, at now: Instant) -> [LinkAction] {
        guard case .askingForPairing = phase else { return [] }
        switch result {
        case .success(let reading):
            refusals = 0
            pairingsSeen += 1
            trouble = nil
            phase = .pairing(ShownPairing(reading, policy: policy, at: now))
            return []
        case .failure(let failure):
            return refused(failure, at: now)
        }
    }

    /// Asks for a new pairing code, unless the last one is too young.
    public mutating func renewPairing(at now: Instant) -> [LinkAction] {
        switch phase {
        case .pairing(let code) where code.renewableAt > now: []
        case .pairing, .pairingExpired: requestPairing(at: now)
        default: []
        }
    }

    mutating func requestPairing(at now: Instant) -> [LinkAction] {
        guard case .pairing(let phone) = method else { return [] }
        phase = .askingForPairing(since: now)
        return [.requestPairing(phone)]
    }

    private mutating func refused(_ failure: GatewayFailure, at now: Instant) -> [LinkAction] {
        switch failure.kind {
        case .notReady(let status):
            // 422 is "wait": nothing was made, so asking again later is no second code.
            askLater(at: now)
            return status.map { observe($0, at: now) } ?? []
        case .alreadyLinked:
            // The status decides; where it contradicts, the request is repeated at the same pace as after "wait".
            askLater(at: now)
            return [.expedite(.status, at: now)]
        default:
            return end(.refused(failure))
        }
    }

    private mutating func askLater(at now: Instant) {
        phase = .pairingRefused(retryAt: now + Backoff.notReady(after: refusals))
        refusals += 1
    }
}
