import Fleet
import Foundation
import Testing
import TestKit

@testable import Gateways

@Suite("WAHA: the passkey after the scan")
struct WAHAPasskeyTests {
    private static func session(_ word: String) -> Reply { .json(#"{"name":"s","status":"\#(word)"}"#) }
    private static let pending = Reply.error(
        422, #"{"message":"No passkey challenge is pending","error":"Unprocessable Entity","statusCode":422}"#)

    @Test("The challenge is WhatsApp's own request, in one line of printable ASCII")
    func challenge() async throws {
        let fixture = try KeyedFixture(.waha, .json(SignedPasskey.challenge))
        let challenge = try #require(try await fixture.gateway.passkey(of: KeyedFixture.id).challenge)
        #expect(fixture.asked == ["GET /api/ID/auth/passkey/challenge"])
        fixture.checkRequests()
        #expect(challenge.timeLimit == .seconds(60))
        let text = challenge.reveal()
        #expect(text.utf8.allSatisfy { (0x20..<0x7f).contains($0) })
        // Nothing of it is lost on the way: a browser reads the same.
        let sent = try JSONSerialization.jsonObject(with: Data(SignedPasskey.challenge.utf8)) as? NSDictionary
        let read = try JSONSerialization.jsonObject(with: Data(text.utf8)) as? NSDictionary
        #expect(read == sent && read != nil)
    }

    @Test(
        "A request for another party's passkey, or none, is no challenge",
        arguments: [
            #"{"challenge":"9WVU","rpId":"bank.example"}"#, #"{"challenge":"9WVU","rpId":"evilwhatsapp.com"}"#,
            #"{"challenge":"9WVU"}"#, #"{"rpId":"web.whatsapp.com"}"#, "{}", "null", #""text""#, "[]",
            #"{"challenge":"","rpId":"web.whatsapp.com"}"#,
        ])
    func otherParty(body: String) async throws {
        let fixture = try KeyedFixture(.waha, .json(body))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in
            try await fixture.gateway.passkey(of: KeyedFixture.id)
        }
        #expect(failure.kind == .unexpected)
    }

    @Test("422 says that nothing is pending")
    func nothing() async throws {
        let fixture = try KeyedFixture(.waha, Self.pending)
        #expect(try await fixture.gateway.passkey(of: KeyedFixture.id) == .nothing)
    }

    @Test("After the word for the second step the code to compare is asked for, and after another word no more")
    func confirmation() async throws {
        let fixture = try KeyedFixture(
            .waha, Self.session("PASSKEY_CONFIRMATION_REQUIRED"), .json(#"{"code":"K7HX-2RWQ"}"#),
            Self.session("PASSKEY_REQUIRED"), .json(SignedPasskey.challenge))
        #expect(try await fixture.status().state == .awaitingPasskey)
        let reading = try await fixture.gateway.passkey(of: KeyedFixture.id)
        #expect(reading == .confirmation(PasskeyCode("K7HX-2RWQ"), confirmsItself: false))
        _ = try await fixture.status()
        #expect(try await fixture.gateway.passkey(of: KeyedFixture.id).challenge != nil)
        #expect(
            fixture.asked.filter { $0.contains("passkey") } == [
                "GET /api/ID/auth/passkey/confirmation", "GET /api/ID/auth/passkey/challenge",
            ])
    }

    @Test("The answer goes out unchanged, and the confirmation beside it; nothing at all is a yes")
    func acts() async throws {
        let fixture = try KeyedFixture(.waha, .text("", 201, type: "text/plain"))
        try await fixture.gateway.answerPasskey(try SignedPasskey.assertion, for: KeyedFixture.id)
        try await fixture.gateway.confirmPasskey(for: KeyedFixture.id)
        #expect(fixture.asked == ["POST /api/ID/auth/passkey", "POST /api/ID/auth/passkey/confirm"])
        fixture.checkRequests()
        let requests = fixture.server.requests
        #expect(String(decoding: requests[0].body, as: UTF8.self) == SignedPasskey.json)
        #expect(requests.allSatisfy { $0.headers["content-type"] == "application/json" })
        // Acts never share a connection with what came before.
        #expect(Set(requests.map(\.connection)).count == 2)
    }

    @Test(
        "Whatever happens to an answer, it goes out once and is repeated in no sentence",
        arguments: [
            (Reply.drop, nil), (.json(#"{"message":"bad signature \#(SignedPasskey.parts[0])"}"#, 400), .refused),
            (pending, .refused), (.json("{}", 429), .throttled(retryAfter: nil)), (.json("{}", 500), .server),
            (.json("{}", 401), .credentials),
            (.answer(307, [HTTPHeader("Location", "/elsewhere")], []), .unexpected),
            (.error(404, #"{"message":"Cannot POST /api/s/auth/passkey","error":"Not Found"}"#), .unsupported),
            (.json(#"{"error":"no"}"#, 201), nil),
        ] as [(Reply, GatewayFailure.Kind?)])
    func once(reply: Reply, kind: GatewayFailure.Kind?) async throws {
        let fixture = try KeyedFixture(.waha, reply)
        let assertion = try SignedPasskey.assertion
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in
            try await fixture.gateway.answerPasskey(assertion, for: KeyedFixture.id)
        }
        #expect(fixture.server.requests.count == 1)
        if let kind { #expect(failure.kind == kind, "\(failure)") }
        for part in SignedPasskey.parts { #expect(!failure.message.text.contains(part)) }
    }

    @Test("A name of its own is told where a session's settings give its device one")
    func deviceName() async throws {
        for (client, name) in [
            (#"{"deviceName":"TEST","browserName":"Chrome"}"#, "Chrome (TEST)"), (#"{"deviceName":"TEST"}"#, "TEST"),
            (#"{"browserName":"Opera"}"#, "Opera"), (#"{"deviceName":"\u001b[31mTEST\u202e"}"#, "[31mTEST"),
            (#"{"deviceName":" "}"#, nil), ("{}", nil), ("null", nil), (#""x""#, nil),
        ] as [(String, CleanText?)] {
            let body = #"{"name":"s","status":"SCAN_QR_CODE","config":{"client":\#(client)}}"#
            #expect(try await KeyedFixture(.waha, .json(body)).status().deviceName == name)
            let list = try await KeyedFixture(.waha, .json("[\(body)]")).list()
            #expect(list.first?.status.deviceName == name)
        }
    }
}

@Suite("Gateways without a way for passkeys")
struct NoPasskeyTests {
    @Test("They say so, and are asked nothing", arguments: [GatewayKind.wawp, .greenAPI, .evolution])
    func unsupported(kind: GatewayKind) async throws {
        let server = try FixtureServer(replies: .json("{}"))
        let gateway = try GatewayFactory.make(
            GatewayConfiguration(name: "gate-1", kind: kind, url: server.url),
            secrets: GatewaySecrets(gateway: Secret("s3cret")), http: HTTPClient(), time: HandTime(jumps: true))
        #expect(!gateway.abilities.passkey)
        let assertion = try SignedPasskey.assertion
        let watch = SecretWatch(secrets: ["s3cret"] + SignedPasskey.parts)
        for failure in [
            try await watch.failure { () throws(GatewayFailure) in try await gateway.passkey(of: "a") },
            try await watch.failure { () throws(GatewayFailure) in try await gateway.confirmPasskey(for: "a") },
            try await watch.failure { () throws(GatewayFailure) in
                try await gateway.answerPasskey(assertion, for: "a")
            },
        ] {
            #expect(failure.kind == .unsupported)
            #expect(failure.message.text.contains("gate-1"))
        }
        #expect(server.requests.isEmpty)
    }
}
