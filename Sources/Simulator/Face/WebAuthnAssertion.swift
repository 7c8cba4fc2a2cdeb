import FoundationEssentials

/// What a browser hands out after a passkey has signed (`PublicKeyCredential.toJSON()`), as far as gateways look.
struct WebAuthnAssertion: Decodable {
    struct Response: Decodable {
        var clientDataJSON: String?
        var authenticatorData: String?
        var signature: String?
    }

    var id: String?
    var rawId: String?
    var type: String?
    var response: Response?

    /// The first member that gateways want and this has not.
    var missing: String? {
        let members = [
            ("id", id), ("type", type == "public-key" ? type : nil), ("rawId", rawId),
            ("response.clientDataJSON", response?.clientDataJSON),
            ("response.authenticatorData", response?.authenticatorData), ("response.signature", response?.signature),
        ]
        return members.first { $0.1?.isEmpty != false }?.0
    }

    /// What was signed; `nil` when that cannot be read.
    var challenge: String? {
        struct ClientData: Decodable {
            var challenge: String?
        }
        guard var text = response?.clientDataJSON else { return nil }
        text = String(text.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        text += String(repeating: "=", count: (4 - text.utf8.count % 4) % 4)
        return Data(base64Encoded: text).flatMap { try? JSONDecoder().decode(ClientData.self, from: $0) }?.challenge
    }
}
