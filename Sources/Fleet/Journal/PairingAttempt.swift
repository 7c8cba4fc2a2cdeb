public import FoundationEssentials

/// One pairing code that was asked for: what the ledger counts, across restarts and across processes.
public struct PairingAttempt: Hashable, Sendable, Codable {
    public var at: Date
    public var gateway: String
    public var instance: String
    public var number: NumberFingerprint

    public init(at: Date, key: InstanceKey, number: NumberFingerprint) {
        self.at = at
        gateway = key.gateway
        instance = key.id
        self.number = number
    }

    public var key: InstanceKey { InstanceKey(gateway: gateway, id: instance) }
}
