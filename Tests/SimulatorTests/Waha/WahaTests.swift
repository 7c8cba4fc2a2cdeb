import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

extension Bench {
    func waha(
        _ verb: String, _ path: String, headers: [String: String] = [:], body: String = ""
    ) async throws -> PlainClient.Reply {
        let key = ["X-Api-Key": gateway.secret.reveal()]
        return try await client.send(verb, path, headers: key.merging(headers) { $1 }, body: body)
    }

    fileprivate func word(_ place: Int) async throws -> String? {
        try await waha("GET", "/api/sessions/\(id(place))").member("status")
    }

    func raw(_ place: Int) async throws -> PlainClient.Reply {
        try await waha("GET", "/api/\(id(place))/auth/qr?format=raw")
    }
}

@Suite("WAHA: sessions")
struct WahaSessionTests {
    @Test("stopped sessions are left out unless all are asked for")
    func list() async throws {
        let bench = try await Bench(.waha, "calm")
        let stopped = try await bench.waha("POST", "/api/sessions/\(bench.id(0))/stop")
        #expect(stopped.status == 201)
        #expect(stopped.member("status") == "STOPPED")
        #expect(try await bench.waha("GET", "/api/sessions").rows.count == 3)
        let all = try await bench.waha("GET", "/api/sessions?all=true").rows
        #expect(all.map { $0["name"] as? String } == (0..<4).map(bench.id))
        #expect(all.map { $0["status"] as? String } == ["STOPPED", "WORKING", "WORKING", "WORKING"])
        #expect(bench.gateway.configuration.instances.count == 4)
        await bench.simulation.stop()
    }

    @Test("some sessions carry secrets in their settings")
    func secrets() async throws {
        let bench = try await Bench(.waha, "calm", instances: 20)
        let list = try await bench.waha("GET", "/api/sessions?all=true")
        #expect(list.text.contains(#""password":"#))
        #expect(list.text.contains(#""hmac":{"key":"#))
        await bench.simulation.stop()
    }

    @Test("the account is told beside the session and alone; without one it is null")
    func me() async throws {
        let bench = try await Bench(.waha)
        let digits = try bench.digits(1)
        #expect(try await bench.waha("GET", "/api/sessions/\(bench.id(1))").text("me", "id") == digits + "@c.us")
        #expect(try await bench.waha("GET", "/api/sessions/\(bench.id(1))/me").member("id") == digits + "@c.us")
        #expect(try await bench.waha("GET", "/api/sessions/\(bench.id(0))/me").text == "null")
        #expect(try await bench.waha("GET", "/api/\(bench.id(1))/profile").member("id") == digits + "@c.us")
        await bench.simulation.stop()
    }

    @Test(
        "what befalls a session shows in its word, not always truly",
        arguments: [
            (InstanceEvent.drop, "FAILED"), (.crash, "FAILED"), (.ban, "FAILED"), (.outdate, "FAILED"),
            (.sleep, "STARTING"), (.restart, "STARTING"), (.unload, "STOPPED"), (.restrict, "WORKING"),
        ])
    func words(event: InstanceEvent, word: String) async throws {
        let bench = try await Bench(.waha, "calm")
        await bench.befall(0, event)
        #expect(try await bench.word(0) == word)
        await bench.simulation.stop()
    }

    @Test("a logout starts over, a restart of a dropped session leads to codes")
    func acts() async throws {
        let bench = try await Bench(.waha, "calm")
        let logout = try await bench.waha("POST", "/api/sessions/\(bench.id(0))/logout")
        #expect(logout.status == 201)
        #expect(logout.member("status") == "STARTING")
        bench.time.advance(by: .seconds(4))
        #expect(try await bench.word(0) == "SCAN_QR_CODE")
        await bench.befall(1, .drop)
        #expect(try await bench.waha("POST", "/api/sessions/\(bench.id(1))/restart").status == 201)
        bench.time.advance(by: .seconds(4))
        #expect(try await bench.word(1) == "SCAN_QR_CODE")
        bench.time.advance(by: .seconds(160))
        #expect(try await bench.word(1) == "FAILED")
        await bench.simulation.stop()
    }

