import Fleet
import Testing

@testable import Gateways

@Suite("WAHA: acts, each done once")
struct WAHAActTests {
    private static let done = Reply.json(#"{"name":"s","status":"STARTING","config":{}}"#, 201)
    private static func noRoute(_ what: String) -> Reply {
        .error(404, #"{"message":"Cannot \#(what)","error":"Not Found","statusCode":404}"#)
    }
    private static let gone = Reply.error(
        404, #"{"message":"Session not found","error":"Not Found","statusCode":404}"#)

    @Test("All are offered")
    func abilities() throws {
        let abilities = try KeyedFixture(.waha, Self.done).gateway.abilities
        #expect(
            abilities
                == Abilities(
                    lists: true, acts: Set(Act.allCases), pairingCode: true, codeMayBePolled: true, passkey: true))
    }

    @Test("Each act has its route", arguments: [Act.start, .stop, .restart, .logout])
    func routes(act: Act) async throws {
        let fixture = try KeyedFixture(.waha, Self.done)
        try await fixture.perform(act)
        #expect(fixture.asked == ["POST /api/sessions/ID/\(act.rawValue)"])
        fixture.checkRequests()
    }

    @Test(
        "What says that it was done",
        arguments: [
            Reply.json(#"{"name":"s","status":"STOPPED"}"#, 201), .json("{}"), .json("null", 201),
            .text("", 201, type: "text/plain"), .text("", 204, type: "text/plain"),
        ])
    func accepted(reply: Reply) async throws {
        try await KeyedFixture(.waha, reply).perform(.stop)
    }

    @Test(
        "What does not, though its status is 2xx",
        arguments: [
            Reply.json(#"{"error":"no"}"#), .json(#"{"message":"no","statusCode":422}"#, 201),
            .json(#"{"success":false}"#), .text("<html><title>Log in</title></html>", 200, type: "text/html"),
            .text("welcome", 200, type: "text/plain"),
        ])
    func notAccepted(reply: Reply) async throws {
        let fixture = try KeyedFixture(.waha, reply)
        _ = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.perform(.stop) }
        #expect(fixture.server.requests.count == 1)
    }

    @Test(
        "Whatever happens to an act, it goes out once, on a connection of its own",
        arguments: [
            Reply.drop, .json("{}", 500), .json("{}", 503), .json("{}", 429), .json("{}", 422), .json("{}", 401), gone,
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
        ])
    func once(reply: Reply) async throws {
        let fixture = try KeyedFixture(.waha, .json(#"{"name":"s","status":"STOPPED"}"#), reply)
        _ = try await fixture.status()
        _ = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.perform(.start) }
        #expect(fixture.asked == ["GET /api/sessions/ID", "POST /api/sessions/ID/start"])
        #expect(fixture.server.connections == 2)
    }

    @Test("A 422 after an act is a no, not a wait")
    func refused() async throws {
        let fixture = try KeyedFixture(
            .waha, .error(422, #"{"message":"Session 'default' is already started.","statusCode":422}"#))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.perform(.start) }
        #expect(failure.kind == .refused)
        #expect(failure.message.text.contains("already started"))
    }

    @Test("Older versions have the name in the body; a stop says that it is no logout")
    func legacy() async throws {
        for act in [Act.start, .stop] {
            let fixture = try KeyedFixture(.waha, Self.noRoute("POST /api/sessions/s/\(act)"), Self.done)
            try await fixture.perform(act)
            #expect(fixture.asked == ["POST /api/sessions/ID/\(act)", "POST /api/sessions/\(act)"])
            let body = String(decoding: fixture.server.requests[1].body, as: UTF8.self)
            #expect(body == #"{"name":"store 7/a"\#(act == .stop ? #","logout":false"# : "")}"#)
        }
    }

    @Test("The older logout deletes too, so that a logout does not take it")
    func legacyLogout() async throws {
        let fixture = try KeyedFixture(.waha, Self.noRoute("POST /api/sessions/s/logout"))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.perform(.logout) }
        #expect(failure.kind == .unsupported)
        #expect(failure.message.text.contains("only be logged out by deleting"))
        #expect(fixture.server.requests.count == 1)

        let deleting = try KeyedFixture(.waha, Self.noRoute("POST /api/sessions/s/logout"), Self.done)
        try await deleting.perform(.delete)
        #expect(deleting.asked == ["POST /api/sessions/ID/logout", "POST /api/sessions/logout"])
        #expect(deleting.server.requests[1].members == ["name": KeyedFixture.id])
    }

    @Test("Deleting logs out first, and goes on when there was no session to log out", arguments: [done, gone])
    func deleting(first: Reply) async throws {
        let fixture = try KeyedFixture(.waha, first, .text("", 200, type: "text/plain"))
        try await fixture.perform(.delete)
        #expect(fixture.asked == ["POST /api/sessions/ID/logout", "DELETE /api/sessions/ID"])
    }

    @Test("What was not logged out is not deleted", arguments: [500, 422, 401])
    func guarded(status: Int) async throws {
        let fixture = try KeyedFixture(.waha, .json(#"{"message":"no"}"#, status))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.perform(.delete) }
        #expect(failure.message.text.contains("was not deleted, because it was not logged out"))
        #expect(fixture.asked == ["POST /api/sessions/ID/logout"])
    }

    @Test("Half a deletion is told as such")
    func half() async throws {
        let fixture = try KeyedFixture(.waha, Self.done, .json("{}", 500))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.perform(.delete) }
        #expect(failure.message.text.contains("was logged out, but not deleted"))
    }
}
