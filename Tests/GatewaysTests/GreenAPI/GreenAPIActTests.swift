import Fleet
import Testing

@testable import Gateways

@Suite("GREEN-API: acts that travel on GET, each done once")
struct GreenAPIActTests {
    @Test("Each act has its route", arguments: [(Act.restart, "reboot", "isReboot"), (.logout, "logout", "isLogout")])
    func routes(act: Act, path: String, proof: String) async throws {
        let fixture = try GreenAPIFixture(.json(#"{"\#(proof)":true}"#))
        try await fixture.perform(act)
        #expect(fixture.calls == ["GET /\(path)/TOKEN"])
    }

    @Test("What there is no route for is not sent", arguments: [Act.start, .stop, .delete])
    func unsupported(act: Act) async throws {
        let fixture = try GreenAPIFixture(.json("{}"))
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.perform(act)
        }
        #expect(failure.kind == .unsupported)
        #expect(fixture.server.requests.isEmpty)
    }

    @Test(
        "Whatever happens to an act, it goes out once, over a connection of its own",
        arguments: [Act.restart, .logout],
        [
            Reply.drop, .json("{}"), .json(#"{"isReboot":false,"isLogout":false}"#), .json("null"),
            .json(#"{"isReboot":true,"isLogout":true}"#, 500), .json("{}", 401), .json("{}", 429),
            .text("", 502, type: "text/html"), .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
            .answer(301, [HTTPHeader("Location", "/waInstance7105000001/logout/again")], []),
            .answer(307, [HTTPHeader("Location", "/waInstance7105000001/logout/again")], []),
        ])
    func once(act: Act, reply: Reply) async throws {
        let fixture = try GreenAPIFixture(.json(#"{"stateInstance":"authorized"}"#), reply)
        _ = try await fixture.status()
        _ = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.perform(act)
        }
        #expect(fixture.server.requests.count == 2)
        #expect(fixture.server.connections == 2)
    }

    @Test("A pairing code is asked for once too", arguments: [Reply.drop, .json("{}", 500), .json("{}", 429)])
    func pairingOnce(reply: Reply) async throws {
        let fixture = try GreenAPIFixture(.json(#"{"stateInstance":"notAuthorized"}"#), reply)
        _ = try await fixture.status()
        _ = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in try await fixture.pair() }
        #expect(fixture.server.requests.count == 2)
        #expect(fixture.server.connections == 2)
    }
}
