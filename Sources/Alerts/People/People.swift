public import Fleet

/// What people say to alerts.
extension Alerts {
    /// Takes everything down that stands.
    ///
    /// - Returns: what stood.
    public mutating func acknowledge() -> [StandingAlert] {
        defer { standing = [] }
        return standing
    }

    /// The same for some instances.
    ///
    /// - Returns: those about which something stood.
    public mutating func acknowledge(_ keys: Set<InstanceKey>) -> Set<InstanceKey> {
        let known = keys.filter(isStanding)
        takeDown(known)
        return known
    }

    public func isStanding(_ key: InstanceKey) -> Bool { standing.contains { $0.keys.contains(key) } }

    /// Nothing is told of it for so long, and nothing stands about it.
    public mutating func mute(_ subject: AlertSubject, _ mute: Mute) {
        mutes[subject] = mute
        switch subject {
        case .instance(let key): takeDown([key])
        case .gateway(let name): standing.removeAll { $0.gateway == name }
        }
    }

    public mutating func unmute(_ subject: AlertSubject) { mutes[subject] = nil }

    /// The mute that holds: its own, or its gateway's.
    public func mute(of subject: AlertSubject, at now: Instant) -> Mute? {
        guard !mutes.isEmpty else { return nil }
        if let own = mutes[subject], own.holds(at: now) { return own }
        guard case .instance(let key) = subject, let all = mutes[.gateway(key.gateway)], all.holds(at: now) else {
            return nil
        }
        return all
    }

    /// A person does something to this instance: what becomes of it until then is not told.
    public mutating func expect(_ key: InstanceKey, until end: Instant, at now: Instant) {
        if expected.count > 100 { expected = expected.filter { $0.value > now } }
        expected[key] = max(end, expected[key] ?? .zero)
        if pending[key] != nil { pending[key]?.isExpected = true }
    }
}
