import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

extension Bench {
    fileprivate var credentials: [String: String] {
        let pair = (gateway.username ?? "") + ":" + gateway.secret.reveal()
        return ["Authorization": "Basic " + Data(pair.utf8).base64EncodedString()]
    }

    func gowa(
        _ verb: String, _ path: String, headers: [String: String] = [:], body: String = ""
    ) async throws -> PlainClient.Reply {
        try await client.send(verb, path, headers: credentials.merging(headers) { $1 }, body: body)
    }

    /// The list's row of one device.
    fileprivate func row(_ place: Int) async throws -> [String: Any] {
        let reply = try await gowa("GET", "/devices")
        let rows = reply["results"] as? [[String: Any]] ?? []
        return rows.first { $0["id"] as? String == id(place) } ?? [:]
    }

    fileprivate func word(_ place: Int) async throws -> String? { try await row(place)["state"] as? String }

    /// The path of the picture that a login made.
    func login(_ place: Int) async throws -> String {
        let reply = try await gowa("GET", "/devices/\(id(place))/login")
        let link = try #require(reply.text("results", "qr_link"))
        return try #require(link.range(of: "/statics").map { String(link[$0.lowerBound...]) })
    }
}

@Suite("GOWA: devices")
struct GowaDeviceTests {
    @Test("the list tells linked devices by their jid, others leave the member out")
    func list() async throws {
        let bench = try await Bench(.gowa)
        let linked = try await bench.row(1)
        #expect(linked["state"] as? String == "logged_in")
        #expect(linked["phone_number"] as? String == (try bench.digits(1)))
        #expect((linked["jid"] as? String)?.hasSuffix("@s.whatsapp.net") == true)
        let unlinked = try await bench.row(0)
        #expect(unlinked["state"] as? String == "disconnected")
        #expect(unlinked["jid"] == nil)
        let again = try await bench.row(0)
        #expect(again["created_at"] as? String == unlinked["created_at"] as? String)
        #expect(bench.gateway.configuration.username == "operator")
        #expect(bench.gateway.configuration.instances.count == 4, "labels and phones, though the server lists")
        await bench.simulation.stop()
    }

    @Test("without devices the results are null")
    func empty() async throws {
        let bench = try await Bench(.gowa, "calm", instances: 1)
        #expect(try await bench.gowa("DELETE", "/devices/\(bench.id(0))").status == 200)
        #expect(try await bench.gowa("GET", "/devices").text.hasSuffix(#""results":null}"#))
        await bench.simulation.stop()
    }

    @Test("a reconnect needs a session, a logout keeps the device")
    func acts() async throws {
        let bench = try await Bench(.gowa)
        await bench.befall(1, .crash)
        #expect(try await bench.word(1) == "disconnected")
        let reply = try await bench.gowa("POST", "/devices/\(bench.id(1))/reconnect")
        #expect(reply.status == 200)
        #expect(reply["results"] == nil && !reply.text.contains("results"))
        #expect(try await bench.word(1) == "connected")
        bench.time.advance(by: .seconds(4))
        #expect(try await bench.word(1) == "logged_in")
        #expect(try await bench.gowa("POST", "/devices/\(bench.id(1))/logout").status == 200)
        #expect(try await bench.word(1) == "disconnected")
        let refused = try await bench.gowa("POST", "/devices/\(bench.id(1))/reconnect")
        #expect(refused.status == 500)
        #expect(refused.member("message") == "device \(bench.id(1)) is not logged in (session deleted)")
        await bench.simulation.stop()
    }

    @Test("the status has booleans that do not see an open code")
    func status() async throws {
        let bench = try await Bench(.gowa)
        _ = try await bench.login(0)
        let reply = try await bench.gowa("GET", "/devices/\(bench.id(0))/status")
        #expect(reply["results", "is_connected"] as? Bool == false)
        #expect(reply["results", "is_logged_in"] as? Bool == false)
        #expect(try await bench.word(0) == "connected")
        await bench.simulation.stop()
    }

