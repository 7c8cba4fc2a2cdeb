import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

/// Asks a simulated WAHA about the passkey of its first session, whose phone has scanned.
private struct PasskeyBench {
    let bench: Bench

    init(compares: Bool?, version: WahaOptions.Version = .v2026, place: Int = 0) async throws {
        bench = try await Bench(.waha, "passkey") {
            $0.waha.version = version
            $0.waha.comparesPasskeys = compares
        }
        let value = try #require(try await bench.raw(place).member("value"))
        #expect(await bench.scan(value) == bench.key(place))
    }

    func word(_ place: Int = 0) async throws -> String? {
        try await bench.waha("GET", "/api/sessions/\(bench.id(place))").member("status")
    }

    func send(_ verb: String, _ rest: String, _ body: String = "", place: Int = 0) async throws -> PlainClient.Reply {
        let path = "/api/\(bench.id(place))/auth/passkey\(rest)"
        return try await bench.waha(verb, path, headers: ["Content-Type": "application/json"], body: body)
    }
}

@Suite("WAHA: the passkey after the scan")
struct WahaPasskeyTests {
    @Test("the owner may give it elsewhere, and a code is compared at the end")
    func elsewhere() async throws {
        // The third account gets its passkey; the first never does.
        let passkey = try await PasskeyBench(compares: nil, place: 2)
        #expect(try await passkey.word(2) == "PASSKEY_REQUIRED")
        #expect(try await passkey.send("GET", "/challenge", place: 2).member("rpId") == "web.whatsapp.com")
        #expect(try await passkey.send("GET", "/confirmation", place: 2).status == 422)
        passkey.bench.time.advance(by: .seconds(21))
        #expect(try await passkey.word(2) == "PASSKEY_CONFIRMATION_REQUIRED")
        #expect(try await passkey.send("GET", "/confirmation", place: 2).member("code")?.count == 9)
        passkey.bench.time.advance(by: .seconds(5))
        #expect(try await passkey.word(2) == "WORKING")
        await passkey.bench.simulation.stop()
    }

    @Test("versions of 2024 know no passkeys, and go on saying that they wait for a scan")
    func older() async throws {
        let passkey = try await PasskeyBench(compares: nil, version: .v2024)
        #expect(try await passkey.word() == "SCAN_QR_CODE")
        #expect(try await passkey.send("GET", "/challenge").status == 404)
        await passkey.bench.simulation.stop()
    }

    @Test("an answer to the challenge links, after a comparison or without one", arguments: [true, false])
    func answered(compares: Bool) async throws {
        let passkey = try await PasskeyBench(compares: compares)
        let challenge = try #require(try await passkey.send("GET", "/challenge").member("challenge"))
        #expect(challenge.wholeMatch(of: /[A-Za-z0-9_-]{43}/) != nil)
        let assertion = try #require(await passkey.bench.simulation.signPasskey(of: passkey.bench.key(0)))
        #expect(try await passkey.send("POST", "/confirm", "{}").status == 422)
        let taken = try await passkey.send("POST", "", assertion)
        #expect(taken.status == 201 && taken.text.isEmpty)
        #expect(try await passkey.send("GET", "/challenge").status == 422)
        #expect(try await passkey.send("POST", "", assertion).status == 422)
        passkey.bench.time.advance(by: .seconds(2))
        if compares {
            #expect(try await passkey.word() == "PASSKEY_CONFIRMATION_REQUIRED")
            passkey.bench.time.advance(by: .seconds(60))
            #expect(try await passkey.word() == "PASSKEY_CONFIRMATION_REQUIRED")
            #expect(try await passkey.send("POST", "/confirm", "{}").status == 201)
            passkey.bench.time.advance(by: .seconds(2))
        }
        #expect(try await passkey.word() == "WORKING")
        #expect(try await passkey.send("GET", "/confirmation").status == 422)
        await passkey.bench.simulation.stop()
    }

    @Test("what is no answer to this challenge is refused, and the challenge stays")
    func refused() async throws {
        let passkey = try await PasskeyBench(compares: false)
        let assertion = try #require(await passkey.bench.simulation.signPasskey(of: passkey.bench.key(0)))
        let signed = try #require(assertion.firstMatch(of: /"clientDataJSON":"([^"]*)"/)?.1)
        let other = Data(#"{"type":"webauthn.get","challenge":"AAAA"}"#.utf8).base64EncodedString()
        for (body, status) in [
            ("", 400), ("[1", 400), (#"{"id":"x"}"#, 400), (assertion.replacing("public-key", with: "password"), 400),
            (assertion.replacing(signed, with: other), 500),
        ] {
            #expect(try await passkey.send("POST", "", body).status == status, "\(body)")
        }
        #expect(try await passkey.send("POST", "", assertion).status == 201)
        await passkey.bench.simulation.stop()
    }

    @Test("a request for a passkey that nobody answers ends like codes that nobody scanned")
    func unanswered() async throws {
        let passkey = try await PasskeyBench(compares: nil)
        passkey.bench.time.advance(by: .seconds(121))
        #expect(try await passkey.word() == "FAILED")
        await passkey.bench.simulation.stop()
    }
}
