/// The secrets of one gateway, read from where the configuration says they live.
public struct GatewaySecrets: Hashable, Sendable {
    public var gateway: Secret?
    /// By instance id, where a vendor gives one for each.
    public var instances: [String: Secret]

    public init(gateway: Secret? = nil, instances: [String: Secret] = [:]) {
        self.gateway = gateway
        self.instances = instances
    }

    /// The instance's own, else the gateway's.
    public func secret(for id: String) -> Secret? { instances[id] ?? gateway }

    public var all: [Secret] { [gateway].compactMap(\.self) + instances.values }
}
