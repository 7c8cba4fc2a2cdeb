public import Fleet
public import FoundationEssentials

/// What is told outside of the screen, in words: one bell, one notification.
public struct Notice: Hashable, Sendable {
    public var title: String
    /// One line, the worst first, numbers masked.
    public var text: String
    /// Good news: no bell.
    public var isQuiet: Bool
}

/// One alert as a hook gets it. No secret is in it, and no whole phone number but one that an operator made an id.
public struct AlertFacts: Hashable, Sendable {
    public var event: AlertEvent
    public var gateway: String
    public var kind: GatewayKind?
    /// Of the instances it is about, at most `mostIDs`; empty where it is about the gateway.
    public var ids: [String]
    /// How many instances it is about.
    public var count: Int
    /// What people call the instance; `nil` for several.
    public var name: String?
    /// Where all of them share one.
    public var state: LinkState?
    public var was: LinkState?
    public var reason: String?
    /// When the first of them began.
    public var since: Date
    /// How often it dropped and came back unannounced before; 0 for several.
    public var flaps: Int
    /// The sentence of the notification.
    public var text: String

    public init(
        event: AlertEvent, gateway: String, kind: GatewayKind?, ids: [String], count: Int, name: String?,
        state: LinkState?, was: LinkState?, reason: String?, since: Date, flaps: Int, text: String
    ) {
        self.event = event
        self.gateway = gateway
        self.kind = kind
        self.ids = ids
        self.count = count
        self.name = name
        self.state = state
        self.was = was
        self.reason = reason
        self.since = since
        self.flaps = flaps
        self.text = text
    }

    /// More would not fit into a process's environment.
    public static let mostIDs = 200
}
