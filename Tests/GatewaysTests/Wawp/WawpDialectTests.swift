import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("Wawp: where the secret goes")
struct WawpDialectTests {
    /// Looks for the secret in the query alone, as the vendor's samples send it.
    private static func queryOnly(_ refusal: Reply, _ answer: Reply) -> FixtureServer.Handler {
        { request in
            let isRight =
                request.query["access_token"] == WawpFixture.token && request.query["instance_id"] == WawpFixture.id
            return isRight ? answer : refusal
        }
    }

    static let missing: [Reply] = [
        .json(#"{"code":"missing_token","message":"Missing access_token"}"#, 401),
        .json(#"{"code":"invalid_access_token","message":"Invalid or missing access token"}"#, 401),
        .json(
            #"{"code":"rest_missing_callback_param","message":"Missing parameter(s): instance_id, access_token"}"#, 400),
        .text("Bad Request - Missing Required Parameter(s)", 400, type: "text/plain"),
        .text("<error><message>Access token is required</message></error>", 401, type: "application/xml"),
        .text("", 401, type: "text/plain"), .text("<e/>", 400, type: "application/xml"),
    ]

    @Test(
        "A gateway that finds none is asked once more, with it in the query; that is remembered and told",
        arguments: missing)
    func fallback(refusal: Reply) async throws {
        let fixture = try WawpFixture(Self.queryOnly(refusal, .json(#"{"status":"WORKING"}"#)))
        #expect(await fixture.gateway.traits().isEmpty)
        for _ in 0..<3 {
            #expect(try await fixture.status().state == .working)
            fixture.time.advance(by: .seconds(2))
        }
        let requests = fixture.server.requests
        #expect(requests.count == 4)
        #expect(requests[0].query.isEmpty)
        #expect(requests[0].members["access_token"] == WawpFixture.token)
        for request in requests.dropFirst() {
            #expect(
                request.target
                    == "/v2/session/info?instance_id=\(WawpFixture.id)&access_token=\(WawpFixture.encodedToken)")
            #expect(request.headers["authorization"] == nil)
            #expect(request.headers["access-token"] == nil)
            #expect(request.members.isEmpty)
        }
        let notices = await fixture.gateway.traits().map(\.text)
        #expect(notices.count == 1)
        #expect(notices[0].contains("URL"))
        #expect(!notices[0].contains(WawpFixture.token))
        // Once, to the second request.
        #expect(fixture.time.sleeps == [.seconds(2)])
    }

    @Test("The rest of a call stays in its body")
    func members() async throws {
        let fixture = try WawpFixture(Self.queryOnly(Self.missing[0], .json(#"{"code":"ABCD-1234"}"#)))
        _ = try await fixture.pair()
        #expect(fixture.server.requests.map(\.members).last == ["phone_number": WawpFixture.phone])
        #expect(fixture.server.requests.last?.target.contains(WawpFixture.phone) == false)
    }

    @Test("A secret that is wrong in both places is tried in the query once, and never again")
    func wrongSecret() async throws {
        let fixture = try WawpFixture(Self.missing[1])
        for _ in 0..<4 {
            let failure = try await failure { () async throws(GatewayFailure) in try await fixture.status() }
            #expect(failure.kind == .credentials)
        }
        #expect(fixture.server.requests.map { !$0.query.isEmpty } == [false, true, false, false, false])
        #expect(await fixture.gateway.traits().isEmpty)
    }

    @Test("Of two refusals, the one that found the secret is told")
    func wrongSecretFound() async throws {
        let notThere = Reply.json(
            #"{"code":"missing_parameter","message":"Missing required parameter: access_token"}"#, 400)
        let inBody = try WawpFixture { $0.members["access_token"] == nil ? notThere : Self.missing[1] }
        let inQuery = try WawpFixture { $0.query["access_token"] == nil ? notThere : Self.missing[1] }
        for fixture in [inBody, inQuery] {
            let failure = try await failure { () async throws(GatewayFailure) in try await fixture.status() }
            #expect(failure.kind == .credentials)
            #expect(failure.httpStatus == 401)
            #expect(fixture.server.requests.count == 2)
        }
        let nowhere = try WawpFixture(notThere)
        let failure = try await failure { () async throws(GatewayFailure) in try await nowhere.status() }
        #expect(failure.kind == .credentials)
    }

    @Test(
        "Other refusals bring no secret into a URL",
        arguments: [
            Reply.json(#"{"code":"invalid_access_token","message":"Token expired"}"#, 401),
            .json(#"{"code":"invalid_phone","message":"The phone number is missing its country code"}"#, 400),
            .json(#"{"message":"Missing token"}"#, 403), .json(#"{"message":"Missing token"}"#, 500),
            .text("<html><title>401 Authorization</title></html>", 401, type: "text/html"),
        ])
    func others(reply: Reply) async throws {
        let fixture = try WawpFixture(reply)
        _ = try await failure { () async throws(GatewayFailure) in try await fixture.pair() }
        #expect(fixture.server.requests.count == 1)
        #expect(fixture.server.requests.allSatisfy { !$0.target.contains("t0ken") })
    }

    @Test("Trouble on the second try proves nothing: the next call begins anew")
    func trouble() async throws {
        let fixture = try WawpFixture(
            Self.missing[0], .json("{}", 503), Self.missing[0], .json(#"{"status":"WORKING"}"#))
        let first = try await failure { () async throws(GatewayFailure) in try await fixture.status() }
        #expect(first.kind == .server)
        #expect(try await fixture.status().state == .working)
        #expect(fixture.server.requests.map { !$0.query.isEmpty } == [false, true, false, true])
    }

    @Test("A GET that wants the query says nothing about the rest")
    func getOnly() async throws {
        let fixture = try WawpFixture { request in
            guard request.path == "/v2/session/me" else { return .json(#"{"status":"WORKING"}"#) }
            guard request.method == "GET" else { return .text("", 405, type: "text/plain") }
            return request.query["access_token"] == nil ? Self.missing[0] : .json(#"{"id":"201145202826@c.us"}"#)
        }
        for _ in 0..<2 {
            _ = try await fixture.status()
            fixture.time.advance(by: .seconds(2))
            #expect(try await fixture.account() != nil)
            fixture.time.advance(by: .seconds(2))
        }
        #expect(
            fixture.server.requests.map { "\($0.method) \($0.query.isEmpty)" }
                == ["POST true", "POST true", "GET true", "GET false", "POST true", "GET false"])
        // Between three requests of one call.
        #expect(fixture.time.sleeps == [.seconds(2), .seconds(2)])
    }

    @Test("However many ask at once, one finds out, and all go by what it found")
    func together() async throws {
        let fixture = try WawpFixture(Self.queryOnly(Self.missing[0], .json(#"{"status":"WORKING"}"#)))
        try await withThrowingTaskGroup(of: LinkState.self) { group in
            for _ in 0..<20 { group.addTask { try await fixture.status().state } }
            for try await state in group { #expect(state == .working) }
        }
        #expect(fixture.server.requests.count { !$0.query.isEmpty } == 20)

        let wrong = try WawpFixture(Self.missing[1])
        await withTaskGroup(of: GatewayFailure.Kind?.self) { group in
            for _ in 0..<20 {
                group.addTask {
                    do throws(GatewayFailure) {
                        _ = try await wrong.status()
                        return nil
                    } catch {
                        return error.kind
                    }
                }
            }
            for await kind in group { #expect(kind == .credentials) }
        }
        #expect(wrong.server.requests.count { !$0.query.isEmpty } == 1)
    }

    @Test("An act that was refused for want of a secret is done once in the other dialect, without a pause")
    func act() async throws {
        let fixture = try WawpFixture(Self.queryOnly(Self.missing[0], .json(#"{"status":"STARTING"}"#)))
        try await fixture.perform(.start)
        try await fixture.perform(.stop)
        #expect(
            fixture.paths == ["POST /v2/session/start", "POST /v2/session/start", "POST /v2/session/stop"])
        #expect(fixture.time.sleeps.isEmpty)
    }

    @Test("Each instance is asked with its own secret, where it has one")
    func ownSecret() async throws {
        let server = try FixtureServer(replies: .json(#"{"status":"WORKING"}"#))
        let gateway = try WawpFixture.make(
            url: server.url,
            secrets: GatewaySecrets(gateway: Secret("shared"), instances: ["B": Secret("its own")]))
        _ = try await gateway.status(of: "A")
        _ = try await gateway.status(of: "B")
        #expect(server.requests.map { $0.members["access_token"] } == ["shared", "its own"])
    }

    @Test("Without a secret nothing is asked")
    func noSecret() async throws {
        let server = try FixtureServer(replies: .json("{}"))
        let gateway = try WawpFixture.make(url: server.url, secrets: GatewaySecrets())
        let failure = try await failure { () async throws(GatewayFailure) in try await gateway.status(of: "A") }
        #expect(failure.kind == .credentials)
        #expect(server.requests.isEmpty)
    }

    @Test("Plain http to another machine gets no secret, unless the configuration says so")
    func plainHTTP() async throws {
        let url = "http://\(Unreachable.name)"
        let safe = try WawpFixture.make(url: url)
        let refused = try await failure { () async throws(GatewayFailure) in try await safe.status(of: "A") }
        #expect(refused.kind == .refused)
        #expect(refused.message.text.contains("insecure: true"))
        let insecure = try WawpFixture.make(url: url, insecure: true)
        let tried = try await failure { () async throws(GatewayFailure) in try await insecure.status(of: "A") }
        #expect(tried.kind == .unreachable)
    }
}
