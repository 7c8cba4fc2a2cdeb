public import FoundationEssentials

/// One line of the journal: when, whom it is about, and what happened. Who did it is added where it is written down.
public struct JournalEntry: Hashable, Sendable {
    public var at: Date
    public var gateway: String
    /// `nil` for what is about the gateway as a whole.
    public var instance: String?
    /// What people called it at that time; empty for a gateway.
    public var name: CleanText
    public var event: JournalEvent
    /// Who was at the keyboard; `nil` for what happened by itself. Set by the journal for what a person did.
    public var person: Person?

    public init(
        at: Date, gateway: String, instance: String? = nil, name: CleanText = "", event: JournalEvent,
        person: Person? = nil
    ) {
        self.at = at
        self.gateway = gateway
        self.instance = instance
        self.name = name
        self.event = event
        self.person = person
    }

    public init(at: Date, key: InstanceKey, name: CleanText, event: JournalEvent, person: Person? = nil) {
        self.init(at: at, gateway: key.gateway, instance: key.id, name: name, event: event, person: person)
    }

    public var key: InstanceKey? { instance.map { InstanceKey(gateway: gateway, id: $0) } }
}

/// Who did something: the account at this machine, and where its SSH session comes from.
public struct Person: Hashable, Sendable {
    public var user: CleanText
    /// The address that SSH names; `nil` at the machine itself.
    public var origin: CleanText?

    public init(user: CleanText, origin: CleanText? = nil) {
        self.user = user
        self.origin = origin
    }
}
