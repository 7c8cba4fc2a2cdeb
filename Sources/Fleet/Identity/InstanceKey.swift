/// Names one instance across all gateways: `gateway/id`.
public struct InstanceKey: Hashable, Sendable, Comparable, Codable, CustomStringConvertible {
    public let gateway: String
    public let id: String

    public init(gateway: String, id: String) {
        self.gateway = gateway
        self.id = id
    }

    public var description: String { "\(gateway)/\(id)" }

    /// The description for a terminal, a file or a pipe: gateways make up ids.
    public var shown: CleanText { CleanText(description, limit: 2 * CleanText.longest) }

    public static func < (left: InstanceKey, right: InstanceKey) -> Bool {
        (left.gateway, left.id) < (right.gateway, right.id)
    }
}
