public import Fleet

/// Instances that dropped together, and so most likely for one reason.
public struct Outbreak: Hashable, Sendable {
    public enum Scope: Hashable, Sendable {
        case gateway(String)
        /// All gateways of a vendor, two or more.
        case vendor(GatewayKind)
        /// Some of the gateways, of more than one vendor or not all of one.
        case several
        /// All gateways, two or more: what they have in common is WhatsApp, or this machine's own network.
        case everybody
    }

    public var scope: Scope
    /// The gateways it is about.
    public var gateways: Set<String>
    public var members: [InstanceKey]
    /// How many instances these gateways have.
    public var total: Int
    /// When the first of them was seen to drop; `nil` where that was before anybody looked.
    public var at: Instant?
    /// What the gateway says of nearly all of them.
    public var code: ReasonCode?
    /// What nearly all of them are in now.
    public var state: LinkState?

    public var count: Int { members.count }
    /// WhatsApp refuses the engine's version.
    public var isOutdated: Bool { code == .outdated }

    /// Drops that are told within this time began together: the slowest gateway is asked once a minute, one instance
    /// after another, and may take its time to answer.
    public static let window = Duration.seconds(90)

    /// What makes an outbreak of those that were down when somebody looked first. Some always are, each for reasons of
    /// its own, so that it takes more than for drops that were seen: five and a fifth of the gateway.
    public static func isManyFound(_ count: Int, of total: Int) -> Bool { count >= 5 && count * 5 >= total }

    /// What makes drops an outbreak: three and a tenth of the gateway, ten in any case, or all of two.
    public static func isMany(_ count: Int, of total: Int) -> Bool {
        count >= 10 || count >= 3 && count * 10 >= total || count >= 2 && count == total
    }
}

/// What a gateway is, as far as its outbreaks go.
public struct Roster: Hashable, Sendable {
    public var kind: GatewayKind
    /// Instances it has.
    public var count: Int

    public init(_ kind: GatewayKind, count: Int) {
        self.kind = kind
        self.count = count
    }
}

/// One instance that is not linked any more.
public struct Drop: Hashable, Sendable {
    public var key: InstanceKey
    public var kind: GatewayKind
    public var state: LinkState
    public var code: ReasonCode?
    /// When it left LINKED; `nil` where nobody saw it linked.
    public var at: Instant?

    public init(key: InstanceKey, kind: GatewayKind, state: LinkState, code: ReasonCode? = nil, at: Instant? = nil) {
        self.key = key
        self.kind = kind
        self.state = state
        self.code = code
        self.at = at
    }
}
