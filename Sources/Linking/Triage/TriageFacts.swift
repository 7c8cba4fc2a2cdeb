public import Fleet

/// All that is known of one instance and can change what is done about it.
public struct TriageFacts: Hashable, Sendable {
    public var key: InstanceKey
    public var kind: GatewayKind
    /// `nil` before the first answer.
    public var state: LinkState?
    public var raw: CleanText
    /// When the state became what it is; where nobody saw that, when it was seen first.
    public var since: Instant?
    public var reason: CleanText?
    public var code: ReasonCode?
    public var riders: Set<Rider>
    /// The last answer named the phone it is linked to.
    public var hasAccount: Bool
    public var gateway: GatewayFacts
    /// When it was linked last: the beginning of that link, not its end.
    public var lastLink: Instant?
    /// How often it left LINKED within the last hour by itself, not together with others.
    public var drops: Int
    /// The link was removed by an act from here.
    public var unlinkedHere: Bool
    /// Another instance is linked to the number that belongs here.
    public var twin: InstanceKey?

    public init(
        key: InstanceKey, kind: GatewayKind, state: LinkState?, raw: CleanText = "", since: Instant? = nil,
        reason: CleanText? = nil, code: ReasonCode? = nil, riders: Set<Rider> = [], hasAccount: Bool = false,
        gateway: GatewayFacts = GatewayFacts(), lastLink: Instant? = nil, drops: Int = 0, unlinkedHere: Bool = false,
        twin: InstanceKey? = nil
    ) {
        self.key = key
        self.kind = kind
        self.state = state
        self.raw = raw
        self.since = since
        self.reason = reason
        self.code = code
        self.riders = riders
        self.hasAccount = hasAccount
        self.gateway = gateway
        self.lastLink = lastLink
        self.drops = drops
        self.unlinkedHere = unlinkedHere
        self.twin = twin
    }

    /// Whether a phone is linked to it, as far as that can be told.
    public enum Pairing: Hashable, Sendable {
        case paired
        case unpaired
        case unclear
    }

    public var pairing: Pairing {
        switch state {
        case .working, .connecting, .disconnected: .paired
        // A gateway that names the phone while it offers a code contradicts itself: the phone is linked, most likely.
        case .awaitingLink, .loggedOut: hasAccount ? .paired : .unpaired
        case .awaitingPasskey: .unpaired
        case .starting, .failed, .stopped, .blocked: hasAccount ? .paired : .unclear
        case .missing, .unknown, nil: .unclear
        }
    }
}

/// What is known of the gateway behind an instance.
public struct GatewayFacts: Hashable, Sendable {
    /// `nil` while it answers.
    public var downSince: Instant?
    /// When its server started, or when it came back from an outage that was seen.
    public var upSince: Instant?
    /// How many instances it has.
    public var instances: Int
    /// WhatsApp refuses its version: told by many of its instances.
    public var isOutdated: Bool
    /// How many of its instances dropped together with this one, when that is an outbreak.
    public var droppedTogether: Int?

    public init(
        downSince: Instant? = nil, upSince: Instant? = nil, instances: Int = 1, isOutdated: Bool = false,
        droppedTogether: Int? = nil
    ) {
        self.downSince = downSince
        self.upSince = upSince
        self.instances = instances
        self.isOutdated = isOutdated
        self.droppedTogether = droppedTogether
    }
}
