public import Fleet

/// Whether a link may be opened.
public enum Lock: Hashable, Sendable {
    case open
    /// A person may, who says so by typing it.
    case typed(Reason)
    /// It could not help, whoever wants it.
    case closed(Reason)

    public enum Reason: Hashable, Sendable {
        case gatewayDown(String)
        case outdatedGateway(String)
        case banned
        case restricted
        case coolDown
        /// The number that belongs here is linked in this other instance.
        case duplicate(InstanceKey)
        case tooManyFailures

        /// Why, in one sentence.
        public var sentence: String {
            switch self {
            case .gatewayDown(let name): "\(name) does not answer, and nothing can be linked through it."
            case .outdatedGateway(let name):
                "WhatsApp refuses the version of \(name) (405): scanning again does not help."
            case .banned: "The account is banned or locked: linking it again can make that worse."
            case .restricted: "It lost its link soon after linking: WhatsApp may restrict the account."
            case .coolDown: "There were too many link attempts: each further one makes the wait longer."
            case .duplicate(let key): "This number is linked in \(key) already; a second link can drop the first."
            case .tooManyFailures: "Three links in a row have failed."
            }
        }

        /// Both in the room of one line.
        public var brief: String {
            switch self {
            case .gatewayDown(let name): "\(name) does not answer, nothing links through it: bring it back"
            case .outdatedGateway(let name): "405: \(name) is too old for WhatsApp; upgrade it, do NOT re-scan"
            default: "\(sentence) \(instead)"
            }
        }

        /// What to do instead.
        public var instead: String {
            switch self {
            case .gatewayDown: "Bring the gateway back first."
            case .outdatedGateway: "Upgrade the gateway, then start its instances."
            case .banned: "Look at the phone, and appeal there."
            case .restricted: "Look at the phone for a notice of WhatsApp first."
            case .coolDown: "Leave this number alone for some hours."
            case .duplicate: "Log out the other one first, if this is the right place."
            case .tooManyFailures: "Let somebody else look at the phone and at the gateway's log."
            }
        }
    }

    public init(_ facts: TriageFacts, _ ladder: Ladder?) {
        self = Self.closing(facts) ?? Self.typing(facts, ladder) ?? .open
    }

    /// For several at once: whatever locks one of them locks all.
    public init(_ locks: some Sequence<Lock>) {
        var strongest = Lock.open
        for lock in locks {
            switch (lock, strongest) {
            case (.closed, _):
                self = lock
                return
            case (.typed, .open): strongest = lock
            default: break
            }
        }
        self = strongest
    }

    private static func closing(_ facts: TriageFacts) -> Lock? {
        if facts.gateway.downSince != nil { return .closed(.gatewayDown(facts.key.gateway)) }
        guard facts.state != .working, facts.code == .outdated || facts.gateway.isOutdated else { return nil }
        return .closed(.outdatedGateway(facts.key.gateway))
    }

    private static func typing(_ facts: TriageFacts, _ ladder: Ladder?) -> Lock? {
        guard facts.state != .working else { return nil }
        if facts.state == .blocked { return .typed(.banned) }
        switch facts.code {
        case .temporaryBan, .locked, .banned: return .typed(.banned)
        case .tooMany: return .typed(.coolDown)
        default: break
        }
        if facts.isRestrictionSuspected || facts.riders.contains(.restricted) { return .typed(.restricted) }
        if let twin = facts.twin { return .typed(.duplicate(twin)) }
        return ladder.map { $0.failedLinks >= Ladder.mostLinks } == true ? .typed(.tooManyFailures) : nil
    }
}
