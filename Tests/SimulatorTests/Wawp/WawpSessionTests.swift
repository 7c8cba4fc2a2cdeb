import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

@Suite("Wawp: sessions over HTTP")
struct WawpSessionTests {
    @Test("acts change the state as they say")
    func acts() async throws {
        let stage = try await Stage("calm")
        #expect(try await stage.post("/v2/session/restart", 0).member("status") == "STARTING")
        stage.time.advance(by: .seconds(4))
        #expect(try await stage.status(0) == "WORKING")
        #expect(try await stage.post("/v2/session/stop", 0).member("status") == "STOPPED")
        #expect(try await stage.post("/v2/session/start", 0).member("status") == "STARTING")
        stage.time.advance(by: .seconds(4))
        #expect(try await stage.post("/v2/session/logout", 0).member("status") == "SCAN_QR_CODE")
        #expect(try await stage.post("/v2/session/me", 0).text == "null")
        await stage.simulation.stop()
    }

    @Test("a deleted instance is unknown afterwards")
    func delete() async throws {
        let stage = try await Stage("calm")
        let headers = ["Authorization": "Bearer \(stage.token)", "X-Instance-ID": stage.key(0).id]
        #expect(try await stage.client.send("DELETE", "/v2/session/delete", headers: headers).status == 200)
        #expect(try await stage.client.send("DELETE", "/v2/session/delete", headers: headers).status == 404)
        #expect(try await stage.post("/v2/session/info", 0).status == 404)
        #expect(try await stage.post("/v2/session/info", 1).status == 200)
        await stage.simulation.stop()
    }

    @Test("a new instance can be made, started and linked, until the quota is reached")
    func create() async throws {
        var options = WawpOptions()
        options.quota = 5
        let stage = try await Stage("calm", instances: 4, options: options)
        let bearer = ["Authorization": "Bearer \(stage.token)"]
        let created = try await stage.client.send("POST", "/v2/session/create", headers: bearer)
        let id = try #require(created.member("instance_id"))
        #expect(id.count == 12)
        #expect(created.member("session_name") != id)
        let headers = bearer.merging(["X-Instance-ID": id]) { $1 }
        #expect(try await stage.client.send("GET", "/v2/session/info", headers: headers).member("status") == "STOPPED")
        #expect(try await stage.client.send("POST", "/v2/session/start", headers: headers).status == 200)
        stage.time.advance(by: .seconds(6))
        let code = try await stage.client.send("GET", "/v2/auth/qr", headers: headers)
        #expect(Stage.envelope(code).value != nil)
        #expect(try await stage.client.send("POST", "/v2/session/create", headers: bearer).status == 403)
        await stage.simulation.stop()
    }

    @Test("the Date header follows the gateway's own clock", arguments: [0, 3600, -90])
    func date(skew: Int) async throws {
        var options = WawpOptions()
        options.clockSkew = .seconds(skew)
        let stage = try await Stage("calm", options: options)
        let told = try #require(try await stage.post("/v2/session/info", 0).headers["date"])
        let format = DateFormatter()
        format.locale = Locale(identifier: "en_US_POSIX")
        format.dateFormat = "EEE, dd MMM yyyy HH:mm:ss zzz"
        let date = try #require(format.date(from: told))
        #expect(abs(date.timeIntervalSince(stage.time.date) - Double(skew)) < 1)
        await stage.simulation.stop()
    }

    @Test("a hostile name is told as it is")
    func hostile() async throws {
        let stage = try await Stage("demo", instances: 24)
        var names: [String] = []
        for place in stage.gateway.instances.indices {
            let me = try await stage.post("/v2/session/me", place)
            if let name = me.member("pushName") { names.append(name) }
            #expect(!me.text.unicodeScalars.contains("\u{1b}"), "escaped, as JSON wants it")
        }
        #expect(names.count { $0.contains("\u{1b}[31m") && $0.contains("\u{202e}") } == 1)
        await stage.simulation.stop()
    }

    @Test("information carries a picture of the code only where that is wanted", arguments: [true, false])
    func infoCarriesCode(wanted: Bool) async throws {
        var options = WawpOptions()
        options.infoCarriesCode = wanted
        let stage = try await Stage(options: options) { _, _ in [1, 2, 3] }
        #expect(try await stage.post("/v2/session/info", 0).member("qr") == (wanted ? "AQID" : nil))
        #expect(try await stage.post("/v2/session/info", 1).member("qr") == nil, "this one is linked")
        await stage.simulation.stop()
    }
}
