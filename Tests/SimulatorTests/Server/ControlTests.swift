import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

@Suite("Control routes")
struct ControlTests {
    private func control(_ stage: Stage, _ what: String, _ members: [String: String]) async throws -> PlainClient.Reply
    {
        let body = try JSONSerialization.data(withJSONObject: members)
        return try await stage.client.send(
            "POST", "/_simulate/\(what)", body: String(decoding: body, as: UTF8.self))
    }

    private func lines(_ reply: PlainClient.Reply) -> [[String: Any]] {
        reply.text.split(separator: "\n").compactMap {
            try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any]
        }
    }

    @Test("scan, drop and type work from outside")
    func hands() async throws {
        let stage = try await Stage()
        let id = stage.key(0).id
        let value = try #require(Stage.envelope(try await stage.post("/v2/auth/qr", 0)).value)
        #expect(try await control(stage, "scan", ["payload": value + "x"]).status == 409)
        #expect(try await control(stage, "scan", ["payload": value]).member("instance") == id)
        #expect(try await stage.status(0) == "WORKING")
        #expect(try await control(stage, "drop", ["instance": id]).status == 200)
        #expect(try await stage.status(0) == "SCAN_QR_CODE")
        #expect(try await control(stage, "drop", ["instance": id]).status == 409)
        stage.time.advance(by: .seconds(2))
        let phone = try #require(stage.gateway.instances[0].phone).digits
        let code = try #require(
            try await stage.post("/v2/auth/request-code", 0, ["phone_number": phone]).member("code"))
        #expect(try await control(stage, "type", ["code": code, "phone": "33639980000"]).status == 409)
        #expect(try await control(stage, "type", ["code": code, "phone": phone]).status == 200)
        #expect(try await stage.status(0) == "WORKING")
        await stage.simulation.stop()
    }

    @Test("a phone can scan for another number, and be switched on")
    func phones() async throws {
        let stage = try await Stage()
        let value = try #require(Stage.envelope(try await stage.post("/v2/auth/qr", 0)).value)
        #expect(try await control(stage, "scan", ["payload": value, "phone": "12105550142"]).status == 200)
        #expect(try await stage.post("/v2/session/me", 0).member("id") == "12105550142@c.us")
        #expect(try await control(stage, "phone", ["instance": stage.key(2).id, "power": "on"]).status == 200)
        #expect(try await stage.post("/v2/auth/qr", 2).status == 200)
        stage.time.advance(by: .seconds(12))
        #expect(try await stage.status(2) == "WORKING")
        await stage.simulation.stop()
    }

    @Test("the log has times, instances and routes, and nothing secret")
    func log() async throws {
        let stage = try await Stage()
        _ = try await stage.status(0)
        stage.time.advance(by: .seconds(2.5))
        let value = try #require(Stage.envelope(try await stage.post("/v2/auth/qr", 0)).value)
        _ = try await stage.client.send("GET", "/\(stage.token)?access_token=\(stage.token)&instance_id=\(stage.token)")
        let reply = try await stage.client.send("GET", "/_simulate/requests")
        let entries = lines(reply)
        #expect(entries.count == 3)
        #expect(entries.map { $0["route"] as? String } == ["/v2/session/info", "/v2/auth/qr", nil])
        #expect(entries.map { $0["instance"] as? String } == [stage.key(0).id, stage.key(0).id, nil])
        #expect(entries.map { $0["secretInURL"] as? Bool } == [false, false, true])
        let ages = entries.compactMap { $0["age"] as? Double }
        #expect(ages[1] - ages[0] == 2.5)
        #expect(!reply.text.contains(stage.token))
        #expect(!reply.text.contains(value))
        await stage.simulation.stop()
    }

    @Test("the roster tells states, and no codes")
    func roster() async throws {
        let stage = try await Stage()
        let value = try #require(Stage.envelope(try await stage.post("/v2/auth/qr", 0)).value)
        let reply = try await stage.client.send("GET", "/_simulate/instances")
        let entries = lines(reply)
        #expect(entries.map { $0["id"] as? String } == stage.gateway.instances.map(\.id))
        #expect(entries.map { $0["state"] as? String } == ["awaitingScan", "working", "awaitingScan", "working"])
        #expect(!reply.text.contains(value))
        await stage.simulation.stop()
    }

    @Test("the log keeps the last requests, in the order of arrival")
    func ring() {
        var log = RequestLog(capacity: 3)
        for second in [1, 2, 4, 3, 5] {
            log.append(
                LoggedRequest(
                    age: .seconds(second), date: HandTime.start, gateway: "g", instance: nil, method: "GET",
                    route: nil, status: 200, secretPlace: nil))
        }
        #expect(log.requests.map(\.age) == [.seconds(3), .seconds(4), .seconds(5)])
    }

    @Test("an instance says the word that it is told to say, its own again, and closes with a number")
    func words() async throws {
        let stage = try await Stage()
        let id = stage.key(1).id
        #expect(try await stage.status(1) == "WORKING")
        #expect(try await control(stage, "say", ["instance": id, "word": "READY"]).status == 200)
        #expect(try await stage.status(1) == "READY")
        #expect(try await control(stage, "say", ["instance": id]).status == 200)
        #expect(try await stage.status(1) == "WORKING")
        #expect(try await control(stage, "close", ["instance": id, "code": "428"]).status == 200)
        #expect(try await stage.status(1) == "OFFLINE")
        for body in [["instance": id], ["instance": id, "code": "soon"], ["instance": "nobody", "code": "428"]] {
            #expect(try await control(stage, "close", body).status == 409)
        }
        #expect(try await control(stage, "say", ["word": "READY"]).status == 409)
        await stage.simulation.stop()
    }

    @Test("a plan without control has no such routes")
    func without() async throws {
        let simulation = Simulation(SimulationPlan(scenario: "calm", control: false))
        let gateway = try await simulation.start()[0]
        #expect(try await PlainClient(gateway.url).send("GET", "/_simulate/requests").status == 404)
        await simulation.stop()
    }
}
