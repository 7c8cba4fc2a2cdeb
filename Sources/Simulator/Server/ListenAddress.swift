import FlyingFox
import FlyingSocks

/// Where simulated gateways listen. The first takes the port, the ones after it the ports that follow.
public struct ListenAddress: Hashable, Sendable, CustomStringConvertible {
    /// An IPv4 or IPv6 address, or `localhost`.
    public var host: String
    /// 0 lets the system choose, for each gateway.
    public var port: UInt16

    /// Out of reach of other machines.
    public static let loopback = ListenAddress(host: "127.0.0.1", port: 0)

    public init(host: String, port: UInt16) {
        self.host = host
        self.port = port
    }

    public var description: String { isVersion6 ? "[\(host)]:\(port)" : "\(host):\(port)" }

    private var isVersion6: Bool { host.contains(":") }

    /// The address of the gateway after `places` others.
    func after(_ places: Int) throws(SimulationFailure) -> ListenAddress {
        guard port != 0 else { return self }
        guard let next = UInt16(exactly: Int(port) + places) else {
            throw .cannotListen(self, reason: "there are not enough ports above it")
        }
        return ListenAddress(host: host, port: next)
    }

    func socketAddress() throws(SimulationFailure) -> any SocketAddress {
        do {
            if isVersion6 { return try .inet6(ip6: host, port: port) }
            return try .inet(ip4: host == "localhost" ? "127.0.0.1" : host, port: port)
        } catch {
            throw .cannotListen(self, reason: "the host is no IP address")
        }
    }
}

extension Socket.Address {
    var port: UInt16? {
        switch self {
        case .ip4(_, let port), .ip6(_, let port): port
        case .unix: nil
        }
    }
}
