import Foundation

/// A request as it came over the wire.
struct RecordedRequest: Sendable {
    let method: String
    let target: String
    /// Names in lower case.
    let headers: [String: String]
    let body: [UInt8]
    /// 1 for the first connection, and so on.
    let connection: Int

    var path: String { String(target.prefix { $0 != "?" }) }

    var query: [String: String] {
        let items = URLComponents(string: target)?.queryItems ?? []
        return Dictionary(items.map { ($0.name, $0.value ?? "") }) { $1 }
    }

    /// The members of a JSON body, all of them texts.
    var members: [String: String] {
        (try? JSONDecoder().decode([String: String].self, from: Data(body))) ?? [:]
    }

    /// Everything that was sent, to look for what should not have been.
    var everything: String {
        "\(target)\n\(headers)\n\(String(decoding: body, as: UTF8.self))"
    }

    /// `nil` when the connection ended first.
    init?(from wire: inout Wire, connection: Int) {
        guard let first = wire.line() else { return nil }
        let parts = first.split(separator: " ")
        guard parts.count == 3 else { return nil }
        var headers: [String: String] = [:]
        while let line = wire.line(), !line.isEmpty {
            let pair = line.split(separator: ":", maxSplits: 1)
            headers[pair[0].lowercased()] = pair.count > 1 ? pair[1].trimmingCharacters(in: .whitespaces) : ""
        }
        guard let body = wire.read(Int(headers["content-length"] ?? "0") ?? 0) else { return nil }
        method = String(parts[0])
        target = String(parts[1])
        self.headers = headers
        self.body = body
        self.connection = connection
    }
}

/// A connected socket, read with blocking calls.
struct Wire {
    private let socket: Int32
    private var waiting: [UInt8] = []

    init(_ socket: Int32) { self.socket = socket }

    mutating func line() -> String? {
        while true {
            if let end = waiting.firstIndex(of: UInt8(ascii: "\n")) {
                let line = waiting[..<end].filter { $0 != UInt8(ascii: "\r") }
                waiting.removeSubrange(...end)
                return String(decoding: line, as: UTF8.self)
            }
            guard fill() else { return nil }
        }
    }

    mutating func read(_ count: Int) -> [UInt8]? {
        while waiting.count < count { guard fill() else { return nil } }
        defer { waiting.removeFirst(count) }
        return Array(waiting.prefix(count))
    }

    mutating func waitForEnd() { while fill() {} }

    func write(_ bytes: [UInt8]) -> Bool {
        var sent = 0
        while sent < bytes.count {
            let count = bytes.withUnsafeBytes {
                send(socket, $0.baseAddress! + sent, $0.count - sent, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { return false }
            sent += count
        }
        return true
    }

    private mutating func fill() -> Bool {
        var block = [UInt8](repeating: 0, count: 16 * 1024)
        let count = recv(socket, &block, block.count, 0)
        guard count > 0 else { return false }
        waiting += block.prefix(count)
        return true
    }
}
