import Fleet
import Foundation
import Testing
import TestKit

@testable import Gateways

@Suite("Wawp: errors, in every form they come in")
struct WawpFailureTests {
    private func statusFailure(_ reply: Reply) async throws -> GatewayFailure {
        let fixture = try WawpFixture(reply)
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.status() }
        #expect(fixture.server.requests.count == 1)
        return failure
    }

    private static let xml =
        "<?xml version=\"1.0\"?><error><code>%</code><message>Something is &lt;b&gt;off&lt;/b&gt; &amp; lost</message></error>"

    @Test(
        "Status and body decide the kind; the sentence has the vendor's words",
        arguments: [
            (400, #"{"code":"bad_thing","message":"Something is off"}"#, GatewayFailure.Kind.refused),
            (400, "Something is off", .refused),
            (401, #"{"code":"invalid_access_token","message":"Something is off"}"#, .credentials),
            (401, #"{"message":"Something is off","statusCode":401}"#, .credentials),
            (403, #"{"code":"quota","message":"Something is off"}"#, .quota),
            (404, #"{"code":"invalid_session","message":"Something is off"}"#, .notFound),
            (404, #"{"code":"invalid_instance","message":"Something is off"}"#, .notFound),
            (404, #"{"message":"Something is off"}"#, .notFound),
            (404, #"{"code":"rest_no_route","message":"Something is off"}"#, .unsupported),
            (409, #"{"error":"Something is off"}"#, .refused),
            (410, #"{"error":"Something is off"}"#, .notFound),
            (500, #"{"code":"wawp_upstream_error","message":"Something is off"}"#, .server),
            (502, #"{"code":"server_not_found","message":"Something is off"}"#, .server),
            (503, "<html><head><title>Something is off</title></head><body>503</body></html>", .server),
            (504, "Something is off", .server),
            (200, #"{"code":"invalid_session","message":"Something is off"}"#, .notFound),
            (200, #"{"code":"invalid_access_token","message":"Something is off"}"#, .credentials),
            (200, #"{"code":"x","message":"Something is off","data":{"status":401}}"#, .credentials),
            (200, #"{"code":"x","message":"Something is off","data":{"status":422}}"#, .notReady(status: nil)),
            (200, #"{"status":"error","message":"Something is off"}"#, .unexpected),
            (200, #"{"message":"Something is off","statusCode":500}"#, .server),
        ])
    func table(status: Int, body: String, kind: GatewayFailure.Kind) async throws {
        let failure = try await statusFailure(.text(body, status, type: body.hasPrefix("<") ? "text/html" : ""))
        #expect(failure.kind == kind)
        #expect(failure.message.text.contains("Something is off"))
        #expect(failure.message.text.contains("HTTP \(status)"))
        #expect(failure.httpStatus == status)
        for code in ["invalid_session", "invalid_instance", "wawp_upstream_error", "invalid_access_token"]
        where body.contains(code) {
            #expect(failure.message.text.contains(code))
        }
    }

    @Test(
        "XML", arguments: [(400, GatewayFailure.Kind.refused), (401, .credentials), (404, .notFound), (502, .server)])
    func xml(status: Int, kind: GatewayFailure.Kind) async throws {
        let body = Self.xml.replacing("%", with: status == 404 ? "invalid_session" : "a_code")
        let failure = try await statusFailure(.text(body, status, type: "application/xml"))
        #expect(failure.kind == kind)
        #expect(failure.message.text.contains("Something is off & lost"))
    }

    @Test("Without words of its own, the status and the form are said")
    func wordless() async throws {
        let failure = try await statusFailure(.text("<e><status>1</status></e>", 502, type: "text/xml"))
        #expect(failure.message.text.contains("(HTTP 502, XML)"))
        #expect(try await statusFailure(.text("", 503, type: "text/plain")).message.text.contains("(HTTP 503)"))
        let page = try await statusFailure(.text("<html><p>x</p></html>", 500, type: "text/html"))
        #expect(page.message.text.contains("(HTTP 500, HTML)"))
    }

    @Test(
        "422 means to wait, with the state when it is told, and never a number as one",
        arguments: [
            (
                #"{"error":"not as expected","session":"s","status":"STARTING","expected":["SCAN_QR_CODE"]}"#,
                LinkState.starting
            ),
            (#"{"message":"not as expected","error":"Unprocessable Entity","statusCode":422}"#, nil),
            (#"{"message":"Only in SCAN_QR_CODE status. The current status is 'FAILED'","statusCode":422}"#, .failed),
            (#"{"message":"The current status is 'nice'","statusCode":422}"#, nil),
            (#"{"code":"session_status","message":"x","data":{"status":422}}"#, nil),
            (#"{"code":"session_status","message":"x","data":{"status":"STOPPED"}}"#, .stopped),
            (#"{"status":422}"#, nil), (#"{"status":"422"}"#, nil), (#"{"status":"error"}"#, nil), ("", nil),
            ("<html>422</html>", nil),
        ] as [(String, LinkState?)])
    func notReady(body: String, state: LinkState?) async throws {
        let fixture = try WawpFixture(.json(body, 422))
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.code() }
        guard case .notReady(let status) = failure.kind else { return #expect(Bool(false), "\(failure.kind)") }
        #expect(status?.state == state)
        #expect(fixture.server.requests.count == 1)
    }

    @Test("422 with WORKING means that there is nothing to scan, for the QR and for the pairing code")
    func alreadyLinked() async throws {
        let told = try WawpFixture(.json(#"{"message":"The current status is 'WORKING'","statusCode":422}"#, 422))
        #expect(try await failure { () async throws(GatewayFailure) in try await told.code() }.kind == .alreadyLinked)
        let fixture = try WawpFixture(.json(#"{"error":"x","status":"WORKING","expected":["SCAN_QR_CODE"]}"#, 422))
        #expect(
            try await failure { () async throws(GatewayFailure) in try await fixture.code() }.kind == .alreadyLinked)
        #expect(
            try await failure { () async throws(GatewayFailure) in try await fixture.pair() }.kind == .alreadyLinked)
    }

    @Test("429, whatever its body, with and without Retry-After")
    func throttled() async throws {
        #expect(
            try await statusFailure(.text("slow down", 429, type: "text/plain")).kind == .throttled(retryAfter: nil))
        let told = Reply.json(#"{"code":"too_many"}"#, 429, [HTTPHeader("Retry-After", "17")])
        #expect(try await statusFailure(told).kind == .throttled(retryAfter: .seconds(17)))
        let dated = Reply.json(
            "{}", 429,
            [
                HTTPHeader("Date", "Sat, 21 Nov 2026 04:00:00 GMT"),
                HTTPHeader("Retry-After", "Sat, 21 Nov 2026 04:00:30 GMT"),
            ])
        #expect(try await statusFailure(dated).kind == .throttled(retryAfter: .seconds(30)))
    }

    @Test("A firewall's page is no quota, and a missing route no missing instance")
    func pages() async throws {
        let page = "<html><title>Attention Required</title></html>"
        #expect(try await statusFailure(.text(page, 403, type: "text/html")).kind == .refused)
        #expect(try await statusFailure(.text(page, 404, type: "text/html")).kind == .unsupported)
        #expect(try await statusFailure(.text(page, 200, type: "text/html")).kind == .unexpected)
    }

    @Test("A redirect is refused and names only the host", arguments: [301, 302, 307, 308])
    func redirect(status: Int) async throws {
        let other = try FixtureServer(replies: .json(#"{"status":"WORKING"}"#))
        let target = "\(other.url)/v2?access_token=\(WawpFixture.encodedToken)"
        let failure = try await statusFailure(.answer(status, [HTTPHeader("Location", target)], []))
        #expect(failure.kind == .unexpected)
        #expect(failure.message.text.contains("127.0.0.1"))
        #expect(other.requests.isEmpty)
        #expect(
            try await statusFailure(.answer(status, [HTTPHeader("Location", "/login")], [])).kind == .unexpected)
    }

    @Test("Whoever echoes the secret is not repeated", arguments: [400, 401, 403, 404, 422, 429, 500, 200])
    func echo(status: Int) async throws {
        for spelling in [WawpFixture.token, WawpFixture.encodedToken, WawpFixture.token.uppercased()] {
            let fixture = try WawpFixture(
                .json(
                    #"{"code":"bad","message":"token <i>'\#(spelling)'</i> for https://x/?access_token=\#(spelling) is bad"}"#,
                    status))
            let failure = try await failure { () async throws(GatewayFailure) in try await fixture.status() }
            #expect(failure.message.text.contains(Redactor.mark))
            #expect(!failure.message.text.lowercased().contains(spelling.lowercased()))
        }
    }

    @Test(
        "No answer",
        arguments: [
            (Reply.drop, GatewayFailure.Kind.unreachable),
            (.raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{"), .unreachable),
            (.raw("nonsense\r\n\r\n"), .unexpected),
            (.flood(head: "HTTP/1.1 200 OK\r\n\r\n", total: 20 << 20), .unexpected),
        ])
    func noAnswer(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try WawpFixture(reply)
        let failure = try await failure { () async throws(GatewayFailure) in try await fixture.status() }
        #expect(failure.kind == kind)
        #expect(failure.httpStatus == nil)
        #expect(failure.message.text.contains("127.0.0.1:\(fixture.server.port)"))
    }

    @Test("A task that is cancelled is told so")
    func cancelled() async throws {
        let fixture = try WawpFixture(.hang)
        let waiting = Task { try await fixture.status() }
        #expect(await eventually { fixture.server.requests.count == 1 }, "the request never arrived")
        waiting.cancel()
        let failure = await #expect(throws: GatewayFailure.self) { try await waiting.value }
        #expect(failure?.kind == .cancelled)
    }
}
