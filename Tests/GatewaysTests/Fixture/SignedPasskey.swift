import Fleet
import Foundation

/// A passkey's answer with parts that can be looked for where they must not be.
enum SignedPasskey {
    static let parts = ["c2lnbmF0dXJlLW9mLXRoZS1wYXNza2V5", "YXV0aGVudGljYXRvcg", "Y3JlZGVudGlhbC1pZA", "e30tY2xpZW50"]

    static let json = """
        {"id":"\(parts[2])","rawId":"\(parts[2])","type":"public-key","response":{"clientDataJSON":"\(parts[3])",\
        "authenticatorData":"\(parts[1])","signature":"\(parts[0])","userHandle":null}}
        """

    static var assertion: PasskeyAssertion { get throws { try PasskeyAssertion(pasted: json) } }

    /// A request as WhatsApp words it, with what a gateway should not be able to smuggle onto a clipboard.
    static let challenge = """
        {"challenge":"9WVUYm9AsQ","timeout":60000,"rpId":"web.whatsapp.com","allowCredentials":[{"id":"AX8bTgH2",\
        "type":"public-key","transports":["internal","hybrid"]}],"userVerification":"required",\
        "extensions":{"note":"a\\nb\\u001b[2Jé’"}}
        """
}

extension PasskeyReading {
    var challenge: PasskeyChallenge? { if case .response(let challenge) = self { challenge } else { nil } }
}
