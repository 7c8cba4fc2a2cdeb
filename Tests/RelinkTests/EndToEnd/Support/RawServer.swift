import Foundation
import Glibc

/// A server on loopback that answers every connection with bytes of the test's own, however wrong they are.
final class RawServer: Sendable {
    let port: UInt16
    private let listener: Int32

    convenience init(_ answer: [UInt8]) throws { try self.init { _ in answer } }

    /// - Parameter answer: to what came in one piece.
    init(_ answer: @escaping @Sendable ([UInt8]) -> [UInt8]) throws {
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(listener, $0, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, $0, &size) == 0
            }
        }
        guard isBound else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        port = UInt16(bigEndian: address.sin_port)
        Thread.detachNewThread {
            var isOpen = true
            while isOpen {
                let connection = accept(listener, nil, nil)
                isOpen = connection >= 0
                // A program that another test starts must not keep it open.
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                if isOpen { Self.serve(connection, answer) }
            }
            close(listener)
        }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var url: String { "http://127.0.0.1:\(port)" }

    /// A well-formed answer with this body.
    static func answer(_ status: Int, _ type: String = "application/json", body: [UInt8]) -> [UInt8] {
        Array("HTTP/1.1 \(status) Raw\r\nContent-Type: \(type)\r\nContent-Length: \(body.count)\r\n\r\n".utf8) + body
    }

    /// Each on a thread of its own: a client that does not read on holds up nobody else.
    private static func serve(_ connection: Int32, _ answerer: @escaping @Sendable ([UInt8]) -> [UInt8]) {
        Thread.detachNewThread {
            var request = [UInt8](repeating: 0, count: 65_536)
            let count = recv(connection, &request, request.count, 0)
            let answer = answerer(Array(request.prefix(max(0, count))))
            var sent = 0
            var isOpen = true
            while isOpen, sent < answer.count {
                let count = answer.withUnsafeBytes {
                    send(connection, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
                }
                isOpen = count > 0
                sent += max(0, count)
            }
            close(connection)
        }
    }
}
