import CCurl
import Fleet

/// Where a gateway lives: scheme, host, port and base path, read once and by libcurl itself, so that what is
/// judged here (loopback or not, encrypted or not) is what will be connected to.
public struct HTTPOrigin: Hashable, Sendable {
    /// As it stands before every path, without a trailing slash.
    public let text: String
    public let host: String
    /// Host, and port where one is written: how messages name the gateway.
    public let authority: String
    public let isEncrypted: Bool
    /// This very machine: `localhost` and the names under it, 127.0.0.0/8, `::1`.
    public let isLoopback: Bool

    /// Reads an `http` or `https` URL without credentials, query and fragment.
    public init(_ text: String) throws(HTTPFailure) {
        var url = relink_url()
        guard !text.utf8.contains(0), relink_url_parse(text, &url) else {
            throw Self.malformed("is no URL: it should look like https://api.example.org")
        }
        defer { relink_url_free(&url) }
        let scheme = String(cString: url.scheme).lowercased()
        guard scheme == "http" || scheme == "https" else {
            throw Self.malformed("begins with \(scheme)://; only http:// and https:// are spoken")
        }
        guard !url.has_credentials else {
            throw Self.malformed("holds a user name or password; they belong under username and secret")
        }
        guard !url.has_query_or_fragment else {
            throw Self.malformed("holds a ? or # part; only scheme, host, port and path belong there")
        }
        let host = String(cString: url.host)
        self.host = host
        var base = text[...]
        while base.last == "/" { base.removeLast() }
        self.text = String(base)
        authority = url.port.map { "\(host):\(String(cString: $0))" } ?? host
        isEncrypted = scheme == "https"
        isLoopback = Self.isLoopback(host.lowercased())
    }

    private static func malformed(_ what: String) -> HTTPFailure {
        HTTPFailure(.malformedURL, "The url of the gateway \(what).")
    }

    /// libcurl has already turned every spelling of an IPv4 address (`127.1`, `0x7f.1`) into four decimals.
    private static func isLoopback(_ host: String) -> Bool {
        if host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]" { return true }
        let parts = host.split(separator: ".", omittingEmptySubsequences: false)
        return parts.count == 4 && parts[0] == "127" && parts.allSatisfy { UInt8($0) != nil }
    }
}

extension HTTPOrigin {
    /// The host that a URL from outside names, whatever else is in it.
    static func host(ofURL text: String) -> String? {
        var url = relink_url()
        guard !text.utf8.contains(0), relink_url_parse(text, &url) else { return nil }
        defer { relink_url_free(&url) }
        return CleanText(String(cString: url.host), limit: 60).text
    }
}