    @Test("an unknown device is an internal error by path, and not found by header")
    func unknown() async throws {
        let bench = try await Bench(.gowa)
        for path in ["/devices/nobody", "/devices/nobody/status"] {
            let reply = try await bench.gowa("GET", path)
            #expect(reply.status == 500)
            #expect(reply.member("message") == "device nobody not found")
        }
        let reply = try await bench.gowa("GET", "/app/status", headers: ["X-Device-Id": "nobody"])
        #expect(reply.status == 404)
        #expect(reply.member("code") == "DEVICE_NOT_FOUND")
        let created = try await bench.gowa("POST", "/devices", body: #"{"device_id":"nobody","webhook_secret":"hush"}"#)
        #expect(created.text("results", "webhook_secret") == "hush", "it comes back")
        let again = try await bench.gowa("POST", "/devices", body: #"{"device_id":"nobody"}"#)
        #expect(again.member("message") == "device nobody already exists")
        await bench.simulation.stop()
    }
}

@Suite("GOWA: linking")
struct GowaLinkTests {
    @Test("a login blocks until there is a code, and names a file that needs no credentials")
    func login() async throws {
        let bench = try await Bench(.gowa)
        let before = bench.time.now
        let reply = try await bench.gowa("GET", "/devices/\(bench.id(0))/login")
        #expect(before.duration(to: bench.time.now) > .milliseconds(700))
        #expect(reply["results", "qr_duration"] as? Int == 30)
        #expect(reply.text("results", "qr_link")?.hasPrefix("http://localhost/statics/qrcode/scan-qr-") == true)
        let path = try await bench.login(0)
        let picture = try await bench.client.send("GET", path)
        #expect(picture.headers["content-type"] == "image/png")
        #expect(await bench.scan(picture.text) == bench.key(0))
        #expect(try await bench.word(0) == "connected")
        #expect(try await bench.row(0)["jid"] != nil, "linked, and the socket comes up")
        bench.time.advance(by: .seconds(2))
        #expect(try await bench.word(0) == "logged_in")
        let refused = try await bench.gowa("GET", "/devices/\(bench.id(0))/login")
        #expect(refused.status == 400)
        #expect(refused.member("code") == "ALREADY_LOGGED_IN")
        await bench.simulation.stop()
    }

    @Test("every login voids the code before")
    func intrusive() async throws {
        let bench = try await Bench(.gowa)
        let first = try await bench.client.send("GET", try await bench.login(0)).text
        let second = try await bench.client.send("GET", try await bench.login(0)).text
        #expect(await bench.scan(first) == nil)
        #expect(await bench.scan(second) == bench.key(0))
        await bench.simulation.stop()
    }

    @Test("the file is gone after 30 s, though the code lives on; who asks for it meets the doors behind")
    func expiredFile() async throws {
        let bench = try await Bench(.gowa)
        let path = try await bench.login(0)
        let payload = try await bench.client.send("GET", path).text
        bench.time.advance(by: .seconds(30))
        let without = try await bench.client.send("GET", path)
        #expect(without.status == 401)
        #expect(without.text == "Unauthorized")
        #expect(try await bench.gowa("GET", path).member("code") == "DEVICE_ID_REQUIRED")
        #expect(await bench.scan(payload) == bench.key(0))
        await bench.simulation.stop()
        let alone = try await Bench(.gowa, instances: 1)
        let only = try await alone.login(0)
        alone.time.advance(by: .seconds(30))
        #expect(try await alone.gowa("GET", only).status == 404)
        await alone.simulation.stop()
    }

    @Test("after 160 s the window closes")
    func givesUp() async throws {
        let bench = try await Bench(.gowa)
        _ = try await bench.login(0)
        #expect(try await bench.word(0) == "connected")
        bench.time.advance(by: .seconds(160))
        #expect(try await bench.word(0) == "disconnected")
        await bench.simulation.stop()
    }

    @Test("a session that is offline is saved: the login reconnects it and says so as an error")
    func saved() async throws {
        let bench = try await Bench(.gowa)
        await bench.befall(1, .crash)
        let reply = try await bench.gowa("GET", "/devices/\(bench.id(1))/login")
        #expect(reply.status == 500)
        #expect(reply.member("code") == "SESSION_SAVED_ERROR")
        bench.time.advance(by: .seconds(4))
        #expect(try await bench.word(1) == "logged_in")
        await bench.simulation.stop()
    }

    @Test("without network the login gives up after 45 s, refused by WhatsApp at once")
    func silent() async throws {
        let bench = try await Bench(.gowa)
        await bench.befall(0, .sleep)
        let before = bench.time.now
        let reply = try await bench.gowa("GET", "/devices/\(bench.id(0))/login")
        #expect(reply.status == 504)
        #expect(reply.member("code") == "GATEWAY_TIMEOUT")
        #expect(before.duration(to: bench.time.now) == .seconds(45))
        await bench.befall(0, .wake)
        await bench.befall(0, .outdate)
        #expect(try await bench.gowa("GET", "/devices/\(bench.id(0))/login").member("code") == "QR_CHANNEL_ERROR")
        await bench.simulation.stop()
    }

    @Test("a login by a name that nobody has makes a device of it")
    func ghost() async throws {
        let bench = try await Bench(.gowa)
        #expect(try await bench.gowa("GET", "/devices/ghost/login").status == 200)
        let list = try await bench.gowa("GET", "/devices")
        #expect((list["results"] as? [[String: Any]])?.count == 5)
        await bench.simulation.stop()
    }

    @Test("a pairing code has a dash, goes with an open window, and wants a number that can be one")
    func pairing() async throws {
        let bench = try await Bench(.gowa)
        let digits = try bench.digits(0)
        let path = "/devices/\(bench.id(0))/login/code?phone="
        #expect(try await bench.gowa("POST", path + "12x").member("code") == "VALIDATION_ERROR")
        #expect(try await bench.gowa("POST", path + "123456").status == 500)
        #expect(try await bench.gowa("POST", path + "0123456789").status == 500)
        let picture = try await bench.client.send("GET", try await bench.login(0)).text
        let reply = try await bench.gowa("POST", path + "%2B" + digits)
        let code = try #require(reply.text("results", "pair_code"))
        #expect(code.wholeMatch(of: /[1-9A-HJ-NP-TV-Z]{4}-[1-9A-HJ-NP-TV-Z]{4}/) != nil)
        let phone = try PhoneNumber(typed: digits)
        #expect(await bench.simulation.type(PairingCode(code), on: phone) == bench.key(0))
        #expect(await bench.scan(picture) == nil)
        let alone = try await bench.gowa("POST", "/devices/\(bench.id(2))/login/code?phone=\(try bench.digits(2))")
        #expect(alone.status == 200, "it opens a window of its own")
        await bench.simulation.stop()
    }

    @Test("a passkey shows at its own route, and a new login forgets it")
    func passkey() async throws {
        let bench = try await Bench(.gowa, "passkey")
        let device = ["X-Device-Id": bench.id(0)]
        #expect(try await bench.gowa("GET", "/app/passkey", headers: device).text("results", "status") == "none")
        let payload = try await bench.client.send("GET", try await bench.login(0)).text
        #expect(await bench.scan(payload) != nil)
        let wanted = try await bench.gowa("GET", "/app/passkey", headers: device)
        #expect(wanted.text("results", "status") == "awaiting_response")
        #expect(wanted.text("results", "device_id") == bench.id(0))
        #expect(try await bench.word(0) == "connected")
        _ = try await bench.login(0)
        #expect(try await bench.gowa("GET", "/app/passkey", headers: device).text("results", "status") == "none")
        await bench.simulation.stop()
    }
}

@Suite("GOWA: doors and versions")
struct GowaDoorTests {
    @Test("two kinds of 401: a text with a challenge for credentials, JSON without one for a device")
    func unauthorized() async throws {
        let bench = try await Bench(.gowa)
        let wrong = Data("operator:wrong".utf8).base64EncodedString()
        for headers in [[:], ["Authorization": "Basic \(wrong)"]] {
            let reply = try await bench.client.send("GET", "/devices", headers: headers)
            #expect(reply.status == 401)
            #expect(reply.text == "Unauthorized")
            #expect(reply.headers["www-authenticate"] != nil)
        }
        let device = try await bench.gowa("POST", "/devices/\(bench.id(0))/logout")
        #expect(device.status == 401)
        #expect(device.member("code") == "AUTHENTICATION_ERROR")
        #expect(device.headers["www-authenticate"] == nil)
        #expect(
            try await bench.client.send("GET", "/devices", headers: ["Authorization": "nonsense"]).text == "Bad Request"
        )
        await bench.simulation.stop()
    }

    @Test("a server without credentials takes everybody, and the configuration has none")
    func open() async throws {
        let bench = try await Bench(.gowa) { $0.gowa.asksForCredentials = false }
        #expect(try await bench.client.send("GET", "/devices").status == 200)
        #expect(bench.gateway.configuration.secret == nil)
        #expect(bench.gateway.configuration.username == nil)
        #expect(!SimulatedGateway.configurationYAML(for: [bench.gateway]).contains("secret"))
        await bench.simulation.stop()
    }

    @Test("a base path stands before everything but the health, and in the link")
    func basePath() async throws {
        let bench = try await Bench(.gowa) {
            $0.gowa.basePath = "/wa"
            $0.gowa.linkHost = "gowa.internal:3000"
        }
        #expect(bench.gateway.url.hasSuffix("/wa"))
        #expect(try await bench.client.send("GET", "/health").text == "OK")
        #expect(try await bench.gowa("GET", "/devices").status == 404)
        let reply = try await bench.gowa("GET", "/wa/devices/\(bench.id(0))/login")
        let link = try #require(reply.text("results", "qr_link"))
        #expect(link.hasPrefix("http://gowa.internal:3000/wa/statics/qrcode/"))
        let path = String(link.dropFirst("http://gowa.internal:3000".count))
        #expect(try await bench.client.send("GET", path).status == 200)
        await bench.simulation.stop()
    }

    @Test("unknown routes are answered with a wish for a device", arguments: GowaOptions.Version.allCases)
    func versions(version: GowaOptions.Version) async throws {
        let bench = try await Bench(.gowa) { $0.gowa.version = version }
        let info = try await bench.gowa("GET", "/app/info")
        let devices = try await bench.gowa("GET", "/devices")
        let login = try await bench.gowa("GET", "/devices/\(bench.id(0))/login")
        switch version {
        case .v7:
            #expect(devices.text == "Cannot GET /devices")
            let first = try await bench.gowa("GET", "/app/login")
            #expect(first.text("results", "qr_link") != nil)
            #expect(first["results", "device_id"] == nil)
            let status = try await bench.gowa("GET", "/app/status")
            #expect(status["results", "is_logged_in"] as? Bool == false)
        case .v8First:
            #expect(info.member("code") == "DEVICE_ID_REQUIRED")
            #expect(login.member("message") == "device login per ID is not implemented yet")
            let byHeader = try await bench.gowa("GET", "/app/login", headers: ["X-Device-Id": bench.id(0)])
            #expect(byHeader.text("results", "device_id") == bench.id(0))
            #expect(try await bench.gowa("POST", "/devices/\(bench.id(1))/logout").status == 200)
            #expect(try await bench.row(1).isEmpty, "logged out and gone")
        case .v8:
            #expect(info.status == 400)
            #expect(devices.headers["content-type"] == "application/json")
            #expect(login.status == 200)
        case .v9:
            #expect(info.text("results", "version") == "v9.2.0")
            #expect(devices.headers["content-type"] == "application/json; charset=utf-8")
        }
        await bench.simulation.stop()
    }

    @Test("a name with a blank is reached by header, not by path")
    func blanks() async throws {
        let bench = try await Bench(.gowa)
        #expect(try await bench.gowa("POST", "/devices", body: #"{"device_id":"north desk"}"#).status == 200)
        #expect(try await bench.gowa("GET", "/devices/north%20desk").status == 500)
        let reply = try await bench.gowa("GET", "/app/status", headers: ["X-Device-Id": "north%20desk"])
        #expect(reply.text("results", "device_id") == "north desk")
        await bench.simulation.stop()
    }

    @Test("the log shows where the credentials stood and no file's name")
    func log() async throws {
        let bench = try await Bench(.gowa)
        let path = try await bench.login(0)
        _ = try await bench.client.send("GET", path)
        _ = try await bench.client.send("GET", "/devices?authorization=abc")
        let log = try await bench.log()
        #expect(log.contains(#""secretPlace":"header""#))
        #expect(log.contains(#""route":"/statics/qrcode/{file}""#))
        #expect(log.contains(#""secretPlace":"query","secretInURL":true"#))
        #expect(!log.contains("scan-qr"))
        #expect(!log.contains(bench.gateway.secret.reveal()))
        await bench.simulation.stop()
    }
}