    @Test("creating is 201 once and 422 twice, deleting does no harm twice")
    func create() async throws {
        let bench = try await Bench(.waha, "calm")
        let created = try await bench.waha("POST", "/api/sessions", body: #"{"name":"desk","start":false}"#)
        #expect(created.status == 201)
        #expect(created.member("status") == "STOPPED")
        let started = try await bench.waha("POST", "/api/sessions", body: "{}")
        #expect(started.member("status") == "STARTING")
        #expect(try await bench.waha("POST", "/api/sessions", body: #"{"name":"desk"}"#).status == 422)
        for _ in 0..<2 { #expect(try await bench.waha("DELETE", "/api/sessions/desk").status == 200) }
        #expect(try await bench.waha("GET", "/api/sessions/desk").member("message") == "Session not found")
        await bench.simulation.stop()
    }
}

@Suite("WAHA: linking")
struct WahaLinkTests {
    @Test("the code as text, as JSON for who accepts exactly that, and as a file for all others")
    func formats() async throws {
        let bench = try await Bench(.waha)
        let value = try #require(try await bench.raw(0).member("value"))
        let path = "/api/\(bench.id(0))/auth/qr"
        let json = try await bench.waha("GET", path, headers: ["Accept": "application/json"])
        #expect(json.member("mimetype") == "image/png")
        #expect(json.member("data") == Data(value.utf8).base64EncodedString())
        for accept in ["application/json, */*", "*/*", "image/png"] {
            let file = try await bench.waha("GET", path + "?format=image", headers: ["Accept": accept])
            #expect(file.headers["content-type"] == "image/png")
            #expect(file.text == value)
        }
        let wrong = try await bench.waha("GET", path + "?format=svg")
        #expect(wrong.status == 400)
        #expect(wrong["message"] is [String])
        #expect(await bench.scan(value) == bench.key(0))
        #expect(try await bench.word(0) == "WORKING")
        await bench.simulation.stop()
    }

    @Test("in the wrong moment the server waits five seconds and answers with the state")
    func wrongMoment() async throws {
        let bench = try await Bench(.waha)
        let before = bench.time.now
        let reply = try await bench.raw(1)
        #expect(before.duration(to: bench.time.now) == .seconds(5))
        #expect(reply.status == 422)
        #expect(reply.member("status") == "WORKING")
        #expect(reply["expected"] as? [String] == ["SCAN_QR_CODE"])
        #expect(reply["message"] == nil && reply["statusCode"] == nil)
        await bench.simulation.stop()
    }

    @Test("a start that ends meanwhile is waited for")
    func waitsForStart() async throws {
        let bench = try await Bench(.waha)
        await bench.befall(0, .crash)
        await bench.befall(0, .recover)
        #expect(try await bench.word(0) == "STARTING")
        let reply = try await bench.raw(0)
        #expect(reply.status == 200)
        #expect(try await bench.word(0) == "SCAN_QR_CODE")
        await bench.simulation.stop()
    }

    @Test("between two codes the text is left out and the picture crashes, with all that was asked")
    func race() async throws {
        let bench = try await Bench(.waha)
        await bench.befall(0, .crash)
        await bench.befall(0, .recover)
        while try await bench.word(0) == "STARTING" { bench.time.advance(by: .seconds(0.1)) }
        #expect(try await bench.raw(0).text == "{}")
        let crash = try await bench.client.send(
            "GET", "/api/\(bench.id(0))/auth/qr?x-api-key=\(bench.gateway.secret.reveal())")
        #expect(crash.status == 500)
        #expect(crash.text("exception", "stack") != nil)
        #expect(crash.text("request", "query", "x-api-key") == bench.gateway.secret.reveal(), "the trap")
        await bench.simulation.stop()
    }

    @Test("a pairing code comes with 201, with a dash or without, and 422 elsewhere names the state")
    func pairing() async throws {
        let bench = try await Bench(.waha, instances: 16)
        var forms: Set<Int> = []
        for place in stride(from: 0, to: 16, by: 2) {
            let digits = try bench.digits(place)
            let path = "/api/\(bench.id(place))/auth/request-code"
            let reply = try await bench.waha("POST", path, body: #"{"phoneNumber":"\#(digits)"}"#)
            #expect(reply.status == 201)
            let code = try #require(reply.member("code"))
            forms.insert(code.count)
            let phone = try PhoneNumber(typed: digits)
            #expect(await bench.simulation.type(PairingCode(code), on: phone) == bench.key(place))
        }
        #expect(forms == [8, 9])
        let linked = try await bench.waha(
            "POST", "/api/\(bench.id(1))/auth/request-code", body: #"{"phoneNumber":"447700900001"}"#)
        #expect(linked.status == 422)
        #expect(linked.member("message")?.contains("'WORKING'") == true)
        let missing = try await bench.waha("POST", "/api/\(bench.id(1))/auth/request-code", body: "{}")
        #expect(missing.status == 400)
        #expect(missing["message"] is [String])
        await bench.simulation.stop()
    }

    @Test("one engine goes on offering codes after the scan, while the account is there")
    func staysAtScan() async throws {
        let bench = try await Bench(.waha, "calm") { $0.waha.staysAtScan = true }
        let reply = try await bench.waha("GET", "/api/sessions/\(bench.id(0))")
        #expect(reply.member("status") == "SCAN_QR_CODE")
        #expect(reply.text("me", "id") != nil)
        await bench.simulation.stop()
    }
}

@Suite("WAHA: refusals and versions")
struct WahaRefusalTests {
    @Test("without the key everything is 401; it may stand in the query, and the log says so")
    func key() async throws {
        let bench = try await Bench(.waha, "calm")
        for path in ["/ping", "/api/sessions", "/api/nobody/auth/qr"] {
            let reply = try await bench.client.send("GET", path, headers: ["X-Api-Key": "wrong"])
            #expect(reply.status == 401)
            #expect(reply.text == #"{"message":"Unauthorized","statusCode":401}"#)
        }
        #expect(try await bench.waha("GET", "/ping").member("message") == "pong")
        #expect(try await bench.client.send("GET", "/ping?x-api-key=\(bench.gateway.secret.reveal())").status == 200)
        let log = try await bench.log()
        #expect(log.contains(#""secretPlace":"query","secretInURL":true"#))
        #expect(log.contains(#""route":"/ping""#))
        #expect(!log.contains(bench.gateway.secret.reveal()))
        await bench.simulation.stop()
    }

    @Test("the session's own routes do not tell a stopped session from an unknown one, in two lines")
    func notRunning() async throws {
        let bench = try await Bench(.waha, "calm")
        await bench.befall(0, .unload)
        for name in [bench.id(0), "nobody"] {
            let reply = try await bench.waha("GET", "/api/\(name)/auth/qr?format=raw")
            #expect(reply.status == 404)
            #expect(reply.member("message")?.contains("\n") == true)
        }
        #expect(try await bench.waha("GET", "/api/sessions/\(bench.id(0))").status == 200)
        #expect(try await bench.waha("GET", "/api/screenshot?session=\(bench.id(1))").status == 422)
        #expect(try await bench.waha("GET", "/api/nothing").member("message") == "Cannot GET /api/nothing")
        await bench.simulation.stop()
    }

    @Test("versions tell themselves in different places", arguments: WahaOptions.Version.allCases)
    func versions(version: WahaOptions.Version) async throws {
        let bench = try await Bench(.waha, "calm") { $0.waha.version = version }
        let old = try await bench.waha("GET", "/api/version")
        let new = try await bench.waha("GET", "/api/server/version")
        let status = try await bench.waha("GET", "/api/server/status")
        #expect((status["uptime"] as? Int).map { $0 >= 9 * 86_400_000 } == true)
        #expect(old.member("version") == (version == .v2024 ? "2024.10.8" : nil))
        #expect(new.member("version") == (version == .v2026 ? "2026.7.1" : nil))
        let legacy = try await bench.waha("POST", "/api/sessions/logout", body: #"{"name":"\#(bench.id(0))"}"#)
        #expect(legacy.status == (version == .v2024 ? 201 : 404))
        #expect(try await bench.waha("GET", "/api/sessions?all=true").rows.count == (version == .v2024 ? 3 : 4))
        await bench.simulation.stop()
    }
}
