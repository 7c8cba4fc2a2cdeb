import Dispatch
import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("GOWA: one login for every code that is shown")
struct GOWACodeTests {
    private func failure(_ fixture: GOWAFixture) async throws -> GatewayFailure {
        try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in try await fixture.code() }
    }

    @Test("Look, log in, fetch the picture at once; the code lives twice as long as its file")
    func code() async throws {
        let fixture = try GOWAFixture(GOWAFixture.linkable)
        let reading = try await fixture.code()
        #expect(reading.content == .picture(CodePicture(Picture.png)))
        #expect(reading.lifetime == .told(.seconds(60)))
        #expect(
            fixture.calls == [
                "GET /devices/store-7", "GET /app/passkey", "GET /devices/store-7/login",
                "GET \(GOWAFixture.picturePath)",
            ])
        #expect(fixture.time.sleeps.isEmpty)
        let headers = fixture.server.requests.map { $0.headers["authorization"] }
        #expect(headers == [String?](repeating: "Basic \(GOWAFixture.pair)", count: 3) + [nil])
    }

    @Test(
        "Lifetimes",
        arguments: [("30", 60), ("\"30\"", 60), ("20", 40), ("10", 20), ("60", 60), ("null", nil), ("0", nil)]
            as [(String, Int?)])
    func lifetimes(told: String, life: Int?) async throws {
        var routes = GOWAFixture.linkable
        routes["GET /devices/store-7/login"] = GOWAFixture.login(seconds: told)
        let lifetime = try await GOWAFixture(routes).code().lifetime
        #expect(lifetime == (life.map { .told(.seconds($0)) } ?? .untold))
    }

    @Test("As long as a code lives, it is that one again, though its file is gone; then there is a new login")
    func kept() async throws {
        let fixture = try GOWAFixture(GOWAFixture.linkable)
        _ = try await fixture.code()
        fixture.set("GET \(GOWAFixture.picturePath)", nil)
        fixture.set("GET /devices/store-7", GOWAFixture.success(GOWAFixture.row("connected")))
        fixture.time.advance(by: .seconds(45))
        let again = try await fixture.code()
        #expect(again.content == .picture(CodePicture(Picture.png)))
        #expect(again.lifetime == .told(.seconds(15)))
        #expect(fixture.count("GET /devices/store-7/login") == 1)

        fixture.time.advance(by: .seconds(15))
        fixture.set("GET \(GOWAFixture.picturePath)", GOWAFixture.picture)
        #expect(try await fixture.code().lifetime == .told(.seconds(60)))
        #expect(fixture.count("GET /devices/store-7/login") == 2)
    }

    @Test("A kept code is dropped when its device has moved on, or is acted upon")
    func dropped() async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging(["POST /devices/store-7/logout": GOWAFixture.success(nil)]) { $1 })
        _ = try await fixture.code()
        fixture.time.advance(by: .seconds(1))
        // No session and no socket: the link was given up.
        #expect(try await fixture.status().state == .loggedOut)
        _ = try await fixture.code()
        #expect(fixture.count("GET /devices/store-7/login") == 2)
        try await fixture.perform(.logout)
        _ = try await fixture.code()
        #expect(fixture.count("GET /devices/store-7/login") == 3)
    }

    @Test("A list that was asked for before the login says nothing about it")
    func late() async throws {
        let gate = DispatchSemaphore(value: 0)
        let server = try FixtureServer { request in
            switch request.path {
            case "/devices":
                gate.wait()
                return GOWAFixture.success("[\(GOWAFixture.row("disconnected"))]")
            case "/devices/store-7": return GOWAFixture.success(GOWAFixture.row("disconnected"))
            case "/devices/store-7/login": return GOWAFixture.login()
            default: return GOWAFixture.picture
            }
        }
        let gateway = try GOWAFixture.make(url: server.url)
        let list = Task { try await gateway.list() }
        #expect(await eventually { server.requests.count == 1 }, "the list was never asked for")
        _ = try await gateway.code(for: "store-7")
        gate.signal()
        #expect(try await list.value.map(\.status.state) == [.loggedOut])
        _ = try await gateway.code(for: "store-7")
        #expect(server.requests.filter { $0.path.hasSuffix("/login") }.count == 1)
    }

    @Test("Two who ask at once cause one login")
    func together() async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging(["GET /devices/store-7/login": .hang]) { $1 })
        let first = Task { try await fixture.code() }
        #expect(await eventually { fixture.count("GET /devices/store-7/login") == 1 }, "the login never arrived")
        #expect(try await failure(fixture).kind == .notReady(status: nil))
        first.cancel()
        #expect(await first.result.failureKind == .cancelled)
        fixture.set("GET /devices/store-7/login", GOWAFixture.login())
        _ = try await fixture.code()
        #expect(fixture.count("GET /devices/store-7/login") == 2)
    }

    @Test(
        "No slot is made for an id that the gateway does not know",
        arguments: [
            GOWAFixture.noDevice, GOWAFixture.error(404, "DEVICE_NOT_FOUND"), GOWAFixture.error(404, "NOT_FOUND"),
            GOWAFixture.error(500, "INTERNAL_SERVER_ERROR", "database is locked"), GOWAFixture.refused, .drop,
        ])
    func ghosts(look: Reply) async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging([
                "GET /devices/store-7": look, "POST /devices/store-7/login/code": GOWAFixture.success("{}"),
            ]) { $1 })
        _ = try await failure(fixture)
        _ = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in try await fixture.pair() }
        #expect(fixture.calls == ["GET /devices/store-7", "GET /devices/store-7"])
    }

    @Test("A device seen in the list a moment ago needs no look, one that has gone from it does")
    func seen() async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging([
                "GET /devices": GOWAFixture.success("[\(GOWAFixture.row("disconnected"))]")
            ]) { $1 })
        _ = try await fixture.gateway.list()
        _ = try await fixture.code()
        #expect(fixture.count("GET /devices/store-7") == 0)
        fixture.set("GET /devices", GOWAFixture.success(nil))
        fixture.set("GET /devices/store-7", GOWAFixture.noDevice)
        _ = try await fixture.gateway.list()
        fixture.time.advance(by: .seconds(60))
        #expect(try await failure(fixture).kind == .notFound)
        #expect(fixture.count("GET /devices/store-7/login") == 1)
    }

    @Test(
        "A device that is linked, or is just being linked, is not logged in again",
        arguments: [("logged_in", GatewayFailure.Kind.alreadyLinked), ("connecting", nil), ("connected", nil)]
            as [(String, GatewayFailure.Kind?)])
    func busy(word: String, kind: GatewayFailure.Kind?) async throws {
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging([
                "GET /devices/store-7": GOWAFixture.success(GOWAFixture.row(word, jid: GOWAFixture.jid))
            ]) { $1 })
        // What it says of the account is for the row, and masked where it is printed.
        let watch = SecretWatch(secrets: [GOWAFixture.password, GOWAFixture.pair])
        let failure = try await watch.failure { () async throws(GatewayFailure) in try await fixture.code() }
        #expect(!"\(failure) \(failure.kind)".contains(GOWAFixture.phone))
        if let kind { #expect(failure.kind == kind) }
        if kind == nil {
            guard case .notReady(let status?) = failure.kind else { return #expect(Bool(false), "\(failure.kind)") }
            #expect(status.state == .connecting)
        }
        #expect(fixture.calls == ["GET /devices/store-7"])
    }

    @Test("Versions that cannot log in by id are asked the older way, and know it from then on")
    func notMadeYet() async throws {
        let notYet = GOWAFixture.error(500, "INTERNAL_SERVER_ERROR", "device login per ID is not implemented yet")
        let fixture = try GOWAFixture(
            GOWAFixture.linkable.merging([
                "GET /devices/store-7/login": notYet, "GET /app/login": GOWAFixture.login(),
                "POST /devices/store-7/login/code": notYet,
                "GET /app/login-with-code": GOWAFixture.success(#"{"pair_code":"ABCD-1234"}"#),
            ]) { $1 })
        _ = try await fixture.code()
        let login = try #require(fixture.server.requests.first { $0.path == "/app/login" })
        #expect(login.headers["x-device-id"] == "store-7")
        fixture.time.advance(by: .seconds(61))
        _ = try await fixture.code()
        #expect(try await fixture.pair().code == PairingCode("ABCD1234"))
        #expect(fixture.count("GET /devices/store-7/login") == 1)
        #expect(fixture.count("GET /app/login") == 2)
        #expect(fixture.count("POST /devices/store-7/login/code?phone=201145202826") == 0)
    }

    @Test("Version 7 logs its one device in")
    func versionSeven() async throws {
        let fixture = try GOWAFixture([
            "GET /app/status": GOWAFixture.success(#"{"is_connected":false,"is_logged_in":false,"device_id":""}"#),
            "GET /app/login": GOWAFixture.login(), "GET \(GOWAFixture.picturePath)": GOWAFixture.picture,
        ])
        #expect(try await fixture.code().lifetime == .told(.seconds(60)))
        #expect(fixture.count("GET /app/login") == 1)
    }

    @Test("An id that fits into no path goes by header, encoded")
    func oddId() async throws {
        let fixture = try GOWAFixture([
            "GET /devices": GOWAFixture.success("[\(GOWAFixture.row("connected", id: "läden 1"))]"),
            "GET /app/login": GOWAFixture.login(), "GET \(GOWAFixture.picturePath)": GOWAFixture.picture,
        ])
        _ = try await fixture.gateway.code(for: "läden 1")
        #expect(
            fixture.calls == ["GET /devices", "GET /app/passkey", "GET /app/login", "GET \(GOWAFixture.picturePath)"])
        #expect(fixture.server.requests[1...2].allSatisfy { $0.headers["x-device-id"] == "l%C3%A4den%201" })
    }

    @Test(
        "Whatever happens to a login, it goes out once",
        arguments: [
            Reply.drop, .json("{}", 500), GOWAFixture.error(504, "GATEWAY_TIMEOUT"), .json("{}", 429), .json("{}"),
            .answer(302, [HTTPHeader("Location", "/app/login")], []), GOWAFixture.success("{}"),
            GOWAFixture.success(#"{"qr_link":""}"#), GOWAFixture.login("nonsense"), GOWAFixture.login("http://x"),
        ])
    func once(reply: Reply) async throws {
        let fixture = try GOWAFixture(GOWAFixture.linkable.merging(["GET /devices/store-7/login": reply]) { $1 })
        _ = try await failure(fixture)
        #expect(fixture.calls == ["GET /devices/store-7", "GET /app/passkey", "GET /devices/store-7/login"])
    }

    @Test(
        "A login may take longer than anything else, and never less long",
        arguments: [(5, 60, 60, 5), (15, 60, 60, 15), (15, 46, 46, 15), (90, 60, 90, 90)])
    func limits(configured: Int, configuredLogin: Int, login: Int, other: Int) throws {
        let door = GatewayDoor(
            name: "g", origin: try HTTPOrigin("http://127.0.0.1:1"), http: HTTPClient(), trust: nil, insecure: false,
            answerLimit: .seconds(configured), redactor: Redactor([]), time: HandTime(jumps: true))
        let conversation = GOWAConversation(
            door, username: nil, secret: nil, loginLimit: .seconds(configuredLogin))
        #expect(conversation.limit(for: GOWACall(.get, "/x", isLogin: true)) == .seconds(login))
        #expect(conversation.limit(for: GOWACall(.get, "/x")) == .seconds(other))
    }

    @Test("As it comes, a login may take 60 s, longer than the 45 s after which the gateway gives up; all else 15 s")
    func standardLimits() {
        let pacing = Pacing.standard(for: .gowa)
        #expect(pacing.loginLimit == .seconds(60) && pacing.longestAnswer == .seconds(60))
        #expect(pacing.answerLimit == .seconds(15))
    }
}

extension Result where Failure == any Error {
    var failureKind: GatewayFailure.Kind? {
        if case .failure(let error as GatewayFailure) = self { error.kind } else { nil }
    }
}
