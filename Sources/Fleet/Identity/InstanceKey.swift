/// Names one instance across all gateways: `gateway/id`.
public struct InstanceKey: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    public let gateway: String
    public let id: String

    public init(gateway: String, id: String) {
        self.gateway = gateway
        self.id = id
    }

    public var description: String { "\(gateway)/\(id)" }

    public static func < (left: InstanceKey, right: InstanceKey) -> Bool {
        (left.gateway, left.id) < (right.gateway, right.id)
    }
}
