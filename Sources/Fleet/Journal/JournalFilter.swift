public import FoundationEssentials

/// Which lines of the journal are asked for. What is `nil` or empty does not narrow.
public struct JournalFilter: Hashable, Sendable {
    public enum Order: Hashable, Sendable {
        case newestFirst
        case oldestFirst
    }

    /// The first instant that is wanted.
    public var since: Date?
    /// The first instant that is not wanted any more.
    public var until: Date?
    public var instances: Set<InstanceKey>
    public var gateway: String?
    public var kinds: Set<JournalEvent.Kind>
    /// At most so many, counted from where the order begins.
    public var limit: Int?
    public var order: Order

    public init(
        since: Date? = nil, until: Date? = nil, instances: Set<InstanceKey> = [], gateway: String? = nil,
        kinds: Set<JournalEvent.Kind> = [], limit: Int? = nil, order: Order = .oldestFirst
    ) {
        self.since = since
        self.until = until
        self.instances = instances
        self.gateway = gateway
        self.kinds = kinds
        self.limit = limit
        self.order = order
    }
}

extension JournalEvent {
    /// What an event is about, in one word; the raw value is the word in JSON and in the journal.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        case state, gateway, act, attempt, outcome, acknowledged, note
    }

    public var kind: Kind {
        switch self {
        case .state: .state
        case .gateway: .gateway
        case .act: .act
        case .attempt: .attempt
        case .outcome: .outcome
        case .acknowledged: .acknowledged
        case .note: .note
        }
    }

    /// Whether a person did it: such lines name who. Notes and outcomes come of themselves, unless they are given one.
    public var isDoneByPerson: Bool {
        switch self {
        case .act, .attempt, .outcome, .acknowledged: true
        case .state, .gateway, .note: false
        }
    }
}
