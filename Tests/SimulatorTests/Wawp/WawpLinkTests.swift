import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

@Suite("Wawp: linking over HTTP")
struct WawpLinkTests {
    @Test("the raw code comes in its envelope, on POST and on GET")
    func rawCode() async throws {
        let stage = try await Stage()
        let posted = try await stage.post("/v2/auth/qr", 0)
        #expect(posted.status == 200)
        #expect(posted.member("mimetype") == "application/json; charset=utf-8")
        let value = try #require(Stage.envelope(posted).value)
        #expect(value.hasPrefix("2@") || value.hasPrefix("https://wa.me/settings/linked_devices#"))
        let got = try await stage.client.send(
            "GET", "/v2/auth/qr?format=raw&access_token=\(stage.token)&instance_id=\(stage.key(0).id)")
        #expect(Stage.envelope(got).value == value)
        await stage.simulation.stop()
    }

    @Test("the expiry is told in the gateway's scale", arguments: WawpOptions.Expiry.allCases)
    func expiry(scale: WawpOptions.Expiry) async throws {
        var options = WawpOptions()
        options.expiry = scale
        options.clockSkew = .seconds(90)
        let stage = try await Stage(options: options)
        let reply = try await stage.post("/v2/auth/qr", 0)
        let expiry = Stage.envelope(reply).expiry
        let now = stage.time.date.timeIntervalSince1970 + 90
        switch scale {
        case .seconds: #expect((now...now + 60).contains(try #require(expiry)))
        case .milliseconds: #expect((now * 1000...now * 1000 + 60_000).contains(try #require(expiry)))
        case .absent: #expect(expiry == nil)
        case .absurd: #expect(expiry == 1_234_567_890)
        }
        await stage.simulation.stop()
    }

    @Test("a scan of the code on the screen links, and the account is told")
    func scan() async throws {
        let stage = try await Stage()
        #expect(try await stage.status(0) == "SCAN_QR_CODE")
        let value = try #require(Stage.envelope(try await stage.post("/v2/auth/qr", 0)).value)
        #expect(await stage.simulation.scan(CodePayload(value)) == stage.key(0))
        let info = try await stage.post("/v2/session/info", 0)
        #expect(info.member("status") == "WORKING")
        let me = try await stage.post("/v2/session/me", 0)
        let digits = try #require(stage.gateway.instances[0].phone).digits
        #expect(me.member("id") == digits + "@c.us")
        #expect((info.members["me"] as? [String: String])?["id"] == digits + "@c.us")
        #expect(try await stage.post("/v2/auth/qr", 0).status == 422, "linked: nothing to scan")
        await stage.simulation.stop()
    }

    @Test("a stale code links nothing")
    func stale() async throws {
        let stage = try await Stage()
        let value = try #require(Stage.envelope(try await stage.post("/v2/auth/qr", 0)).value)
        stage.time.advance(by: .seconds(60))
        #expect(await stage.simulation.scan(CodePayload(value)) == nil)
        #expect(try await stage.status(0) == "SCAN_QR_CODE")
        await stage.simulation.stop()
    }

    @Test("a pairing code comes as text and links the phone that types it")
    func pairing() async throws {
        let stage = try await Stage()
        let phone = try #require(stage.gateway.instances[0].phone)
        let reply = try await stage.post("/v2/auth/request-code", 0, ["phone_number": phone.digits])
        let code = try #require(reply.member("code"))
        #expect(code.count == 9 && code.contains("-"))
        #expect(await stage.simulation.type(PairingCode(code), on: phone) == stage.key(0))
        #expect(try await stage.status(0) == "WORKING")
        #expect(try await stage.post("/v2/auth/request-code", 0, ["phone_number": phone.digits]).status == 422)
        await stage.simulation.stop()
    }

    @Test("a number that is none is refused", arguments: ["+447700900001", "00447700900001", "12", "phone", ""])
    func badNumber(number: String) async throws {
        let stage = try await Stage()
        #expect(try await stage.post("/v2/auth/request-code", 0, ["phone_number": number]).status == 400)
        await stage.simulation.stop()
    }

    @Test("the picture is a data URL of what the drawing makes of the payload")
    func picture() async throws {
        let stage = try await Stage { payload, _ in Array("PNG of \(payload)".utf8) }
        let value = try #require(Stage.envelope(try await stage.post("/v2/auth/qr", 0)).value)
        let drawn = Data("PNG of \(value)".utf8).base64EncodedString()
        #expect(try await stage.post("/v2/auth/qr-image", 0).member("qr") == "data:image/png;base64," + drawn)
        let asked = try await stage.post("/v2/auth/qr", 0, ["format": "image"])
        #expect(asked.member("mimetype") == "image/png")
        #expect(asked.member("data") == drawn)
        await stage.simulation.stop()
    }

    @Test("without a drawing the picture is an error of the server")
    func noPicture() async throws {
        let stage = try await Stage()
        #expect(try await stage.post("/v2/auth/qr-image", 0).status == 500)
        await stage.simulation.stop()
    }

    @Test(
        "too many codes in five seconds are refused",
        arguments: [
            (WawpOptions.Throttle.withRetryAfter, "5" as String?), (.withoutRetryAfter, nil),
        ])
    func throttle(throttle: WawpOptions.Throttle, retryAfter: String?) async throws {
        var options = WawpOptions()
        options.throttle = throttle
        let stage = try await Stage(options: options)
        #expect(try await stage.post("/v2/auth/qr", 0).status == 200)
        stage.time.advance(by: .seconds(4))
        let refused = try await stage.post("/v2/auth/qr", 0)
        #expect(refused.status == 429)
        #expect(refused.headers["retry-after"] == retryAfter)
        #expect(try await stage.post("/v2/session/info", 0).status == 200, "only codes are counted")
        #expect(try await stage.post("/v2/auth/qr", 2).status == 200, "each instance is counted by itself")
        stage.time.advance(by: .seconds(5))
        #expect(try await stage.post("/v2/auth/qr", 0).status == 200)
        await stage.simulation.stop()
    }
}
