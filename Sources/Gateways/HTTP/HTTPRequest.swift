public import Fleet

/// One request to a gateway.
///
/// Path, headers and body carry secrets, so that a request says only its method and host of itself.
public struct HTTPRequest: Sendable, Redacted {
    public var method: HTTPMethod
    public var origin: HTTPOrigin
    /// Follows the origin's own path: begins with `/`, percent-encoded, with its query.
    public var path: String
    public var headers: [HTTPHeader]
    /// `nil` sends no body.
    public var body: [UInt8]?
    /// For everything, from the name's look-up to the last byte of the answer.
    public var timeout: Duration
    /// For the look-up, the connection and the TLS handshake.
    public var connectTimeout: Duration
    /// An answer whose decoded body is longer is given up. In bytes.
    public var sizeLimit: Int
    /// Certificates trusted beside the system's.
    public var trust: ExtraTrust?
    /// Must not reach the gateway twice. Costs a connection of its own, because a request on a kept connection
    /// that turns out dead is sent again.
    public var once: Bool

    public static let standardSizeLimit = 4 * 1024 * 1024

    public init(
        _ method: HTTPMethod, _ origin: HTTPOrigin, path: String, headers: [HTTPHeader] = [], body: [UInt8]? = nil,
        timeout: Duration = .seconds(30), connectTimeout: Duration = .seconds(10),
        sizeLimit: Int = HTTPRequest.standardSizeLimit, trust: ExtraTrust? = nil, once: Bool = false
    ) {
        self.method = method
        self.origin = origin
        self.path = path
        self.headers = headers
        self.body = body
        self.timeout = timeout
        self.connectTimeout = connectTimeout
        self.sizeLimit = sizeLimit
        self.trust = trust
        self.once = once
    }

    public var description: String { "\(method.rawValue) \(origin.authority)" }
    public var debugDescription: String { description }
}

public enum HTTPMethod: String, Hashable, Sendable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case patch = "PATCH"
    case delete = "DELETE"
}

/// One header line. Not printable: some of them are secrets.
public struct HTTPHeader: Hashable, Sendable, Redacted {
    public var name: String
    public var value: String

    public init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    /// A line end in a value would let it become a header, or a request, of its own.
    var isWellFormed: Bool {
        !name.isEmpty && !value.isEmpty
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }
            && value.utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f || $0 == 0x09 }
    }
}
