import Fleet
import Testing

@testable import Gateways

@Suite("Wawp: acts, each done once")
struct WawpActTests {
    private static let gone = Reply.json(#"{"code":"invalid_session","message":"No such session"}"#, 404)
    private static let noRoute = Reply.json(#"{"code":"rest_no_route","message":"No route was found"}"#, 404)
    private static let done = Reply.json(#"{"message":"Done"}"#)

    @Test(
        "Each act has its route",
        arguments: [(Act.start, "start"), (.stop, "stop"), (.restart, "restart"), (.logout, "logout")])
    func routes(act: Act, path: String) async throws {
        let fixture = try WawpFixture(.json(#"{"name":"s","status":"STARTING"}"#, 201))
        try await fixture.perform(act)
        #expect(fixture.paths == ["POST /v2/session/\(path)"])
        #expect(fixture.server.requests.first?.members["instance_id"] == WawpFixture.id)
    }

    @Test(
        "What says that it was done",
        arguments: [
            Reply.json(#"{"success":true}"#), .json(#"{"message":"Session started"}"#), .json("{}"), .json("null"),
            .json(#"{"code":"success","message":"ok"}"#), .json(#"{"code":200,"message":"ok"}"#),
            .json(#"{"status":"success"}"#), .json(#"{"status":"STOPPED","error":null}"#),
            .text("", 204, type: "text/plain"),
            .text("OK", 200, type: "text/plain"), .json(#"{"error":false}"#),
        ])
    func accepted(reply: Reply) async throws {
        try await WawpFixture(reply).perform(.stop)
    }

    @Test(
        "What does not, though its status is 200",
        arguments: [
            Reply.json(#"{"code":"invalid_session","message":"x"}"#), .json(#"{"success":false,"message":"x"}"#),
            .json(#"{"status":"error","message":"x"}"#), .json(#"{"error":"x"}"#), .json(#"{"error":true}"#),
            .text("<html><title>Log in</title></html>", 200, type: "text/html"),
        ])
    func notAccepted(reply: Reply) async throws {
        let fixture = try WawpFixture(reply)
        _ = try await failure { () async throws(GatewayFailure) in try await fixture.perform(.stop) }
        #expect(fixture.server.requests.count == 1)
    }

    @Test(
        "Whatever happens to an act, it goes out once",
        arguments: [
            Reply.drop, .json("{}", 500), .json("{}", 503), .json("{}", 429), .json("{}", 422), .json("{}", 401),
            .answer(307, [HTTPHeader("Location", "/v2/session/start")], []),
            .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n"),
        ])
    func once(reply: Reply) async throws {
        let fixture = try WawpFixture(.json(#"{"status":"STOPPED"}"#), reply)
        // A kept connection is there, and is not used for the act.
        _ = try await fixture.status()
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.perform(.start) }
        // 401 without a word is the one case that goes out again, in the other dialect.
        #expect(fixture.server.requests.count == (failure.httpStatus == 401 ? 3 : 2))
    }

    @Test("Logging out asks the second route only when the first is not there")
    func logoutRoutes() async throws {
        let second = try WawpFixture(Self.noRoute, Self.done)
        try await second.perform(.logout)
        #expect(second.paths == ["POST /v2/session/logout", "POST /v2/logout"])

        let gone = try WawpFixture(Self.gone)
        #expect(
            try await failure { () async throws(GatewayFailure) in try await gone.perform(.logout) }.kind == .notFound)
        #expect(gone.server.requests.count == 1)

        let neither = try WawpFixture(Self.noRoute)
        let failure = try await failure { () async throws(GatewayFailure) in try await neither.perform(.logout) }
        #expect(failure.kind == .unsupported)
        #expect(neither.server.requests.count == 2)
    }

    @Test(
        "Deleting logs out first, and goes on when there was nothing to log out",
        arguments: [
            done, gone, .json(#"{"error":"x","status":"SCAN_QR_CODE"}"#, 422),
            .json(#"{"error":"x","status":"STOPPED"}"#, 422),
            .text("<e><message>Session Does Not Exist</message></e>", 404, type: "application/xml"),
        ])
    func deleting(first: Reply) async throws {
        let fixture = try WawpFixture(first, Self.done)
        try await fixture.perform(.delete)
        #expect(fixture.paths == ["POST /v2/session/logout", "DELETE /v2/session/delete"])
        #expect(fixture.server.requests.last?.members["access_token"] == WawpFixture.token)
    }

    @Test(
        "Deleting stops when logging out did not work",
        arguments: [
            Reply.json(#"{"message":"Invalid"}"#, 401), .json("{}", 500), .json("{}", 422), .json("{}", 429), .drop,
            .json(#"{"error":"x","status":"WORKING"}"#, 422), .json(#"{"error":"x","status":"STARTING"}"#, 422),
            .json(#"{"success":false,"message":"x"}"#), noRoute, .text("", 404, type: "text/plain"),
        ])
    func notDeleting(first: Reply) async throws {
        let fixture = try WawpFixture(first)
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.perform(.delete) }
        #expect(failure.message.text.contains("was not deleted"))
        #expect(!fixture.paths.contains { $0.hasPrefix("DELETE") })
    }

    @Test("A deletion that fails after the logout says both")
    func halfDeleted() async throws {
        let fixture = try WawpFixture(Self.done, .json(#"{"message":"No"}"#, 500))
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.perform(.delete) }
        #expect(failure.kind == .server)
        #expect(failure.message.text.contains("was logged out, but not deleted"))
        #expect(fixture.server.requests.count == 2)
    }
}
