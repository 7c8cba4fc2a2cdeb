import Fleet
import Testing

@testable import Gateways

@Suite("GOWA: errors, in every form they come in")
struct GOWAFailureTests {
    private static let booting = GatewayFailure.Kind.notReady(
        status: StatusReading(state: .starting, raw: "DEVICE_MANAGER_UNAVAILABLE"))
    private static let reconnecting = GatewayFailure.Kind.notReady(
        status: StatusReading(state: .connecting, raw: "SESSION_SAVED_ERROR"))
    private static let panic = "INTERNAL_SERVER_ERROR"

    @Test(
        "Every row of the table, as the answer to a login",
        arguments: [
            (
                GOWAFixture.error(400, "ALREADY_LOGGED_IN", "you are already logged in."),
                GatewayFailure.Kind.alreadyLinked
            ),
            (GOWAFixture.error(400, "VALIDATION_ERROR"), .refused), (GOWAFixture.error(400, "BAD_REQUEST"), .refused),
            (GOWAFixture.error(400, "DEVICE_ID_REQUIRED"), .unsupported), (GOWAFixture.refused, .credentials),
            (GOWAFixture.error(401, "AUTHENTICATION_ERROR", "reconnect error"), .refused),
            (.text("Bad Request", 400, type: "text/plain"), .credentials),
            (.text("something else", 400, type: "text/plain"), .refused),
            (GOWAFixture.error(404, "DEVICE_NOT_FOUND"), .notFound), (GOWAFixture.error(404, "NOT_FOUND"), .notFound),
            (.text("Cannot GET /x", 404, type: "text/plain"), .unsupported),
            (.text("Not Found", 404, type: "text/plain"), .unsupported),
            (.text("Method Not Allowed", 405, type: "text/plain"), .unsupported), (.text("", 426, type: ""), .refused),
            (GOWAFixture.error(429, "WA_REACHOUT_TIMELOCK"), .refused),
            (.text("slow down", 429, type: "text/plain"), .throttled(retryAfter: nil)),
            (GOWAFixture.noDevice, .notFound), (GOWAFixture.error(500, panic, "device x already exists"), .refused),
            (GOWAFixture.error(500, panic, "device x is not logged in (session deleted)"), .refused),
            (GOWAFixture.error(500, panic, "device manager not initialized"), booting),
            (GOWAFixture.error(500, panic, "context deadline exceeded"), .refused),
            (GOWAFixture.error(500, panic, "QR channel closed without receiving image"), .refused),
            (GOWAFixture.error(500, panic, "device login per ID is not implemented yet"), .unsupported),
            (GOWAFixture.error(500, "SESSION_SAVED_ERROR", "your session have been saved"), reconnecting),
            (GOWAFixture.error(500, "QR_CHANNEL_ERROR"), .refused),
            (GOWAFixture.error(500, "INVALID_WA_CLI"), .refused),
            (GOWAFixture.error(503, "DEVICE_MANAGER_UNAVAILABLE"), booting),
            (.text("Service Unavailable", 503, type: "text/plain"), .server),
            (GOWAFixture.error(504, "GATEWAY_TIMEOUT", "Request timed out"), .refused),
            (.text("<html><title>504</title></html>", 504, type: "text/html"), .server),
        ] as [(Reply, GatewayFailure.Kind)])
    func login(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try GOWAFixture(GOWAFixture.linkable.merging(["GET /devices/store-7/login": reply]) { $1 })
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.code()
        }
        #expect(failure.kind == kind)
        #expect(fixture.count("GET /devices/store-7/login") == 1)
        guard case .answer(let status, _, _) = reply else { return }
        #expect(failure.httpStatus == status)
        #expect(failure.message.text.contains("HTTP \(status)"))
    }

    @Test(
        "A 500 about a look is the gateway's trouble, unless it tells that the device is gone",
        arguments: [
            (GOWAFixture.noDevice, GatewayFailure.Kind.notFound),
            (GOWAFixture.error(404, "DEVICE_NOT_FOUND"), .notFound),
            (GOWAFixture.error(500, panic, "database is locked"), .server), (.json("{}", 500), .server),
            (GOWAFixture.error(503, "DEVICE_MANAGER_UNAVAILABLE"), booting), (GOWAFixture.refused, .credentials),
            (GOWAFixture.success(nil), .unexpected), (GOWAFixture.success("[]"), .unexpected),
            (.json("null"), .unexpected),
        ])
    func look(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try GOWAFixture(["GET /devices/store-7": reply])
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.status()
        }
        #expect(failure.kind == kind)
        #expect(fixture.server.requests.count == 1)
    }

    @Test(
        "What the list fails with",
        arguments: [
            (GOWAFixture.error(500, panic, "database is locked"), GatewayFailure.Kind.server),
            (GOWAFixture.error(503, "DEVICE_MANAGER_UNAVAILABLE"), booting), (GOWAFixture.refused, .credentials),
            (GOWAFixture.noRoute, .unsupported), (GOWAFixture.error(400, "DEVICE_ID_REQUIRED"), .unsupported),
            (.text("<html><h1>Bad Gateway</h1></html>", 502, type: "text/html"), .server), (.drop, .unreachable),
            (.answer(302, [HTTPHeader("Location", "https://login.example.org/?next=x")], []), .unexpected),
        ])
    func list(reply: Reply, kind: GatewayFailure.Kind) async throws {
        let fixture = try GOWAFixture(["GET /devices": reply])
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.gateway.list()
        }
        #expect(failure.kind == kind)
        #expect(failure.message.text.contains("gowa-1"))
        #expect(fixture.server.requests.count == 1)
    }

    @Test("Whoever echoes the credentials does not get them repeated", arguments: [200, 400, 401, 404, 500, 503])
    func echo(status: Int) async throws {
        for spelling in [GOWAFixture.password, GOWAFixture.pair, "pa55%2Fwo%2Brd"] {
            let fixture = try GOWAFixture([
                "GET /devices": .json(#"{"code":"X","message":"bad '\#(spelling)' given"}"#, status)
            ])
            _ = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
                try await fixture.gateway.list()
            }
        }
    }

    @Test("No secret is in any URL, and neither gateway nor calls say theirs")
    func secrets() async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging([
                "GET /devices": GOWAFixture.success("[]"), "POST /devices/store-7/reconnect": GOWAFixture.success(nil),
                "GET /app/info": GOWAFixture.success(#"{"version":"9.2.0"}"#),
            ]) { $1 })
        _ = try await fixture.gateway.list()
        _ = try await fixture.status()
        _ = try await fixture.code()
        _ = try await fixture.gateway.version()
        try await fixture.perform(.restart)
        let watch = SecretWatch(secrets: [GOWAFixture.password, GOWAFixture.pair, "pa55%2Fwo%2Brd"])
        for request in fixture.server.requests { watch.check(request.target) }
        var text = "\(fixture.gateway) "
        dump(fixture.gateway, to: &text)
        watch.check(text)
    }

    @Test("Without credentials none are sent, and none are asked to be checked")
    func open() async throws {
        let fixture = try GOWAFixture(["GET /devices": GOWAFixture.success("[]")], isOpen: true)
        _ = try await fixture.gateway.list()
        #expect(fixture.server.requests.first?.headers["authorization"] == nil)
        fixture.set("GET /devices", GOWAFixture.refused)
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.gateway.list()
        }
        #expect(failure.kind == .credentials)
        #expect(failure.message.text.contains("asks for a user name"))
    }

    @Test("Plain http to another machine carries no secret")
    func plain() async throws {
        let gateway = try GOWAFixture.make(url: "http://203.0.113.7:1")
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await gateway.list()
        }
        #expect(failure.kind == .refused)
        #expect(failure.message.text.contains("nothing was sent"))
    }
}
