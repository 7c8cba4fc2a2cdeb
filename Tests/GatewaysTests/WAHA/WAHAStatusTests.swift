import Fleet
import Testing

@testable import Gateways

@Suite("WAHA: sessions and their states")
struct WAHAStatusTests {
    private static let me = #"{"id":"201145202826@c.us","pushName":"Clinic"}"#

    @Test(
        "Every word has its state, and stays beside it",
        arguments: [
            ("STOPPED", LinkState.stopped), ("STARTING", .starting), ("SCAN_QR_CODE", .awaitingLink),
            ("PASSKEY_REQUIRED", .awaitingPasskey), ("PASSKEY_CONFIRMATION_REQUIRED", .awaitingPasskey),
            ("WORKING", .working), ("FAILED", .failed), (" working ", .working), ("scan qr code", .awaitingLink),
            ("REMOVED", .unknown),
        ])
    func words(word: String, state: LinkState) async throws {
        let fixture = try KeyedFixture(.waha, .json(#"{"name":"s","status":"\#(word)","me":null,"config":{}}"#))
        let reading = try await fixture.status()
        #expect(reading.state == state)
        #expect(reading.raw.text == word.trimmed)
        #expect(reading.account == nil)
        #expect((reading.reason == nil) == ![.failed, .awaitingPasskey].contains(state))
        #expect(fixture.asked == ["GET /api/sessions/ID"])
        fixture.checkRequests()
    }

    @Test("The list asks for the stopped ones too, and keeps nothing of their configuration")
    func list() async throws {
        let fixture = try KeyedFixture(
            .waha,
            .json(
                """
                [{"name":"a","status":"WORKING","me":\(Self.me),"engine":{"engine":"NOWEB"},"timestamps":{"activity":null},
                  "config":{"webhooks":[{"url":"http://x","hmac":{"key":"token-of-hook"}}],"proxy":{"password":"token-of-proxy"}}},
                 {"name":"b","status":"STOPPED","me":null},
                 {"name":"c","status":"WARMING_UP","assignedWorker":"w"},
                 {"name":"d"}, {"status":"WORKING"}, 7]
                """))
        let listed = try await fixture.list()
        #expect(listed.map(\.id) == ["a", "b", "c", "d"])
        #expect(listed.map(\.status.state) == [.working, .stopped, .unknown, .unknown])
        #expect(listed.map(\.status.raw.text) == ["WORKING", "STOPPED", "WARMING_UP", ""])
        #expect(listed[0].status.account?.phone?.digits == KeyedFixture.phone)
        #expect(listed[0].status.account?.name == "Clinic")
        var dumped = ""
        dump(listed, to: &dumped)
        #expect(!dumped.contains("token-of-") && !"\(listed)".contains("token-of-"))
        #expect(fixture.asked == ["GET /api/sessions?all=true"])
        fixture.checkRequests()
    }

    @Test(
        "No sessions are no failure; anything else than a list of sessions is", arguments: ["{}", "null", "[{}]", "ok"])
    func emptyList(body: String) async throws {
        #expect(try await KeyedFixture(.waha, .json("[]")).list().isEmpty)
        let failure = try await KeyedFixture(.waha, .json(body)).failure { fixture throws(GatewayFailure) in
            try await fixture.list()
        }
        #expect(failure.kind == .unexpected)
    }

    @Test("An account beside SCAN_QR_CODE comes along: the state of some engines lies")
    func clash() async throws {
        let reading = try await KeyedFixture(
            .waha, .json(#"{"name":"s","status":"SCAN_QR_CODE","me":\#(Self.me)}"#)
        ).status()
        #expect(reading.state == .awaitingLink)
        #expect(reading.account?.phone?.digits == KeyedFixture.phone)
    }

    @Test("STARTING after WORKING, or with an account, is a lost connection that comes back")
    func reconnecting() async throws {
        func session(_ status: String, me: String = "null") -> Reply {
            .json(#"{"name":"s","status":"\#(status)","me":\#(me)}"#)
        }
        let fixture = try KeyedFixture(
            .waha, session("STARTING"), session("STARTING", me: Self.me), session("WORKING", me: Self.me),
            session("STARTING"), session("STARTING"), session("SCAN_QR_CODE"), session("STARTING"))
        var states: [LinkState] = []
        for _ in 0..<7 { states.append(try await fixture.status().state) }
        #expect(
            states == [.starting, .connecting, .working, .connecting, .connecting, .awaitingLink, .starting])
    }

    @Test(
        "Whose phone it is",
        arguments: [
            (#"{"id":"201145202826@c.us","pushName":"Clinic"}"#, "201145202826", "Clinic"),
            (#"{"id":"201145202826:4@s.whatsapp.net"}"#, "201145202826", nil),
            (#"{"id":{"_serialized":"201145202826@c.us"},"pushName":""}"#, "201145202826", nil),
            (#"{"id":"99887766554433@lid","jid":"201145202826:4@s.whatsapp.net"}"#, "201145202826", nil),
            (#"{"id":"99887766554433@lid","pushName":"Clinic"}"#, nil, "Clinic"),
        ] as [(String, String?, String?)])
    func account(body: String, phone: String?, name: String?) async throws {
        let fixture = try KeyedFixture(.waha, .json(body))
        let account = try await fixture.account()
        #expect(account?.phone?.digits == phone)
        #expect(account?.name?.text == name)
        #expect(fixture.asked == ["GET /api/sessions/ID/me"])
    }

    @Test("Nobody's", arguments: [Reply.json("null"), .text("", 200, type: "text/plain")])
    func nobody(reply: Reply) async throws {
        #expect(try await KeyedFixture(.waha, reply).account() == nil)
    }

    @Test("The uptime is asked for each time; a server that tells none, or nonsense, tells none")
    func uptime() async throws {
        let fixture = try KeyedFixture(
            .waha, .json(#"{"startTimestamp":1795230000000,"uptime":245000,"worker":{"id":null}}"#))
        for _ in 0..<2 { #expect(try await fixture.gateway.uptime() == .seconds(245)) }
        #expect(fixture.asked == ["GET /api/server/status", "GET /api/server/status"])
        let old = try KeyedFixture(.waha, .json(#"{"message":"Cannot GET /api/server/status"}"#, 404))
        #expect(try await old.gateway.uptime() == nil)
        for body in [#"{"uptime":-4}"#, #"{"uptime":1e300}"#, "{}"] {
            let odd = try KeyedFixture(.waha, .json(body))
            await #expect(throws: GatewayFailure.self) { try await odd.gateway.uptime() }
        }
        #expect(try await KeyedFixture(.evolution, .json("{}")).gateway.uptime() == nil)
    }

    @Test("The version, from the new route or the old one, is asked for once")
    func version() async throws {
        let new = try KeyedFixture(.waha, .json(#"{"version":"2026.7.1","engine":"GOWS","tier":"CORE"}"#))
        for _ in 0..<2 { #expect(try await new.gateway.version() == "2026.7.1 GOWS") }
        #expect(new.asked == ["GET /api/server/version"])
        let old = try KeyedFixture(
            .waha, .error(404, #"{"message":"Cannot GET /api/server/version","error":"Not Found","statusCode":404}"#),
            .json(#"{"version":"2024.2.1"}"#))
        for _ in 0..<2 { #expect(try await old.gateway.version() == "2024.2.1") }
        #expect(old.asked == ["GET /api/server/version", "GET /api/version"])
        old.checkRequests()
        let mute = try KeyedFixture(.waha, .error(404, "{}"))
        #expect(try await mute.gateway.version() == nil)
        mute.checkRequests()
    }

    @Test("A gateway without a key is asked without one, and that is told")
    func open() async throws {
        let server = try FixtureServer(replies: .json("[]"))
        let gateway = try KeyedFixture.make(.waha, url: server.url, secrets: GatewaySecrets())
        #expect(gateway.abilities.lists)
        _ = try await gateway.list()
        #expect(server.requests.first?.headers["x-api-key"] == nil)
        #expect(await gateway.notices().count == 1)
        #expect(try await KeyedFixture(.waha, .json("[]")).gateway.notices().isEmpty)
    }

    @Test("Keys of single sessions open those, and no list")
    func scoped() async throws {
        let server = try FixtureServer(replies: .json(#"{"name":"s","status":"WORKING"}"#))
        let gateway = try KeyedFixture.make(
            .waha, url: server.url, secrets: GatewaySecrets(instances: ["a": Secret("key-a"), "b": Secret("key-b")]))
        #expect(!gateway.abilities.lists)
        for id in ["a", "b"] { _ = try await gateway.status(of: id) }
        #expect(server.requests.map { $0.headers["x-api-key"] } == ["key-a", "key-b"])
    }
}
