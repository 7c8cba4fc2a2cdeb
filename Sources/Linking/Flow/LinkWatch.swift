public import Fleet

/// Looks after a link that has held: one that is lost within five minutes is no new trouble, it is this link failing.
public struct LinkWatch: Hashable, Sendable {
    public let linkedAt: Instant
    public let until: Instant

    public init(linkedAt: Instant, policy: LinkPolicy = LinkPolicy()) {
        self.linkedAt = linkedAt
        until = linkedAt + policy.watch
    }

    /// After how long the link was lost, when this status says so. Engines restart their socket without losing it.
    public func lost(by status: StatusReading, at now: Instant) -> Duration? {
        guard now < until else { return nil }
        switch status.state {
        case .loggedOut, .awaitingLink, .awaitingPasskey, .failed, .blocked, .missing:
            return linkedAt.duration(to: now)
        case .working, .starting, .connecting, .disconnected, .stopped, .unknown:
            return nil
        }
    }
}
