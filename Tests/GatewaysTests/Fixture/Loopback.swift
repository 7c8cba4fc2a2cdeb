import Foundation

enum Loopback {
    /// A socket with a port of its own, on which nobody listens yet.
    static func bind() throws -> (socket: Int32, port: UInt16) {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = UInt32(0x7f00_0001).bigEndian
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Foundation.bind(descriptor, $0, length) == 0 && getsockname(descriptor, $0, &length) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        return (descriptor, UInt16(bigEndian: address.sin_port))
    }
}

/// What cannot be reached, and is known not to be without asking the network.
final class Unreachable {
    /// No label of a name may be longer than 63 characters, so that no name server is asked for this one.
    static let name = String(repeating: "x", count: 64) + ".invalid"

    /// A port that is taken, and on which nobody listens.
    let port: UInt16
    private let socket: Int32

    init() throws { (socket, port) = try Loopback.bind() }

    deinit { close(socket) }
}
