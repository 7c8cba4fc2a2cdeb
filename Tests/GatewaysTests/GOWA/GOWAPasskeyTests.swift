import Fleet
import Foundation
import Testing
import TestKit

@testable import Gateways

@Suite("GOWA: the passkey after the scan")
struct GOWAPasskeyTests {
    private static func passkey(_ members: String) -> Reply {
        GOWAFixture.success(#"{"device_id":"store-7",\#(members)}"#, message: "Passkey pairing status")
    }

    private static let wanted = passkey(
        #""status":"awaiting_response","challenge":\#(SignedPasskey.challenge),"code":"","skip_handoff_ux":false"#)
    private static let none = passkey(#""status":"none","challenge":null,"code":"","skip_handoff_ux":false"#)

    private func fixture(_ reply: Reply) throws -> GOWAFixture { try GOWAFixture(["GET /app/passkey": reply]) }

    @Test("One question tells the step, by the device's header")
    func readings() async throws {
        let fixture = try fixture(Self.wanted)
        let challenge = try #require(try await fixture.gateway.passkey(of: GOWAFixture.id).challenge)
        #expect(challenge.reveal().contains(#""challenge":"9WVUYm9AsQ""#))
        #expect(fixture.server.requests.last?.headers["x-device-id"] == GOWAFixture.id)
        fixture.set("GET /app/passkey", Self.none)
        #expect(try await fixture.gateway.passkey(of: GOWAFixture.id) == .nothing)
        for itself in [true, false] {
            fixture.set(
                "GET /app/passkey",
                Self.passkey(
                    #""status":"awaiting_confirmation","challenge":null,"code":"K7HX-2RWQ","skip_handoff_ux":\#(itself)"#
                ))
            #expect(
                try await fixture.gateway.passkey(of: GOWAFixture.id)
                    == .confirmation(PasskeyCode("K7HX-2RWQ"), confirmsItself: itself))
        }
        #expect(fixture.calls.count == 4)
    }

    @Test(
        "What it cannot be is told",
        arguments: [
            (GOWAFixture.noRoute, .unsupported), (GOWAFixture.noDevice, .notFound), (GOWAFixture.refused, .credentials),
            (
                passkey(#""status":"awaiting_response","challenge":{"challenge":"A","rpId":"bank.example"}"#),
                .unexpected
            ),
            (passkey(#""status":"awaiting_confirmation","code":"""#), .unexpected),
            (GOWAFixture.success("{}"), .unexpected), (.json("{}"), .unexpected),
        ] as [(Reply, GatewayFailure.Kind)])
    func failures(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try fixture(reply)
        let failure = try await GOWAFixture.watch.failure { () throws(GatewayFailure) in
            try await fixture.gateway.passkey(of: GOWAFixture.id)
        }
        #expect(failure.kind == kind, "\(failure)")
    }

    @Test("The answer and the confirmation are posted once, each on a connection of its own")
    func acts() async throws {
        let done = GOWAFixture.success(#"{"device_id":"store-7"}"#, message: "done")
        let fixture = try GOWAFixture(["POST /app/passkey/response": done, "POST /app/passkey/confirm": done])
        try await fixture.gateway.answerPasskey(try SignedPasskey.assertion, for: GOWAFixture.id)
        try await fixture.gateway.confirmPasskey(for: GOWAFixture.id)
        #expect(fixture.calls == ["POST /app/passkey/response", "POST /app/passkey/confirm"])
        let requests = fixture.server.requests
        #expect(requests.allSatisfy { $0.headers["x-device-id"] == GOWAFixture.id })
        #expect(requests[0].headers["content-type"] == "application/json")
        #expect(String(decoding: requests[0].body, as: UTF8.self) == SignedPasskey.json)
        #expect(requests[1].body.isEmpty && requests[1].headers["content-length"] == "0")
        #expect(Set(requests.map(\.connection)).count == 2)
    }

    @Test(
        "Whatever happens to an answer, it goes out once and is repeated in no sentence",
        arguments: [
            (Reply.drop, nil), (GOWAFixture.noRoute, .unsupported),
            (.text("invalid WebAuthn assertion payload: \(SignedPasskey.parts[0])", 400, type: "text/plain"), .refused),
            (GOWAFixture.error(400, "VALIDATION_ERROR", "rawId: cannot be blank"), .refused),
            (
                GOWAFixture.error(
                    500, "INTERNAL_SERVER_ERROR", "no pending passkey pairing request for device store-7"), .refused
            ),
            (
                GOWAFixture.error(
                    500, "INTERNAL_SERVER_ERROR",
                    "device store-7 is not connected, restart login and retry the passkey flow"), .refused
            ),
            (GOWAFixture.noDevice, .notFound), (GOWAFixture.error(200, "FAILED"), nil),
        ] as [(Reply, GatewayFailure.Kind?)])
    func once(reply: Reply, kind: GatewayFailure.Kind?) async throws {
        let fixture = try GOWAFixture(["POST /app/passkey/response": reply])
        let assertion = try SignedPasskey.assertion
        let watch = SecretWatch(secrets: SignedPasskey.parts + [GOWAFixture.password])
        let failure = try await watch.failure { () throws(GatewayFailure) in
            try await fixture.gateway.answerPasskey(assertion, for: GOWAFixture.id)
        }
        #expect(fixture.server.requests.count == 1)
        if let kind { #expect(failure.kind == kind, "\(failure)") }
    }

    @Test("While the passkey is asked about, the state follows it without a question of its own")
    func stateFollows() async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging(["GET /app/passkey": Self.none]) { $1 })
        fixture.set("GET /devices/store-7", GOWAFixture.success(GOWAFixture.row("connected")))
        _ = try await fixture.code()
        fixture.set("GET /app/passkey", Self.wanted)
        fixture.time.advance(by: .seconds(10))
        #expect(try await fixture.status().state == .awaitingPasskey)
        let asked = fixture.count("GET /app/passkey")
        // Not only in the round in which it was looked for, and not only while the login may still be open.
        for _ in 0..<100 {
            fixture.time.advance(by: .seconds(2))
            _ = try await fixture.gateway.passkey(of: GOWAFixture.id)
            fixture.time.advance(by: .seconds(2))
            #expect(try await fixture.status().state == .awaitingPasskey)
        }
        #expect(fixture.count("GET /app/passkey") == asked + 100)
        // The list says of the device what it says of one that waits for a scan.
        fixture.set("GET /devices", GOWAFixture.success("[\(GOWAFixture.row("connected"))]"))
        #expect(try await fixture.gateway.list().map(\.status.state) == [.awaitingPasskey])
        // A gateway in trouble says nothing about the passkey.
        fixture.set("GET /app/passkey", GOWAFixture.error(500, "INTERNAL_SERVER_ERROR"))
        fixture.time.advance(by: .seconds(20))
        #expect(try await fixture.status().state == .awaitingPasskey)
        fixture.set("GET /app/passkey", Self.none)
        fixture.time.advance(by: .seconds(2))
        #expect(try await fixture.gateway.passkey(of: GOWAFixture.id) == .nothing)
        #expect(try await fixture.status().state == .awaitingLink)
        #expect(try await fixture.gateway.list().map(\.status.state) == [.awaitingLink])
    }

    @Test("What becomes of the device ends it: linked, or without its socket")
    func ends() async throws {
        for (row, state) in [
            (GOWAFixture.row("logged_in", jid: GOWAFixture.jid), LinkState.working),
            (GOWAFixture.row("disconnected"), .loggedOut),
        ] {
            let fixture = try GOWAFixture(
                GOWAFixture.linkable.merging(["GET /app/passkey": Self.wanted]) { $1 })
            _ = try await fixture.gateway.passkey(of: GOWAFixture.id)
            fixture.set("GET /devices/store-7", GOWAFixture.success(GOWAFixture.row("connected")))
            #expect(try await fixture.status().state == .awaitingPasskey)
            fixture.set("GET /devices/store-7", GOWAFixture.success(row))
            #expect(try await fixture.status().state == state)
            fixture.set("GET /devices/store-7", GOWAFixture.success(GOWAFixture.row("connected")))
            #expect(try await fixture.status().state == .awaitingLink)
        }
    }

    @Test("A passkey is looked for while a scan is waited for, whoever opened the link, at most every ten seconds")
    func seen() async throws {
        let fixture = try fixture(Self.none)
        fixture.set("GET /devices/store-7", GOWAFixture.success(GOWAFixture.row("connected")))
        #expect(try await fixture.status().state == .awaitingLink)
        // Before the second request of that look.
        #expect(fixture.time.sleeps == [.seconds(2)])
        fixture.set("GET /app/passkey", Self.wanted)
        fixture.time.advance(by: .seconds(5))
        #expect(try await fixture.status().state == .awaitingLink)
        fixture.time.advance(by: .seconds(5))
        let reading = try await fixture.status()
        #expect(reading.state == .awaitingPasskey)
        #expect(reading.raw == "connected")
        #expect(fixture.count("GET /app/passkey") == 2)
        // A version that has no such route is asked no more.
        fixture.set("GET /app/passkey", GOWAFixture.noRoute)
        for _ in 0..<2 {
            fixture.time.advance(by: .seconds(60))
            #expect(try await fixture.status().state == .awaitingLink)
        }
        #expect(fixture.count("GET /app/passkey") == 3)
        // A device without a socket is asked by nobody.
        let idle = try self.fixture(Self.wanted)
        idle.set("GET /devices/store-7", GOWAFixture.success(GOWAFixture.row("disconnected")))
        #expect(try await idle.status().state == .loggedOut)
        #expect(idle.count("GET /app/passkey") == 0)
    }

    @Test(
        "A program that knows nothing of the link asks before a login, and logs nothing in while a passkey is under way",
        arguments: ["connected", "disconnected"], [true, false])
    func guardsTheLogin(word: String, isQR: Bool) async throws {
        let fixture = try fixture(Self.wanted)
        fixture.set("GET /devices/store-7", GOWAFixture.success(GOWAFixture.row(word)))
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            if isQR { _ = try await fixture.code() } else { _ = try await fixture.pair() }
        }
        guard case .notReady(let status?) = failure.kind else { return #expect(Bool(false), "\(failure.kind)") }
        #expect(status.state == .awaitingPasskey)
        #expect(failure.message.text.contains("is being linked at this moment: a new code would break that off"))
        #expect(fixture.calls == ["GET /devices/store-7", "GET /app/passkey"])
        #expect(fixture.time.sleeps.isEmpty, "a person waits")
    }

    @Test("What the passkey's route cannot tell keeps nobody from a code, and a version without it is asked once")
    func withoutRoute() async throws {
        for (reply, asked) in [(GOWAFixture.noRoute, 1), (GOWAFixture.error(500, "INTERNAL_SERVER_ERROR"), 2)] {
            let fixture = try GOWAFixture(GOWAFixture.linkable.merging(["GET /app/passkey": reply]) { $1 })
            _ = try await fixture.code()
            fixture.time.advance(by: .seconds(61))
            _ = try await fixture.code()
            #expect(fixture.count("GET /app/passkey") == asked)
            #expect(fixture.count("GET /devices/store-7/login") == 2)
        }
    }

    @Test("The next code of a link may come of itself: two seconds lie between its requests")
    func renewal() async throws {
        let fixture = try GOWAFixture(GOWAFixture.linkable.merging(["GET /app/passkey": Self.none]) { $1 })
        _ = try await fixture.code()
        #expect(fixture.time.sleeps.isEmpty)
        fixture.time.advance(by: .seconds(60))
        _ = try await fixture.code()
        // After the look, and after the question about the passkey.
        #expect(fixture.time.sleeps == [.seconds(2), .seconds(2)])
        #expect(fixture.count("GET /devices/store-7/login") == 2)
    }
}
