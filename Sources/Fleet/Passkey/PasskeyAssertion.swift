import FoundationEssentials

/// A passkey's signed answer, as a browser wrote it (`PublicKeyCredential.toJSON()`). A secret: who has it links.
public struct PasskeyAssertion: Hashable, Sendable, Redacted {
    private let json: String
    private let form: Form

    /// Larger ones are none: a browser writes one or two thousand bytes.
    public static let longest = 65_536

    /// Why a pasted text is no answer, in words for the person who pasted it.
    public enum Problem: Error, Hashable, Sendable {
        case empty
        case tooLong
        /// Cut off, or something else altogether.
        case notJSON
        /// The challenge itself, or the line for the console, came back.
        case stillChallenge
        /// A member that answers have is not there.
        case lacks(String)
    }

    /// Takes what lands in a terminal: blanks, line ends and one pair of quotes around it do no harm.
    public init(pasted text: String) throws(Problem) {
        guard text.utf8.count <= Self.longest else { throw .tooLong }
        let plain = Self.unquoted(text)
        guard !plain.isEmpty else { throw .empty }
        guard let form = try? JSONDecoder().decode(Form.self, from: Data(plain.utf8)) else {
            throw plain.contains("navigator.credentials") ? .stillChallenge : .notJSON
        }
        if form.response == nil, form.challenge != nil { throw .stillChallenge }
        if let missing = form.missing { throw .lacks(missing) }
        json = plain
        self.form = form
    }

    /// As the gateway takes it: unchanged.
    public func reveal() -> String { json }

    /// False only for an answer to another challenge, which WhatsApp would refuse: the signed data repeat theirs.
    public func answers(_ challenge: PasskeyChallenge) -> Bool {
        guard let data = form.response?.clientDataJSON.flatMap(Base64URL.decoded),
            let signed = (try? JSONDecoder().decode(Signed.self, from: data))?.challenge
        else { return false }
        return Base64URL.plain(signed) == challenge.nonce
    }

    /// What of it must not be shown when a gateway repeats it in an error.
    public var parts: [Secret] {
        let response = form.response
        return [
            form.id, form.rawId, response?.clientDataJSON, response?.authenticatorData, response?.signature,
            response?.userHandle,
        ].compactMap { $0.flatMap { $0.isEmpty ? nil : Secret($0) } }
    }

    private static func unquoted(_ text: String) -> String {
        let plain = trimmed(text)
        if plain.first == "\"", let inside = try? JSONDecoder().decode(String.self, from: Data(plain.utf8)) {
            return trimmed(inside)
        }
        guard plain.count > 1, let quote = plain.first, "'`".contains(quote), plain.last == quote else { return plain }
        return trimmed(String(plain.dropFirst().dropLast()))
    }

    private static func trimmed(_ text: String) -> String {
        let end = text.lastIndex { !$0.isWhitespace }
        guard let end, let start = text.firstIndex(where: { !$0.isWhitespace }) else { return "" }
        return String(text[start...end])
    }

    private struct Form: Decodable, Hashable {
        var id: String?
        var rawId: String?
        var type: String?
        var response: Response?
        /// Only a request has it.
        var challenge: String?

        struct Response: Decodable, Hashable {
            var clientDataJSON: String?
            var authenticatorData: String?
            var signature: String?
            var userHandle: String?
        }

        var missing: String? {
            let members = [
                ("id", id), ("rawId", rawId), ("type", type), ("response.clientDataJSON", response?.clientDataJSON),
                ("response.authenticatorData", response?.authenticatorData),
                ("response.signature", response?.signature),
            ]
            return members.first { $0.1?.isEmpty != false }?.0
        }
    }

    /// What the authenticator signed.
    private struct Signed: Decodable {
        var challenge: String?
    }
}
