public import Fleet

/// Decides which changes are told, when, and how many at once.
///
/// A plain state machine: looks and ticks with their instants go in, announcements come out. What was so when it was
/// seen first is no change; a change counts when it lasted (`AlertRules.stableFor`); changes that come together are
/// told together, at most once in `AlertRules.window`.
public struct Alerts: Hashable, Sendable {
    public var rules: AlertRules
    /// Told and not acknowledged, oldest first.
    public internal(set) var standing: [StandingAlert] = []
    /// Instances that are settled as anything but linked.
    public internal(set) var down = 0

    var instances: [InstanceKey: Track] = [:]
    var gateways: [String: GatewayTrack] = [:]
    var pending: [InstanceKey: Pending] = [:]
    /// Settled and not told yet, in the order in which they settled.
    var collected: [AlertChange] = []
    var collectedSince = Instant.zero
    var toldAt: Instant?
    /// When it was told last that a gateway is away.
    var gatewayToldAt: Instant?
    var mutes: [AlertSubject: Mute] = [:]
    /// Until when changes of an instance are a person's doing.
    var expected: [InstanceKey: Instant] = [:]
    /// No pending change is believed before this.
    var nextCheck: Instant?

    public init(rules: AlertRules = AlertRules()) { self.rules = rules }

    /// What is known of one instance for certain.
    struct Track: Hashable, Sendable {
        var condition: Condition
        var state: LinkState
        /// It is still what it was when it was seen first.
        var isFirst = true
        var flaps = 0
    }

    struct GatewayTrack: Hashable, Sendable {
        /// As it was told last.
        var isDown: Bool
        /// As it is settled.
        var wasDown: Bool
        var since: Instant
        var reason: CleanText?
    }

    /// A change that has yet to prove itself.
    struct Pending: Hashable, Sendable {
        var condition: Condition
        var state: LinkState
        var reason: CleanText?
        var since: Instant
        var isExpected: Bool
        /// On its way to something else just now: what it will be decides.
        var isPassing = false
    }

    // MARK: - What comes in

    /// One look at an instance. Looks at what is known and unchanged need not be told while nothing is pending for it
    /// (`awaits`).
    public mutating func observe(_ key: InstanceKey, _ sight: Sight, at now: Instant) -> [AlertAction] {
        if gateways[key.gateway] == nil {
            gateways[key.gateway] = GatewayTrack(isDown: false, wasDown: false, since: now)
        }
        guard let condition = sight.condition else {
            pass(key)
            return announce(at: now)
        }
        guard let track = instances[key] else {
            instances[key] = Track(condition: condition, state: sight.state)
            if condition != .linked { down += 1 }
            return []
        }
        if condition == track.condition {
            comeBack(key, to: sight.state)
            return announce(at: now)
        }
        if sight.isFirstAccount, track.isFirst, condition == .mismatched, track.condition == .linked {
            settle(key, as: condition, sight.state)
            return announce(at: now)
        }
        return proceed(key, to: condition, sight, at: now) + announce(at: now)
    }

    /// Whether a look at this instance says something even when it says nothing new.
    public func awaits(_ key: InstanceKey) -> Bool { pending[key] != nil }

    /// A gateway stopped answering, or answers again. While it does not, nothing is told of its instances.
    public mutating func observe(
        gateway name: String, isDown: Bool, reason: CleanText? = nil, at now: Instant
    ) -> [AlertAction] {
        guard var track = gateways[name] else {
            gateways[name] = GatewayTrack(isDown: isDown, wasDown: isDown, since: now, reason: reason)
            return []
        }
        if track.isDown != isDown {
            track.isDown = isDown
            track.since = now
            if !isDown { restartClocks(of: name, at: now) }
        }
        if let reason { track.reason = reason }
        gateways[name] = track
        return tick(at: now)
    }

    /// Many dropped together for one cause, as somebody else found out. Told once until it is acknowledged.
    public mutating func outbreak(
        on gateway: String, count: Int, reason: CleanText, since: Instant, at now: Instant
    ) -> [AlertAction] {
        let isKnown =
            standing.contains { $0.event == .outbreak && $0.gateway == gateway }
            || collected.contains { $0.event == .outbreak && $0.gateway == gateway }
        guard !isKnown else { return [] }
        collect(AlertChange(.outbreak, gateway: gateway, reason: reason, since: since, count: count), at: now)
        return announce(at: now)
    }

    /// Time passed. Has to come at `deadline`.
    public mutating func tick(at now: Instant) -> [AlertAction] {
        settleGateways(at: now)
        if let nextCheck, nextCheck <= now { believePending(at: now) }
        return announce(at: now)
    }

    /// When the next tick is due; `nil` while nothing is under way.
    public var deadline: Instant? {
        var earliest = nextCheck
        for track in gateways.values where track.isDown != track.wasDown {
            let settles = track.since + rules.stableFor
            earliest = earliest.map { min($0, settles) } ?? settles
        }
        if let told = announcementTime { earliest = earliest.map { min($0, told) } ?? told }
        return earliest
    }

    /// Lets go of all that is not there any more.
    public mutating func keep(_ isThere: (InstanceKey) -> Bool, gateways names: Set<String>) {
        let gone = instances.keys.filter { !isThere($0) }
        for key in gone {
            if instances[key]?.condition != .linked { down -= 1 }
            instances[key] = nil
            pending[key] = nil
            expected[key] = nil
            mutes[.instance(key)] = nil
        }
        takeDown(Set(gone))
        for name in gateways.keys where !names.contains(name) {
            gateways[name] = nil
            mutes[.gateway(name)] = nil
            standing.removeAll { $0.gateway == name }
        }
        collected.removeAll { change in
            change.key.map { !isThere($0) } ?? !names.contains(change.gateway)
        }
    }
}

extension Alerts {
    /// Gateways that are settled as not answering, by name.
    public var gatewaysDown: [String] { gateways.filter(\.value.wasDown).keys.sorted() }
}
