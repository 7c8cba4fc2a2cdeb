import Fleet
import FoundationEssentials

/// A passkey's challenge and the answer to it.
enum SignedPasskey {
    static let nonce = "9WVUYm9AsQ"

    static let challenge = PasskeyChallenge(
        json: #"{"challenge":"\#(nonce)","timeout":60000,"rpId":"web.whatsapp.com","userVerification":"required"}"#,
        nonce: nonce, timeLimit: .seconds(60))

    static let answer = answer(to: nonce)

    static func answer(to nonce: String) -> String {
        let signed = Data(#"{"type":"webauthn.get","challenge":"\#(nonce)"}"#.utf8).base64EncodedString()
        return """
            {"id":"Y3JlZA","rawId":"Y3JlZA","type":"public-key","response":{"clientDataJSON":"\(signed)",\
            "authenticatorData":"YXV0aA","signature":"c2lnbmF0dXJl","userHandle":"dXNlcg"}}
            """
    }
}
