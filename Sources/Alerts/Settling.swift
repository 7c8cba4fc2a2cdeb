import Fleet

/// How a change proves itself.
extension Alerts {
    /// More looks than this are not asked for at a time: a mass event proves itself.
    private static let mostLooks = 20

    /// The believing of what nobody looks at again goes in steps of this, so that a mass event costs one walk a second.
    private static let step = Duration.seconds(1)

    /// A change begins, goes on, or has lasted.
    mutating func proceed(
        _ key: InstanceKey, to condition: Condition, _ sight: Sight, at now: Instant
    ) -> [AlertAction] {
        let isExpected = sight.isExpected || expected[key].map { $0 > now } ?? false
        guard var change = pending[key], change.condition == condition else {
            pending[key] = Pending(
                condition: condition, state: sight.state, reason: sight.reason, since: now, isExpected: isExpected)
            check(notLaterThan: now + rules.believedAfter)
            return pending.count <= Self.mostLooks ? [.look(key, at: now + rules.stableFor)] : []
        }
        change.state = sight.state
        change.reason = sight.reason ?? change.reason
        change.isExpected = change.isExpected || isExpected
        if change.isPassing {
            change.isPassing = false
            check(notLaterThan: change.since + rules.believedAfter)
        }
        pending[key] = change
        if change.since + rules.stableFor <= now, !isSilenced(key.gateway) { settle(key, change, at: now) }
        return []
    }

    /// It is what it was before: whatever had begun is over.
    mutating func comeBack(_ key: InstanceKey, to state: LinkState) {
        let change = pending.removeValue(forKey: key)
        if change?.condition == .down { instances[key]?.flaps += 1 }
        if instances[key]?.state != state { instances[key]?.state = state }
    }

    /// It is on its way. A recovery that does so was none; a drop waits for where it leads.
    mutating func pass(_ key: InstanceKey) {
        guard let change = pending[key] else { return }
        if change.condition == .down { pending[key]?.isPassing = true } else { pending[key] = nil }
    }

    /// Takes a change for certain without telling it.
    mutating func settle(_ key: InstanceKey, as condition: Condition, _ state: LinkState) {
        guard let track = instances[key] else { return }
        down += (condition == .linked ? 0 : 1) - (track.condition == .linked ? 0 : 1)
        instances[key]?.condition = condition
        instances[key]?.state = state
        pending[key] = nil
    }

    /// Takes a change for certain, and has it told unless nobody wants to hear of it.
    private mutating func settle(_ key: InstanceKey, _ change: Pending, at now: Instant) {
        guard let track = instances[key] else { return }
        settle(key, as: change.condition, change.state)
        instances[key]?.isFirst = false
        if case .untilChange = mutes[.instance(key)] { mutes[.instance(key)] = nil }
        if change.isExpected {
            if change.condition == .linked { takeBack(.instance(key)) }
            return takeDown([key])
        }
        collect(
            AlertChange(
                change.condition.event, gateway: key.gateway, key: key, was: track.state, state: change.state,
                reason: change.reason, since: change.since, flaps: track.flaps, beganWell: track.condition == .linked),
            at: now)
    }

    /// Changes that have lasted without another look.
    mutating func believePending(at now: Instant) {
        nextCheck = nil
        for (key, change) in pending where !change.isPassing && !isSilenced(key.gateway) {
            if change.since + rules.believedAfter <= now {
                settle(key, change, at: now)
            } else {
                check(notLaterThan: max(change.since + rules.believedAfter, now + Self.step))
            }
        }
    }

    mutating func settleGateways(at now: Instant) {
        for (name, track) in gateways where track.isDown != track.wasDown && track.since + rules.stableFor <= now {
            gateways[name]?.wasDown = track.isDown
            if case .untilChange = mutes[.gateway(name)] { mutes[.gateway(name)] = nil }
            let reason = track.isDown ? track.reason : nil
            collect(
                AlertChange(
                    track.isDown ? .gatewayDown : .gatewayBack, gateway: name, reason: reason, since: track.since,
                    beganWell: track.isDown), at: now)
        }
    }

    /// What its instances said before it went away is old: it has to last from now on.
    mutating func restartClocks(of gateway: String, at now: Instant) {
        for (key, change) in pending where key.gateway == gateway {
            pending[key]?.since = max(change.since, now)
            check(notLaterThan: now + rules.believedAfter)
        }
    }

    private mutating func check(notLaterThan instant: Instant) {
        nextCheck = nextCheck.map { min($0, instant) } ?? instant
    }

    /// Whether its gateway does not answer: that is told instead.
    func isSilenced(_ gateway: String) -> Bool { gateways[gateway]?.isDown == true }
}
