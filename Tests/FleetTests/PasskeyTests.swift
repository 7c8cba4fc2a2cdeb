import Fleet
import Foundation
import Testing

@Suite("A passkey's challenge and its answer")
struct PasskeyTests {
    private static func base64URL(_ text: String) -> String {
        String(
            Data(text.utf8).base64EncodedString().compactMap {
                $0 == "+" ? "-" : $0 == "/" ? "_" : $0 == "=" ? nil : $0
            })
    }

    private static func answer(to nonce: String) -> String {
        let signed = base64URL(#"{"type":"webauthn.get","challenge":"\#(nonce)","origin":"https://web.whatsapp.com"}"#)
        return """
            {"authenticatorAttachment":"platform","clientExtensionResults":{},"id":"Y3JlZGVudGlhbA",
            "rawId":"Y3JlZGVudGlhbA","type":"public-key","response":{"authenticatorData":"ZGF0YQ",
            "clientDataJSON":"\(signed)","signature":"c2lnbmF0dXJl","userHandle":null}}
            """
    }

    private static let challenge = PasskeyChallenge(
        json: #"{"challenge":"bm9uY2U_-w","rpId":"web.whatsapp.com"}"#, nonce: "bm9uY2U_-w")

    @Test("Line ends of a terminal and quotes of a console do no harm")
    func lenient() throws {
        let text = Self.answer(to: "bm9uY2U_-w")
        let quoted = String(decoding: try JSONEncoder().encode(text), as: UTF8.self)
        for form in [
            text, "\r\n  \(text)\r\n", text.replacing("\n", with: "\r"), "'\(text)'", "`\(text)`\n", quoted,
            " \(quoted)\r",
        ] {
            let assertion = try PasskeyAssertion(pasted: form)
            #expect(assertion.answers(Self.challenge))
        }
        #expect(try PasskeyAssertion(pasted: "'\(text)'").reveal() == text)
    }

    @Test("What is none says why")
    func problems() {
        typealias Problem = PasskeyAssertion.Problem
        let whole = Self.answer(to: "AAAA")
        let cases: [(String, Problem)] = [
            ("", .empty), ("  \r\n", .empty), ("''", .empty), ("hello", .notJSON),
            (String(whole.dropLast(30)), .notJSON),
            ("[]", .notJSON), ("{}", .lacks("id")), (Self.challenge.reveal(), .stillChallenge),
            (Self.challenge.consoleLine(), .stillChallenge),
            (whole.replacing("\"rawId\"", with: "\"raw\""), .lacks("rawId")),
            (whole.replacing("c2lnbmF0dXJl", with: ""), .lacks("response.signature")),
            (whole + String(repeating: " ", count: PasskeyAssertion.longest), .tooLong),
        ]
        for (text, problem) in cases {
            #expect(throws: problem) { try PasskeyAssertion(pasted: text) }
        }
    }

    @Test("An answer belongs to one challenge, however its base64 is spelled")
    func belongs() throws {
        let assertion = try PasskeyAssertion(pasted: Self.answer(to: "bm9uY2U_-w"))
        #expect(assertion.answers(Self.challenge))
        #expect(assertion.answers(PasskeyChallenge(json: "{}", nonce: "bm9uY2U/+w==")))
        #expect(!assertion.answers(PasskeyChallenge(json: "{}", nonce: "b3RoZXI")))
        let garbled = Self.answer(to: "x").replacing(/"clientDataJSON":"[^"]*"/, with: #""clientDataJSON":"!!""#)
        #expect(try !PasskeyAssertion(pasted: garbled).answers(Self.challenge))
    }

    @Test("None of them describes itself")
    func redacted() throws {
        let assertion = try PasskeyAssertion(pasted: Self.answer(to: "bm9uY2U_-w"))
        let code = PasskeyCode("K7HX-2RWQ")
        var dumped = ""
        dump(PasskeyReading.confirmation(code, confirmsItself: false), to: &dumped)
        dump(PasskeyReading.response(Self.challenge), to: &dumped)
        dump(assertion, to: &dumped)
        dumped += "\(assertion) \(code) \(Self.challenge) \(String(reflecting: [assertion]))"
        for secret in ["K7HX", "bm9uY2U", "c2lnbmF0dXJl", "Y3JlZGVudGlhbA"] { #expect(!dumped.contains(secret)) }
        #expect(Set(assertion.parts.map { $0.reveal() }).isSuperset(of: ["c2lnbmF0dXJl", "ZGF0YQ", "Y3JlZGVudGlhbA"]))
    }

    @Test("The line for a console is one line that holds the challenge as it is")
    func consoleLine() {
        let line = Self.challenge.consoleLine()
        #expect(line.contains("parseRequestOptionsFromJSON(\(Self.challenge.reveal()))"))
        #expect(!line.contains { $0.isNewline })
    }

    @Test("A code from outside is cleaned and cut")
    func code() {
        #expect(PasskeyCode("12\u{1b}[2J34").reveal() == "12 [2J34")
        #expect(PasskeyCode(String(repeating: "9", count: 99)).reveal().count <= 24)
        #expect(PasskeyCode("\u{202e}").isEmpty)
    }
}
