import Fleet
import Testing

@testable import Gateways

@Suite("WAHA: its three shapes of error")
struct WAHAFailureTests {
    private static let notRunning =
        #"{"message":"We didn't find a session with name 's'.\nPlease start it first by using POST request","error":"Not Found","statusCode":404}"#

    @Test(
        "Every row of the error table",
        arguments: [
            (401, #"{"message":"Unauthorized","statusCode":401}"#, GatewayFailure.Kind.credentials, "Unauthorized"),
            (403, #"{"message":"Forbidden resource","statusCode":403}"#, .refused, "does not let this key"),
            (
                404, #"{"message":"Session not found","error":"Not Found","statusCode":404}"#, .notFound,
                "Session not found"
            ),
            (404, notRunning, .notReady(status: nil), "does not run; start it"),
            (
                404, #"{"error":{"code":404,"key":"FILE_NOT_FOUND","message":"File not found","details":"gone"}}"#,
                .unexpected, "File not found"
            ),
            (
                404, #"{"message":"Cannot GET /api/sessions/s","error":"Not Found","statusCode":404}"#, .unsupported,
                "no such route"
            ),
            (404, "<html><title>404</title></html>", .unsupported, "no such route"),
            (
                422, #"{"error":"not as expected","session":"s","status":"WORKING","expected":["SCAN_QR_CODE"]}"#,
                .alreadyLinked, "already linked"
            ),
            (
                422,
                #"{"message":"WAHA Core support only 'default' session. Please get WAHA PLUS version.","statusCode":422}"#,
                .quota, "edition"
            ),
            (422, #"{"message":["name must be a string"],"statusCode":422}"#, .refused, "name must be"),
            (
                422, #"{"message":"Later","error":"Unprocessable Entity","statusCode":422}"#, .notReady(status: nil),
                "Later"
            ),
            (
                400, #"{"message":["a is wrong","b is wrong"],"error":"Bad Request","statusCode":400}"#, .refused,
                "a is wrong, b"
            ),
            (429, "slow down", .throttled(retryAfter: nil), "slow down"),
            (503, #"{"status":"error","details":{}}"#, .server, "HTTP 503"),
            (502, "<html><title>Bad Gateway</title></html>", .server, "Bad Gateway"),
            (200, #"{"message":"Unauthorized","statusCode":401}"#, .credentials, "Unauthorized"),
            (200, #"{"message":"hello"}"#, .unexpected, "hello"),
            (200, "<html><title>Log in</title></html>", .unexpected, "Log in"),
        ] as [(Int, String, GatewayFailure.Kind, String)])
    func table(status: Int, body: String, kind: GatewayFailure.Kind, words: String) async throws {
        let fixture = try KeyedFixture(.waha, .text(body, status, type: body.first == "<" ? "text/html" : ""))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.status() }
        #expect(failure.kind == kind)
        #expect(failure.message.text.contains(words), "\(failure)")
        #expect(failure.message.text.contains("HTTP \(status)"))
        #expect(failure.httpStatus == status)
        #expect(fixture.server.requests.count == 1)
    }

    @Test("Of a crash report nothing is shown: it repeats the request")
    func crash() async throws {
        let body = """
            {"statusCode":500,"timestamp":"t","exception":{"message":"token-of-exception","stack":"token-of-stack"},
             "request":{"path":"/api/x","method":"POST","body":{"key":"\(KeyedFixture.key)"},
             "query":{"x-api-key":"\(KeyedFixture.key)"}},"version":{"version":"2024.10.8"}}
            """
        let fixture = try KeyedFixture(.waha, .error(500, body))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.status() }
        #expect(failure.kind == .server)
        #expect(failure.message.text == "gate-1 is in trouble (HTTP 500).")
    }

    @Test("Whoever echoes the key is not repeated", arguments: [400, 401, 403, 404, 422, 500, 200])
    func echo(status: Int) async throws {
        for spelling in [KeyedFixture.key, KeyedFixture.encodedKey, KeyedFixture.key.uppercased()] {
            let fixture = try KeyedFixture(.waha, .error(status, #"{"message":"key '\#(spelling)' is bad"}"#))
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.status() }
            #expect(failure.message.text.contains(Redactor.mark))
        }
    }

    @Test("A proxy's Retry-After is obeyed")
    func throttled() async throws {
        let fixture = try KeyedFixture(.waha, .json("{}", 429, [HTTPHeader("Retry-After", "17")]))
        let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.status() }
        #expect(failure.kind == .throttled(retryAfter: .seconds(17)))
    }

    @Test("Redirects are refused, for reads and acts alike", arguments: [GatewayKind.waha, .evolution])
    func redirect(kind: GatewayKind) async throws {
        let other = try FixtureServer(replies: .json(#"{"name":"s","status":"WORKING"}"#))
        let fixture = try KeyedFixture(kind, .answer(307, [HTTPHeader("Location", "\(other.url)/x")], []))
        let read = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.status() }
        let act = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.perform(.logout) }
        #expect(read.kind == .unexpected && act.kind == .unexpected)
        #expect(read.message.text.contains("127.0.0.1"))
        #expect(other.requests.isEmpty)
        #expect(fixture.server.requests.count == 2)
    }

    @Test("Over plain http to another machine nothing is sent", arguments: [GatewayKind.waha, .evolution])
    func plain(kind: GatewayKind) async throws {
        let gateway = try KeyedFixture.make(kind, url: "http://192.0.2.1:9")
        let failure = await #expect(throws: GatewayFailure.self) { try await gateway.list() }
        #expect(failure?.kind == .refused)
        #expect(failure?.message.text.contains("nothing was sent") == true)
    }

    @Test("No answer at all", arguments: [GatewayKind.waha, .evolution])
    func noAnswer(kind: GatewayKind) async throws {
        for call in [Reply.drop, .raw("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")] {
            let fixture = try KeyedFixture(kind, call)
            let failure = try await fixture.failure { fixture throws(GatewayFailure) in try await fixture.status() }
            #expect(failure.kind == .unreachable)
        }
    }
}
