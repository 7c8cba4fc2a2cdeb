import Fleet
import Testing

@testable import Gateways

@Suite("GREEN-API: errors, in every form they come in")
struct GreenAPIFailureTests {
    private func failure(_ reply: Reply) async throws -> GatewayFailure {
        let fixture = try GreenAPIFixture(reply)
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.status()
        }
        #expect(fixture.server.requests.count == 1)
        return failure
    }

    private static let starting = GatewayFailure.Kind.notReady(status: StatusReading(state: .starting, raw: "starting"))
    private static let quota =
        #"{"invokeStatus":{"method":"getStateInstance","used":3,"total":3,"status":"QUOTE_EXCEEDED","description":"Monthly quota has been exceeded"},"correspondentsStatus":{"used":1}}"#

    @Test(
        "Every row of the vendor's table",
        arguments: [
            (400, "instance in starting process try later", starting),
            (400, #"{"message":"instance in starting process try later"}"#, starting),
            (400, "instance account not authorized", .refused), (400, "bad request data", .refused),
            (400, #"{"statusCode":400,"message":"bad request data"}"#, .refused), (400, "", .refused),
            (401, "", .credentials), (401, "Unauthorized", .credentials), (401, #"{"message":"x"}"#, .credentials),
            (403, "Forbidden", .notFound), (403, "", .notFound), (403, #"{"message":"Forbidden"}"#, .notFound),
            (403, "<html><title>Attention</title></html>", .refused), (404, "Not Found", .unsupported),
            (404, "<html><title>404</title></html>", .unsupported), (404, "", .unsupported),
            (429, "Too Many Requests", .throttled(retryAfter: nil)),
            (429, #"{"message":"x"}"#, .throttled(retryAfter: nil)),
            (466, quota, .quota), (466, "", .quota), (499, "", .refused),
            (500, "<html><title>500</title></html>", .server), (502, "<html><h1>Bad Gateway</h1></html>", .server),
            (504, "", .server), (500, #"{"message":"x"}"#, .server),
            (400, "Instance account is expired. Please extend it", .quota),
            (403, #"{"message":"Instance account is expired"}"#, .quota), (200, "Instance account is expired", .quota),
            (200, #"{"code":401,"description":"Unauthorized"}"#, .unexpected), (200, "<html></html>", .unexpected),
        ] as [(Int, String, GatewayFailure.Kind)])
    func table(status: Int, body: String, kind: GatewayFailure.Kind) async throws {
        let type = body.hasPrefix("<") ? "text/html" : body.hasPrefix("{") ? "application/json" : "text/plain"
        let failure = try await failure(.text(body, status, type: type))
        #expect(failure.kind == kind)
        #expect(failure.httpStatus == status)
        #expect(failure.message.text.contains("green"))
        #expect(failure.message.text.contains("HTTP \(status)"))
    }

    @Test("What the vendor says is passed on, and what to do is added")
    func words() async throws {
        #expect(try await failure(.json(Self.quota, 466)).message.text.contains("Monthly quota has been exceeded"))
        #expect(
            try await failure(.text("bad request data", 400, type: "text/plain")).message.text
                .contains("bad request data"))
        #expect(try await failure(.text("", 401, type: "")).message.text.contains("still making"))
        #expect(try await failure(.text("Forbidden", 403, type: "")).message.text.contains("check the id"))
        #expect(
            try await failure(.json("{}", 429, [HTTPHeader("Retry-After", "7")])).kind
                == .throttled(retryAfter: .seconds(7)))
    }

    @Test(
        "Whoever echoes the URL does not get the token repeated", arguments: [200, 400, 401, 403, 404, 429, 466, 500])
    func echo(status: Int) async throws {
        for spelling in [
            GreenAPIFixture.token, GreenAPIFixture.encodedToken, GreenAPIFixture.encodedToken.lowercased(),
        ] {
            for body in [
                #"{"message":"Cannot GET /waInstance7105000001/getStateInstance/\#(spelling)"}"#,
                "Cannot GET /waInstance7105000001/getStateInstance/\(spelling) at all",
                "<html><title>/waInstance7105000001/getStateInstance/\(spelling)</title></html>",
                "<e><message>/waInstance7105000001/getStateInstance/\(spelling)</message></e>",
            ] {
                let type =
                    body.hasPrefix("{") ? "application/json" : body.hasPrefix("<html") ? "text/html" : "text/plain"
                _ = try await failure(.text(body, status, type: type))
            }
        }
    }

    @Test("A redirect is refused, names only the host, and is not followed", arguments: [301, 302, 303, 307, 308])
    func redirect(status: Int) async throws {
        let other = try FixtureServer(replies: .json(#"{"stateInstance":"authorized"}"#))
        let target = "\(other.url)/waInstance7105000001/getStateInstance/\(GreenAPIFixture.encodedToken)"
        let failure = try await failure(.answer(status, [HTTPHeader("Location", target)], []))
        #expect(failure.kind == .unexpected)
        #expect(failure.message.text.contains("127.0.0.1"))
        #expect(other.requests.isEmpty)
    }

    @Test("Without an answer the sentence names the host alone", arguments: [Reply.drop, .raw("nonsense\r\n\r\n")])
    func noAnswer(reply: Reply) async throws {
        let fixture = try GreenAPIFixture(reply)
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.code()
        }
        #expect(failure.message.text.contains("127.0.0.1:\(fixture.server.port)"))
        #expect(!failure.message.text.contains("waInstance"))
    }

    @Test("Neither the gateway nor its requests say their secrets of themselves")
    func descriptions() throws {
        let gateway = try GreenAPIFixture.make(
            url: "https://api.green-api.com",
            secrets: GatewaySecrets(gateway: Secret(GreenAPIFixture.partner), instances: GreenAPIFixture.own.instances))
        var text = "\(gateway) \(String(reflecting: gateway)) "
        dump(gateway, to: &text)
        let call = GreenAPICall("logout", isAct: true)
        let request = HTTPRequest(
            .get, try HTTPOrigin("https://api.green-api.com"),
            path: call.path(GreenAPIFixture.id, Secret(GreenAPIFixture.token)))
        dump(request, to: &text)
        text += "\(request) \(call)"
        SecretWatch(secrets: [GreenAPIFixture.token, GreenAPIFixture.encodedToken, GreenAPIFixture.partner]).check(text)
    }

    @Test("Each instance is asked with its own token, and one without is not asked")
    func tokens() async throws {
        let server = try FixtureServer(replies: .json(#"{"stateInstance":"authorized"}"#))
        let gateway = try GreenAPIFixture.make(
            url: server.url,
            secrets: GatewaySecrets(instances: ["7105000001": Secret("first"), "7105000002": Secret("second")]))
        _ = try await gateway.status(of: "7105000002")
        _ = try await gateway.status(of: "7105000001")
        #expect(
            server.requests.map(\.target) == [
                "/waInstance7105000002/getStateInstance/second", "/waInstance7105000001/getStateInstance/first",
            ])
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await gateway.status(of: "7105000003")
        }
        #expect(failure.kind == .credentials)
        #expect(failure.message.text.contains("7105000003"))
        #expect(server.requests.count == 2)
    }

    @Test("Plain http to another machine carries no token")
    func plain() async throws {
        let gateway = try GreenAPIFixture.make(url: "http://203.0.113.7:1")
        let failure = try await GreenAPIFixture.watch.failure { () async throws(GatewayFailure) in
            try await gateway.status(of: GreenAPIFixture.id)
        }
        #expect(failure.kind == .refused)
        #expect(failure.message.text.contains("nothing was sent"))
    }
}
