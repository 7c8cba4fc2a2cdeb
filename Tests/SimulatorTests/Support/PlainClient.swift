import Dispatch
import Foundation
import Glibc

/// One connection that is kept open, and nothing clever: what a server sends is what a test sees.
final class PlainClient: Sendable {
    struct Reply: Sendable {
        var status: Int
        /// Names in lower case.
        var headers: [String: String]
        var body: Data

        var text: String { String(decoding: body, as: UTF8.self) }

        /// The body as a JSON object.
        var members: [String: Any] { (try? JSONSerialization.jsonObject(with: body)) as? [String: Any] ?? [:] }

        func member(_ name: String) -> String? { members[name] as? String }
    }

    struct Failure: Error {
        var what: String
    }

    private let descriptor: Int32
    /// Blocking calls stay off the threads that the server under test runs on.
    private let queue = DispatchQueue(label: "plain-client")

    init(_ url: String) throws {
        let place = URL(string: url)
        let port = place?.port.flatMap { UInt16(exactly: $0) } ?? 0
        descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        address.sin_addr.s_addr = inet_addr(place?.host() ?? "127.0.0.1")
        // A test that hangs says less than one that fails; far longer than the server waits for a thread where other
        // tests keep them busy.
        var limit = timeval(tv_sec: 300, tv_usec: 0)
        setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
        let connected = withUnsafePointer(to: address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        // The client is whole by now, so that its end closes the socket.
        guard connected == 0 else {
            throw Failure(what: "no connection to \(url): \(String(cString: strerror(errno)))")
        }
    }

    deinit { close(descriptor) }

    func send(
        _ method: String, _ target: String, headers: [String: String] = [:], body: String = ""
    ) async throws -> Reply {
        var head = "\(method) \(target) HTTP/1.1\r\nHost: localhost\r\nContent-Length: \(body.utf8.count)\r\n"
        for (name, value) in headers { head += "\(name): \(value)\r\n" }
        let request = Data((head + "\r\n" + body).utf8)
        return try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result { try self.exchange(request) }) }
        }
    }

    private func exchange(_ request: Data) throws -> Reply {
        let sent = request.withUnsafeBytes { Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
        guard sent == request.count else { throw Failure(what: "the server does not listen") }
        var received = Data()
        let end = Data("\r\n\r\n".utf8)
        var headEnd = received.range(of: end)
        while headEnd == nil {
            try receive(&received)
            headEnd = received.range(of: end)
        }
        let lines = String(decoding: received[..<headEnd!.lowerBound], as: UTF8.self).components(separatedBy: "\r\n")
        let status = lines[0].split(separator: " ").dropFirst().first.flatMap { Int($0) } ?? 0
        var headers: [String: String] = [:]
        for line in lines.dropFirst() {
            let parts = line.split(separator: ":", maxSplits: 1)
            headers[parts[0].lowercased()] = parts[1].trimmingCharacters(in: .whitespaces)
        }
        let length = headers["content-length"].flatMap { Int($0) } ?? 0
        while received.count < headEnd!.upperBound + length { try receive(&received) }
        return Reply(status: status, headers: headers, body: Data(received[headEnd!.upperBound...]))
    }

    private func receive(_ data: inout Data) throws {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var count = recv(descriptor, &buffer, buffer.count, 0)
        // With a limit a socket's calls are interrupted by whatever stops and continues the process.
        while count < 0, errno == EINTR { count = recv(descriptor, &buffer, buffer.count, 0) }
        guard count >= 0 else { throw Failure(what: "no answer: \(String(cString: strerror(errno)))") }
        guard count > 0 else { throw Failure(what: "the server closed the connection") }
        data.append(contentsOf: buffer[..<count])
    }
}

/// Whether anybody takes connections at this address.
func isReachable(_ url: String) -> Bool { (try? PlainClient(url)) != nil }
