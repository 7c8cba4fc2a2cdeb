public import Fleet

/// Bad news that was told and that nobody has acknowledged.
public struct StandingAlert: Hashable, Sendable {
    public var event: AlertEvent
    public var gateway: String
    /// The instances; empty where it is about the gateway itself.
    public var keys: Set<InstanceKey> = []
    /// Those of them that are well again.
    public var back: Set<InstanceKey> = []
    /// The gateway itself is well again.
    public var isGatewayBack = false
    /// When the first change began.
    public var since: Instant
    var told: Int

    /// How many instances it is about; of an outbreak as many as were told.
    public var count: Int { max(keys.count, told) }

    /// Nothing of it is left but the memory.
    public var isOver: Bool { keys.isEmpty ? isGatewayBack : back.count == keys.count }

    init(_ change: AlertChange) {
        event = change.event
        gateway = change.gateway
        since = change.since
        told = 0
        add(change)
    }

    mutating func add(_ change: AlertChange) {
        since = min(since, change.since)
        told = change.count > 1 ? change.count : told
        isGatewayBack = false
        if let key = change.key {
            keys.insert(key)
            back.remove(key)
        }
    }
}
