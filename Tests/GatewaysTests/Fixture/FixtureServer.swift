import Foundation
import Synchronization

@testable import Gateways

/// A server on loopback that answers as it is told, byte for byte: what no well-behaved server would send, too.
final class FixtureServer: Sendable {
    typealias Handler = @Sendable (RecordedRequest) -> Reply

    let port: UInt16
    private let listener: Int32
    private let handler: Handler
    private let greeting: String?
    private let record = Mutex(Record())

    private struct Record {
        var requests: [RecordedRequest] = []
        var connections = 0
        /// Connections that the client closed while it was owed an answer.
        var givenUp = 0
        /// What each finished flood got rid of.
        var floods: [Int] = []
    }

    /// - Parameter greeting: said at once, to whoever connects, and nothing after it.
    init(greeting: String? = nil, _ handler: @escaping Handler) throws {
        let (listener, port) = try Loopback.bind()
        guard listen(listener, 1024) == 0 else { throw POSIXError(.EADDRINUSE) }
        self.listener = listener
        self.port = port
        self.handler = handler
        self.greeting = greeting
        Thread.detachNewThread { [weak self] in
            var number = 0
            while true {
                let connection = accept(listener, nil, nil)
                // Only a shutdown ends it: a client that left before it was served does not.
                if connection < 0 {
                    if [EINTR, ECONNABORTED, EMFILE, ENFILE].contains(errno) { continue }
                    break
                }
                // A program that another test starts must not keep it open.
                _ = fcntl(connection, F_SETFD, FD_CLOEXEC)
                number += 1
                let mine = number
                Thread.detachNewThread { [weak self] in
                    self?.serve(connection, mine)
                    close(connection)
                }
            }
            close(listener)
        }
    }

    /// Always the same answer.
    convenience init(replies reply: Reply) throws { try self.init { _ in reply } }

    /// Answers one after the other, and then the last one again and again.
    convenience init(replies: [Reply], then last: Reply) throws {
        let left = Mutex(replies)
        try self.init { _ in left.withLock { $0.isEmpty ? last : $0.removeFirst() } }
    }

    deinit { shutdown(listener, Int32(SHUT_RDWR)) }

    var url: String { "http://127.0.0.1:\(port)" }
    var origin: HTTPOrigin { get throws { try HTTPOrigin(url) } }
    var requests: [RecordedRequest] { record.withLock(\.requests) }
    var connections: Int { record.withLock(\.connections) }
    var givenUp: Int { record.withLock(\.givenUp) }
    var floods: [Int] { record.withLock(\.floods) }

    private func serve(_ connection: Int32, _ number: Int) {
        record.withLock { $0.connections += 1 }
        var wire = Wire(connection)
        if let greeting {
            _ = wire.write(Array(greeting.utf8))
            return
        }
        while let request = RecordedRequest(from: &wire, connection: number) {
            record.withLock { $0.requests.append(request) }
            guard answer(handler(request), on: &wire) else { break }
        }
    }

    /// Whether the connection goes on.
    private func answer(_ reply: Reply, on wire: inout Wire) -> Bool {
        switch reply {
        case .answer(let status, let headers, let body):
            let lines = headers.map { "\($0.name): \($0.value)\r\n" }.joined()
            let head = "HTTP/1.1 \(status) Fixture\r\nContent-Length: \(body.count)\r\n\(lines)\r\n"
            return wire.write(Array(head.utf8) + body)
        case .raw(let text):
            _ = wire.write(Array(text.utf8))
            return false
        case .drop:
            return false
        case .hang:
            wire.waitForEnd()
            record.withLock { $0.givenUp += 1 }
            return false
        case .drip(let text):
            for byte in text.utf8 {
                guard wire.write([byte]) else { break }
                usleep(20_000)
            }
            record.withLock { $0.givenUp += 1 }
            return false
        case .flood(let head, let total):
            _ = wire.write(Array(head.utf8))
            let block = [UInt8](repeating: UInt8(ascii: "x"), count: 64 * 1024)
            var sent = 0
            while sent < total, wire.write(block) { sent += block.count }
            record.withLock { $0.floods.append(sent) }
            return false
        }
    }
}

/// What the server sends back.
enum Reply: Sendable {
    case answer(Int, [HTTPHeader], [UInt8])
    /// These bytes, then the connection is closed.
    case raw(String)
    /// Closes without a word.
    case drop
    /// Never answers, and notices when the client gives up.
    case hang
    /// One byte every 20 ms.
    case drip(String)
    /// A head, and then that many bytes, as long as they are taken.
    case flood(head: String, total: Int)

    static func json(_ text: String, _ status: Int = 200, _ headers: [HTTPHeader] = []) -> Reply {
        .answer(status, [HTTPHeader("Content-Type", "application/json; charset=utf-8")] + headers, Array(text.utf8))
    }

    static func text(_ text: String, _ status: Int, type: String) -> Reply {
        .answer(status, [HTTPHeader("Content-Type", type)], Array(text.utf8))
    }
}
