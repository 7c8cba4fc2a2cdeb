public import Fleet
public import Linking

/// What triage remembers beside the rows.
public struct TriageRecords: Hashable, Sendable {
    /// What was tried with instances in trouble.
    public internal(set) var ladders: [InstanceKey: Ladder] = [:]
    /// Who dropped together, the most telling first.
    public internal(set) var outbreaks: [Outbreak] = [] {
        didSet {
            members = [:]
            // The most telling one counts.
            for (place, outbreak) in outbreaks.enumerated().reversed() {
                for key in outbreak.members { members[key] = place }
            }
        }
    }
    /// Which outbreak an instance belongs to.
    private(set) var members: [InstanceKey: Int] = [:]
    /// What gateways said of their version.
    public internal(set) var versions: [String: GatewayVersion] = [:]
    /// When gateways came back from outages that were seen.
    var backSince: [String: Instant] = [:]
    /// When the servers of gateways started, where they tell it.
    var startedAt: [String: Instant] = [:]
    /// When gateways were asked for that last.
    var uptimeAskedAt: [String: Instant] = [:]
    var outbreaksAreOld = false
    var nextLook = Instant.zero
    var nextTick = Instant.zero
    /// Link windows whose end is on the ladder already, by when they were opened.
    var countedLinks: [InstanceKey: Instant] = [:]
    var unlocked: Unlocked?
    /// Lines of the triage screen that are scrolled away.
    var scroll = 0

    /// A link that a person insisted on.
    struct Unlocked: Hashable {
        var key: InstanceKey
        var until: Instant
    }
}

/// What came of the one request for a gateway's version.
public enum GatewayVersion: Hashable, Sendable {
    case asked
    case told(CleanText)
    /// The vendor tells none.
    case untold
    case failed(CleanText)
}

/// A question that is answered by typing a word: for what a tired person should not do by habit.
public struct Unlock: Hashable, Sendable {
    public enum Intent: Hashable, Sendable {
        case link(LinkMethod)
        /// Goes on to the number of a pairing code.
        case askNumber
        case freshStart
    }

    public var key: InstanceKey
    public var intent: Intent
    /// What speaks against it, then what to do instead.
    public var sentences: [String]
    public var typed = TextField()

    public init(key: InstanceKey, intent: Intent, sentences: [String]) {
        self.key = key
        self.intent = intent
        self.sentences = sentences
    }

    /// What has to be typed.
    public var word: String { intent == .freshStart ? "logout" : "relink" }

    var isArmed: Bool { typed.text.lowercased() == word }
}
