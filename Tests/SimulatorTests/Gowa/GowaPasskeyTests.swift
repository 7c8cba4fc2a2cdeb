import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

@Suite("GOWA: the passkey after the scan")
struct GowaPasskeyTests {
    /// A gateway whose first device has been scanned for, and wants a passkey that nobody gives elsewhere.
    private func scanned() async throws -> Bench {
        let bench = try await Bench(.gowa, "passkey")
        let payload = try await bench.client.send("GET", try await bench.login(0)).text
        #expect(await bench.scan(payload) != nil)
        return bench
    }

    private func send(
        _ bench: Bench, _ verb: String, _ rest: String = "", _ body: String = ""
    ) async throws -> PlainClient.Reply {
        try await bench.gowa(
            verb, "/app/passkey\(rest)", headers: ["X-Device-Id": bench.id(0), "Content-Type": "application/json"],
            body: body)
    }

    @Test("one route tells both steps; a quick answer confirms itself")
    func quick() async throws {
        let bench = try await scanned()
        let asked = try await send(bench, "GET")
        #expect(asked.text("results", "status") == "awaiting_response")
        #expect(asked.text("results", "challenge", "rpId") == "web.whatsapp.com")
        #expect(asked["results", "skip_handoff_ux"] as? Bool == false)
        let assertion = try #require(await bench.simulation.signPasskey(of: bench.key(0)))
        let taken = try await send(bench, "POST", "/response", assertion)
        #expect(taken.member("code") == "SUCCESS")
        #expect(taken.text("results", "device_id") == bench.id(0))
        #expect(try await send(bench, "GET").text("results", "status") == "none")
        bench.time.advance(by: .seconds(2))
        let comparing = try await send(bench, "GET")
        #expect(comparing.text("results", "status") == "awaiting_confirmation")
        #expect(comparing.text("results", "code")?.wholeMatch(of: /[1-9A-HJ-NP-TV-Z]{4}-[1-9A-HJ-NP-TV-Z]{4}/) != nil)
        #expect(comparing["results", "skip_handoff_ux"] as? Bool == true)
        bench.time.advance(by: .seconds(4))
        #expect(await bench.state(0) == .working)
        #expect(try await send(bench, "GET").text("results", "status") == "none")
        await bench.simulation.stop()
    }

    @Test("after five minutes a person has to compare, and without one nothing comes of it")
    func late() async throws {
        let bench = try await scanned()
        bench.time.advance(by: .seconds(301))
        let assertion = try #require(await bench.simulation.signPasskey(of: bench.key(0)))
        #expect(try await send(bench, "POST", "/confirm").status == 500)
        #expect(try await send(bench, "POST", "/response", assertion).status == 200)
        bench.time.advance(by: .seconds(30))
        let comparing = try await send(bench, "GET")
        #expect(comparing.text("results", "status") == "awaiting_confirmation")
        #expect(comparing["results", "skip_handoff_ux"] as? Bool == false)
        #expect(try await send(bench, "POST", "/confirm").member("code") == "SUCCESS")
        bench.time.advance(by: .seconds(5))
        #expect(await bench.state(0) == .working)
        await bench.simulation.stop()
    }

    @Test("what is no answer to this challenge is refused in three ways, and the challenge stays")
    func refused() async throws {
        let bench = try await scanned()
        let assertion = try #require(await bench.simulation.signPasskey(of: bench.key(0)))
        let signed = try #require(assertion.firstMatch(of: /"clientDataJSON":"([^"]*)"/)?.1)
        #expect(try await send(bench, "POST", "/response", "{").status == 400)
        let lacking = try await send(bench, "POST", "/response", #"{"id":"x","type":"public-key"}"#)
        #expect(lacking.member("code") == "VALIDATION_ERROR")
        let other = try await send(bench, "POST", "/response", assertion.replacing(signed, with: "e30"))
        #expect(other.member("code") == "INTERNAL_SERVER_ERROR")
        #expect(try await send(bench, "POST", "/response", assertion).status == 200)
        #expect(
            try await send(bench, "POST", "/response", assertion).member("message")?.contains("no pending passkey")
                == true)
        await bench.simulation.stop()
    }

    @Test("versions before 8.11 have no such routes", arguments: [GowaOptions.Version.v7, .v8First])
    func older(version: GowaOptions.Version) async throws {
        let bench = try await Bench(.gowa, "passkey", instances: 1) { $0.gowa.version = version }
        #expect(try await send(bench, "GET").status == 404)
        #expect(try await send(bench, "POST", "/response", "{}").status == 404)
        await bench.simulation.stop()
    }

    @Test("the control route signs as a browser with the passkey would")
    func signed() async throws {
        let bench = try await scanned()
        let body = #"{"instance":"\#(bench.id(0))"}"#
        let reply = try await bench.client.send("POST", "/_simulate/sign", body: body)
        #expect(reply.text("assertion", "type") == "public-key")
        let none = try await bench.client.send("POST", "/_simulate/sign", body: #"{"instance":"\#(bench.id(1))"}"#)
        #expect(none.status == 409)
        await bench.simulation.stop()
    }
}
