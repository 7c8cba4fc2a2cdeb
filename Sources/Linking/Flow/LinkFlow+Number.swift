public import Fleet

/// A link to the wrong phone: as green as the right one, and therefore said loudly.
public struct Mismatch: Hashable, Sendable {
    /// When it linked.
    public let since: Instant
    /// Under way once a person has agreed to it.
    public internal(set) var eviction: Eviction?

    /// Logging the wrong phone out. One logout can fail without anybody noticing, so that the next one follows only
    /// after a look has said that it is linked still, and this goes on until a look says that it is gone.
    public struct Eviction: Hashable, Sendable {
        public internal(set) var attempts: Int
        /// What the gateway answered to the last logout, when that was a refusal.
        public internal(set) var refusal: GatewayFailure?
        /// Before then the gateway is given time to let go.
        var notBefore: Instant
        var nextLook: Instant?
    }
}

extension LinkFlow {
    /// Whether two numbers are known and differ. An identity without a number proves nothing.
    var isWrongNumber: Bool {
        guard let expected, let actual = account?.phone else { return false }
        return expected.canonicalKey != actual.canonicalKey
    }

    /// The wrong phone is being logged out.
    public var isEvicting: Bool {
        if case .mismatched(let mismatch) = phase { mismatch.eviction != nil } else { false }
    }

    /// A person wants the wrong phone out.
    public mutating func evict(at now: Instant) -> [LinkAction] {
        guard case .mismatched(var mismatch) = phase, mismatch.eviction == nil else { return [] }
        mismatch.eviction = Mismatch.Eviction(
            attempts: 0, notBefore: now, nextLook: nil)
        return logOut(mismatch, at: now)
    }

    /// Linked, and it is not the expected number: nothing goes on until a person has decided.
    mutating func mismatch(since: Instant) -> [LinkAction] {
        phase = .mismatched(Mismatch(since: since))
        return []
    }

    /// Takes in a status while the wrong phone is linked.
    mutating func observeMismatched(_ mismatch: Mismatch, _ status: StatusReading, at now: Instant) -> [LinkAction] {
        switch status.state {
        case .working:
            if !isWrongNumber {
                // The gateway had told of the link before this one.
                phase = .settling(since: mismatch.since)
                proof = Proof(seenAt: now)
                return []
            }
            guard let eviction = mismatch.eviction, eviction.notBefore <= now else { return [] }
            // Still there: somebody has to say it again.
            return logOut(mismatch, at: now)
        case .awaitingLink, .loggedOut, .stopped, .failed, .missing:
            return end(.evicted)
        // Engines pass through these on the way out; neither says that the link is gone.
        case .starting, .connecting, .disconnected, .unknown, .awaitingPasskey, .blocked:
            return []
        }
    }

    /// Takes in the answer to a logout.
    mutating func loggedOut(_ failure: GatewayFailure?, at now: Instant) -> [LinkAction] {
        guard case .mismatched(var mismatch) = phase, var eviction = mismatch.eviction else { return [] }
        eviction.refusal = failure
        eviction.nextLook = now + policy.evictionLook
        mismatch.eviction = eviction
        phase = .mismatched(mismatch)
        return [.expedite(.status, at: now)]
    }

    /// The time to look has come, in case the look after the logout went lost.
    mutating func lookAgain(at now: Instant) -> [LinkAction] {
        guard case .mismatched(var mismatch) = phase, mismatch.eviction != nil else { return [] }
        mismatch.eviction?.nextLook = now + policy.evictionLook
        phase = .mismatched(mismatch)
        return [.expedite(.status, at: now)]
    }

    private mutating func logOut(_ mismatch: Mismatch, at now: Instant) -> [LinkAction] {
        var mismatch = mismatch
        let attempts = (mismatch.eviction?.attempts ?? 0) + 1
        mismatch.eviction?.attempts = attempts
        mismatch.eviction?.notBefore = now + Backoff.eviction(after: attempts)
        mismatch.eviction?.nextLook = now + Backoff.eviction(after: attempts)
        phase = .mismatched(mismatch)
        return [.perform(.logout)]
    }
}
