import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

@Suite("Wawp: errors in every form")
struct WawpErrorTests {
    private func stage(_ form: ErrorForm?, _ scenario: String = "calm") async throws -> Stage {
        var options = WawpOptions()
        options.errorForm = form
        return try await Stage(scenario, options: options)
    }

    @Test(
        "a missing token is a 400 in JSON, XML and plain text",
        arguments: [
            (ErrorForm.json, "application/json"), (.xml, "application/xml"), (.text, "text/plain"),
        ])
    func missing(form: ErrorForm, type: String) async throws {
        let stage = try await stage(form)
        let reply = try await stage.client.send("POST", "/v2/session/info", body: "{}")
        #expect(reply.status == 400)
        #expect(reply.headers["content-type"]?.hasPrefix(type) == true)
        #expect(reply.text.contains("access_token"))
        #expect(reply.text.hasPrefix("<?xml") == (form == .xml))
        #expect((reply.member("code") == "missing_parameter") == (form == .json))
        await stage.simulation.stop()
    }

    @Test("a wrong token is a 401 in JSON and XML", arguments: [ErrorForm.json, .xml])
    func wrongToken(form: ErrorForm) async throws {
        let stage = try await stage(form)
        let reply = try await stage.client.send(
            "GET", "/v2/session/info?access_token=nonsense&instance_id=\(stage.key(0).id)")
        #expect(reply.status == 401)
        #expect(reply.text.contains("invalid_access_token"))
        #expect(reply.text.hasPrefix("<?xml") == (form == .xml))
        #expect(!reply.text.contains("nonsense"))
        await stage.simulation.stop()
    }

    @Test("an unknown instance is a 404 in JSON and XML", arguments: [ErrorForm.json, .xml])
    func unknown(form: ErrorForm) async throws {
        let stage = try await stage(form)
        let reply = try await stage.client.send(
            "GET", "/v2/session/info?access_token=\(stage.token)&instance_id=000000000000")
        #expect(reply.status == 404)
        #expect(reply.text.contains("invalid_session"))
        await stage.simulation.stop()
    }

    @Test("a server error is a 500 in JSON and HTML", arguments: [ErrorForm.json, .html])
    func broken(form: ErrorForm) async throws {
        let stage = try await stage(form, "phones-off")
        let reply = try await stage.post("/v2/auth/qr-image", 0)
        #expect(reply.status == 500)
        #expect(reply.text.hasPrefix("<!DOCTYPE html>") == (form == .html))
        await stage.simulation.stop()
    }

    @Test("not ready is a 422 in JSON, in all three shapes of the engines underneath")
    func notReady() async throws {
        let stage = try await Stage("calm", instances: 24)
        var shapes: Set<[String]> = []
        for place in stage.gateway.instances.indices {
            let reply = try await stage.post("/v2/auth/qr", place)
            #expect(reply.status == 422)
            #expect(reply.text.contains("WORKING"), "the state is told")
            shapes.insert(reply.members.keys.sorted())
        }
        #expect(
            shapes == [
                ["error", "expected", "session", "status"], ["error", "message", "statusCode"],
                ["code", "data", "message"],
            ])
        await stage.simulation.stop()
    }

    @Test("without a form set, the instances of a fleet show several")
    func drawn() async throws {
        let stage = try await Stage("phones-off", instances: 24)
        var types: Set<String> = []
        for place in stage.gateway.instances.indices where place % 2 == 0 {
            let reply = try await stage.post("/v2/auth/request-code", place)
            #expect(reply.status == 400)
            types.insert(reply.headers["content-type"] ?? "")
        }
        #expect(types.count == 3)
        await stage.simulation.stop()
    }

    @Test(
        "paths and methods that the vendor does not have are refused",
        arguments: [
            ("POST", "/v2/status", 404), ("POST", "/", 404), ("PUT", "/v2/session/info", 405),
            ("GET", "/v2/session/restart", 405), ("GET", "/v2/session/delete", 405),
        ])
    func routes(method: String, path: String, status: Int) async throws {
        let stage = try await stage(nil)
        #expect(try await stage.client.send(method, path).status == status)
        await stage.simulation.stop()
    }

    @Test(
        "an outage is a 502 for everything, a page of the edge unless another form is set, and ends",
        arguments: [(ErrorForm?.none, "text/html"), (.json, "application/json"), (.xml, "application/xml")])
    func outage(form: ErrorForm?, type: String) async throws {
        let stage = try await stage(form, "outage")
        #expect(try await stage.post("/v2/session/info", 0).status == 200)
        stage.time.advance(by: .seconds(10))
        let reply = try await stage.post("/v2/session/info", 0)
        #expect(reply.status == 502)
        #expect(reply.headers["content-type"]?.hasPrefix(type) == true)
        #expect(try await stage.client.send("GET", "/").status == 502)
        stage.time.advance(by: .seconds(30))
        #expect(try await stage.post("/v2/session/info", 0).status == 200)
        await stage.simulation.stop()
    }

    @Test("a slow gateway takes 2 to 5 s, on the clock it was given")
    func slow() async throws {
        let stage = try await Stage("slow")
        for _ in 0..<10 {
            let before = stage.time.now
            #expect(try await stage.post("/v2/session/info", 0).status == 200)
            #expect((2...5).contains(before.duration(to: stage.time.now).inSeconds))
        }
        await stage.simulation.stop()
    }
}
