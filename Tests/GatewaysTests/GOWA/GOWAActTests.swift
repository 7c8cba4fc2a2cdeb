import Fleet
import Testing

@testable import Gateways

@Suite("GOWA: acts, each done once")
struct GOWAActTests {
    private static let done = GOWAFixture.success(nil)
    private static let linked = GOWAFixture.success(GOWAFixture.row("disconnected", jid: GOWAFixture.jid))
    private static let unlinked = GOWAFixture.success(GOWAFixture.row("disconnected"))

    private func failure(_ fixture: GOWAFixture, _ act: Act) async throws -> GatewayFailure {
        try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in try await fixture.perform(act) }
    }

    @Test("Each act has its route", arguments: [(Act.restart, "reconnect"), (.logout, "logout")])
    func routes(act: Act, word: String) async throws {
        let fixture = try GOWAFixture(["POST /devices/store-7/\(word)": Self.done])
        try await fixture.perform(act)
        #expect(fixture.calls == ["POST /devices/store-7/\(word)"])
        #expect(fixture.server.requests[0].headers["authorization"] == "Basic \(GOWAFixture.pair)")
    }

    @Test(
        "Version 7 has GETs for it, which are asked only when the other route is none",
        arguments: [
            (Act.restart, "reconnect"), (.logout, "logout"),
        ])
    func older(act: Act, word: String) async throws {
        let fixture = try GOWAFixture(["GET /app/\(word)": Self.done])
        try await fixture.perform(act)
        #expect(fixture.calls == ["POST /devices/store-7/\(word)", "GET /app/\(word)"])
        #expect(fixture.server.requests[1].headers["x-device-id"] == "store-7")
    }

    @Test("An id that fits into no path goes by header")
    func oddId() async throws {
        let fixture = try GOWAFixture(["GET /app/logout": Self.done])
        try await fixture.gateway.perform(.logout, on: "..")
        #expect(fixture.calls == ["GET /app/logout"])
        #expect(fixture.server.requests[0].headers["x-device-id"] == "..")
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.gateway.perform(.delete, on: "..")
        }
        #expect(failure.kind == .unsupported)
        #expect(fixture.server.requests.count == 1)
    }

    @Test("What there is no route for is not sent", arguments: [Act.start, .stop])
    func unsupported(act: Act) async throws {
        let fixture = try GOWAFixture([:])
        #expect(try await failure(fixture, act).kind == .unsupported)
        #expect(fixture.server.requests.isEmpty)
    }

    @Test(
        "Whatever happens to an act, it goes out once, over a connection of its own",
        arguments: [Act.restart, .logout],
        [
            Reply.drop, .json("{}"), .json("null"), .json("{}", 500), .json("{}", 429), GOWAFixture.refused,
            GOWAFixture.noDevice, GOWAFixture.error(401, "AUTHENTICATION_ERROR"),
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"), .text("", 502, type: "text/html"),
            .answer(307, [HTTPHeader("Location", "/app/logout")], []),
        ])
    func once(act: Act, reply: Reply) async throws {
        let word = act == .restart ? "reconnect" : "logout"
        let fixture = try GOWAFixture([
            "GET /devices/store-7": Self.linked, "POST /devices/store-7/\(word)": reply,
            "GET /app/\(word)": Self.done,
        ])
        _ = try await fixture.status()
        _ = try await failure(fixture, act)
        #expect(fixture.calls == ["GET /devices/store-7", "POST /devices/store-7/\(word)"])
        #expect(fixture.server.connections == 2)
    }

    @Test("A reconnect without a session needs a link first")
    func noSession() async throws {
        let fixture = try GOWAFixture([
            "POST /devices/store-7/reconnect": GOWAFixture.error(
                500, "INTERNAL_SERVER_ERROR", "device store-7 is not logged in (session deleted)")
        ])
        let failure = try await failure(fixture, .restart)
        #expect(failure.kind == .refused)
        #expect(failure.message.text.contains("not linked"))
    }

    @Test("Deleting looks first, logs out what is linked, and deletes last")
    func deleting() async throws {
        var routes = [
            "GET /devices/store-7": Self.linked, "POST /devices/store-7/logout": Self.done,
            "DELETE /devices/store-7": Self.done,
        ]
        let linked = try GOWAFixture(routes)
        try await linked.perform(.delete)
        #expect(linked.calls == ["GET /devices/store-7", "POST /devices/store-7/logout", "DELETE /devices/store-7"])

        routes["GET /devices/store-7"] = Self.unlinked
        let unlinked = try GOWAFixture(routes)
        try await unlinked.perform(.delete)
        #expect(unlinked.calls == ["GET /devices/store-7", "DELETE /devices/store-7"])

        routes["GET /devices/store-7"] = GOWAFixture.noDevice
        let gone = try GOWAFixture(routes)
        #expect(try await failure(gone, .delete).kind == .notFound)
        #expect(gone.calls == ["GET /devices/store-7"])
    }

    @Test("Deleting stops when logging out did not work, and says how far it came")
    func halfDeleted() async throws {
        var routes = [
            "GET /devices/store-7": Self.linked,
            "POST /devices/store-7/logout": GOWAFixture.error(500, "INTERNAL_SERVER_ERROR"),
            "DELETE /devices/store-7": Self.done,
        ]
        let stuck = try GOWAFixture(routes)
        #expect(try await failure(stuck, .delete).message.text.contains("was not deleted"))
        #expect(stuck.count("DELETE /devices/store-7") == 0)

        routes["POST /devices/store-7/logout"] = Self.done
        routes["DELETE /devices/store-7"] = GOWAFixture.error(500, "INTERNAL_SERVER_ERROR")
        let half = try GOWAFixture(routes)
        #expect(try await failure(half, .delete).message.text.contains("was logged out, but not deleted"))
        #expect(half.count("DELETE /devices/store-7") == 1)
    }

    @Test("Version 7 has one device and keeps it")
    func single() async throws {
        let fixture = try GOWAFixture([
            "GET /app/status": GOWAFixture.success(#"{"is_connected":true,"is_logged_in":true,"device_id":"2@s"}"#),
            "GET /app/logout": Self.done,
        ])
        #expect(try await failure(fixture, .delete).kind == .unsupported)
        #expect(fixture.count("GET /app/logout") == 0)
    }
}
