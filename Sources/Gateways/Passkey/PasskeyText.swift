import Fleet

/// Reads what gateways say about a passkey. They hand on WhatsApp's own words, so all of them say it alike.
enum PasskeyText {
    /// The only relying party whose passkey is ever asked for: no browser signs for another one at WhatsApp's page,
    /// and nobody should try.
    private static let relyingParty = "whatsapp.com"

    /// A WebAuthn request; `nil` when the value is none, or one for somebody else's passkey.
    static func challenge(in value: JSONValue?) -> PasskeyChallenge? {
        guard let value, value.members != nil, let nonce = value["challenge"]?.text, !nonce.isEmpty,
            let party = value["rpId"]?.text?.lowercased(), party == relyingParty || party.hasSuffix("." + relyingParty)
        else { return nil }
        // A browser's dialog is left open for some minutes at most; anything else is a mistake.
        let limit = value["timeout"]?.number.flatMap { (1_000...3_600_000).contains($0) ? $0 : nil }
        return PasskeyChallenge(
            json: value.line, nonce: nonce, timeLimit: limit.map { .milliseconds(Int64($0)) })
    }

    static func code(in value: JSONValue?) -> PasskeyCode? {
        guard let code = value?.text.map({ PasskeyCode($0) }), !code.isEmpty else { return nil }
        return code
    }
}
