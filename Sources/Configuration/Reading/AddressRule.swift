/// What a gateway's `url` may be: scheme, host, port and path, and nothing that could carry a secret.
enum AddressRule {
    /// The address without trailing slashes, scheme and host in lower case.
    static func read(_ field: Field, _ findings: inout Findings) -> String? {
        guard let text = field.text(expected: "an address such as https://gateway.example.org", &findings)
        else { return nil }
        switch parse(text) {
        case .success(let address): return address.text
        case .failure(let trouble):
            // The address is not quoted: it may hold a password or a token.
            findings.add(
                "expected an address such as https://gateway.example.org: \(trouble.sentence)", at: field.place)
            return nil
        }
    }

    struct Address: Hashable {
        var scheme: String
        var host: String
        var port: String?
        var path: String

        var text: String { "\(scheme)://\(host)\(port.map { ":\($0)" } ?? "")\(path)" }

        /// Whether what is sent there never leaves the machine.
        var isLoopback: Bool {
            host == "localhost" || host.hasSuffix(".localhost") || host == "[::1]"
                || (host.hasPrefix("127.") && host.allSatisfy { $0.isNumber || $0 == "." })
        }
    }

    enum Trouble: Error {
        case scheme, userinfo, query, host, port, path

        var sentence: String {
            switch self {
            case .scheme: "it begins with http:// or https://"
            case .userinfo: "write user and password as username and secret, not inside the address"
            case .query: "it has no ? and no #"
            case .host: "the name of the machine is missing or has a character that no name has"
            case .port: "the port is a number from 1 to 65535"
            case .path: "the path has a blank or a character that needs %-encoding"
            }
        }
    }

    static func parse(_ text: String) -> Result<Address, Trouble> {
        guard let split = text.firstRange(of: "://") else { return .failure(.scheme) }
        let scheme = text[..<split.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return .failure(.scheme) }
        let rest = text[split.upperBound...]
        guard !rest.contains(where: { $0 == "?" || $0 == "#" }) else { return .failure(.query) }
        let slash = rest.firstIndex(of: "/") ?? rest.endIndex
        let authority = rest[..<slash]
        // Anywhere: a password may hold a slash.
        guard !rest.contains("@") else { return .failure(.userinfo) }
        guard let (host, port) = hostAndPort(authority) else { return .failure(.host) }
        if let port {
            guard let number = Int(port), (1...65535).contains(number), port.allSatisfy(\.isNumber) else {
                return .failure(.port)
            }
        }
        var path = String(rest[slash...])
        guard path.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7f && !"\"<>\\^`{|}".utf8.contains($0) }) else {
            return .failure(.path)
        }
        while path.hasSuffix("/") { path.removeLast() }
        return .success(Address(scheme: scheme, host: host, port: port, path: path))
    }

    private static func hostAndPort(_ authority: Substring) -> (String, String?)? {
        if authority.hasPrefix("[") {
            guard let end = authority.firstIndex(of: "]") else { return nil }
            let inner = authority[authority.index(after: authority.startIndex)..<end]
            guard inner.contains(":"), inner.allSatisfy({ $0.isHexDigit || $0 == ":" || $0 == "." }) else { return nil }
            let after = authority[authority.index(after: end)...]
            guard after.isEmpty || after.hasPrefix(":") else { return nil }
            return ("[\(inner.lowercased())]", after.isEmpty ? nil : String(after.dropFirst()))
        }
        let parts = authority.split(separator: ":", maxSplits: 1, omittingEmptySubsequences: false)
        let host = parts[0].lowercased()
        let legal = host.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x61...0x7a).contains(byte) || "-._".utf8.contains(byte)
        }
        guard !host.isEmpty, legal, host.first != ".", host.first != "-" else { return nil }
        return (host, parts.count == 2 ? String(parts[1]) : nil)
    }
}
