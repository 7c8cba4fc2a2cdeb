import CCurl
public import Fleet
public import FoundationEssentials

/// An answer, whatever its status says. Bodies hold codes and tokens, so that it never prints them.
public struct HTTPResponse: Sendable, Redacted {
    public var status: Int
    public var headers: HTTPHeaders
    /// Decoded (gzip) and complete.
    public var body: [UInt8]

    public init(status: Int, headers: HTTPHeaders, body: [UInt8]) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    /// The gateway's own clock when it answered, to the second.
    public var serverDate: Date? { headers["date"].flatMap(Date.init(http:)) }

    public var description: String { "HTTP \(status), \(body.count) bytes" }
    public var debugDescription: String { description }
}

/// The header lines as they came. Few are ever asked for, so that they are searched rather than indexed.
public struct HTTPHeaders: Sendable, Redacted {
    private let lines: [UInt8]

    /// Lines with their ends, the status line first.
    public init(lines: [UInt8]) { self.lines = lines }

    /// The first value of that name, in any case.
    public subscript(name: String) -> String? {
        let wanted = Array(name.lowercased().utf8)
        for line in lines.split(separator: UInt8(ascii: "\n")) {
            guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon - line.startIndex == wanted.count,
                zip(line, wanted).allSatisfy({ Self.lowercase($0) == $1 })
            else { continue }
            let value = line[(colon + 1)...].drop(while: Self.isBlank).reversed().drop(while: Self.isBlank).reversed()
            return String(decoding: value, as: UTF8.self)
        }
        return nil
    }

    private static func lowercase(_ byte: UInt8) -> UInt8 { byte >= 0x41 && byte <= 0x5a ? byte | 0x20 : byte }
    private static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == 0x0d }
}

extension Date {
    /// Any of the three date forms that HTTP allows.
    init?(http text: String) {
        let seconds = relink_http_date(text)
        guard seconds >= 0 else { return nil }
        self.init(timeIntervalSince1970: Double(seconds))
    }
}
