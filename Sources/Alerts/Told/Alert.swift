public import Fleet

/// What is to be done about changes.
public enum AlertAction: Hashable, Sendable {
    case announce(Announcement)
    /// A change has begun: a look at or after this instant settles it.
    case look(InstanceKey, at: Instant)
}

/// All that is told at one time, worst first: one bell, one notification.
public struct Announcement: Hashable, Sendable {
    public var at: Instant
    /// Never empty.
    public var alerts: [Alert]

    /// Nothing but good news.
    public var isQuiet: Bool { alerts.allSatisfy(\.event.isQuiet) }
}

/// What happened to one gateway or its instances.
public struct Alert: Hashable, Sendable {
    public var event: AlertEvent
    public var gateway: String
    /// In the order in which they began; one without a key where it is about the gateway itself. Never empty.
    public var changes: [AlertChange]

    /// How many instances it is about; 1 for a gateway.
    public var count: Int { changes.reduce(0) { $0 + $1.count } }
    /// When the first of them began.
    public var since: Instant { changes.map(\.since).min() ?? .zero }
}

/// One settled change.
public struct AlertChange: Hashable, Sendable {
    public var event: AlertEvent
    public var gateway: String
    /// `nil` for a change of a whole gateway.
    public var key: InstanceKey?
    public var was: LinkState?
    public var state: LinkState?
    public var reason: CleanText?
    /// When it began.
    public var since: Instant
    /// How often this instance dropped and came back unannounced before.
    public var flaps: Int
    /// More than 1 for an outbreak.
    public var count: Int
    /// It was linked, to the right number, or a gateway that answered, until then.
    var beganWell: Bool

    init(
        _ event: AlertEvent, gateway: String, key: InstanceKey? = nil, was: LinkState? = nil, state: LinkState? = nil,
        reason: CleanText? = nil, since: Instant, flaps: Int = 0, count: Int = 1,
        beganWell: Bool = false
    ) {
        self.event = event
        self.gateway = gateway
        self.key = key
        self.was = was
        self.state = state
        self.reason = reason
        self.since = since
        self.flaps = flaps
        self.count = count
        self.beganWell = beganWell
    }

    var subject: AlertSubject { key.map(AlertSubject.instance) ?? .gateway(gateway) }
}

/// Whom something is about.
public enum AlertSubject: Hashable, Sendable {
    case instance(InstanceKey)
    case gateway(String)
}
