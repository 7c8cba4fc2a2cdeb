import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

extension Bench {
    /// A request with the instance's own token.
    fileprivate func green(
        _ method: String, _ place: Int, verb: String = "GET", body: String = ""
    ) async throws -> PlainClient.Reply {
        guard case .value(let token) = gateway.instances[place].secret else {
            throw PlainClient.Failure(what: "no token")
        }
        // More than a second apart, as the limits want it.
        time.advance(by: .seconds(1.1))
        return try await client.send(verb, "/waInstance\(id(place))/\(method)/\(token.reveal())", body: body)
    }

    fileprivate func word(_ place: Int) async throws -> String? {
        try await green("getStateInstance", place).member("stateInstance")
    }

    fileprivate func payload(_ reply: PlainClient.Reply) -> String {
        String(decoding: Data(base64Encoded: reply.member("message") ?? "") ?? Data(), as: UTF8.self)
    }
}

@Suite("GREEN-API: state and acts")
struct GreenAPIStateTests {
    @Test("every instance has ten digits and a token of its own, and the configuration says so")
    func configuration() async throws {
        let bench = try await Bench(.greenAPI, "calm")
        let configuration = bench.gateway.configuration
        #expect(configuration.secret == nil)
        #expect(configuration.instances.allSatisfy { $0.id.wholeMatch(of: /7105\d{6}/) != nil })
        #expect(Set(configuration.instances.map(\.secret)).count == 4)
        let yaml = SimulatedGateway.configurationYAML(for: [bench.gateway])
        #expect(yaml.matches(of: /\n        secret: \{value: "[0-9a-f]{50}"\}/).count == 4)
        #expect(!yaml.contains(bench.gateway.secret.reveal()))
        await bench.simulation.stop()
    }

    @Test(
        "what befalls an instance shows in its word",
        arguments: [
            ([InstanceEvent](), "authorized"), ([.restrict], "yellowCard"), ([.sleep], "sleepMode"),
            ([.ban], "blocked"), ([.drop], "notAuthorized"), ([.restart], "starting"), ([.outdate], "starting"),
        ])
    func words(events: [InstanceEvent], word: String) async throws {
        let bench = try await Bench(.greenAPI, "calm")
        for event in events { await bench.befall(0, event) }
        #expect(try await bench.word(0) == word)
        await bench.simulation.stop()
    }

    @Test("acts are GET: a reboot starts, a logout unlinks")
    func acts() async throws {
        let bench = try await Bench(.greenAPI, "calm")
        #expect(try await bench.green("reboot", 0)["isReboot"] as? Bool == true)
        #expect(try await bench.word(0) == "starting")
        bench.time.advance(by: .seconds(40))
        #expect(try await bench.word(0) == "authorized")
        let digits = try bench.digits(0)
        #expect(try await bench.green("getWaSettings", 0).member("phone") == digits)
        #expect(try await bench.green("getSettings", 0).member("wid") == digits + "@c.us")
        #expect(try await bench.green("logout", 0)["isLogout"] as? Bool == true)
        #expect(try await bench.word(0) == "notAuthorized")
        #expect(try await bench.green("getWaSettings", 0).member("phone") == "")
        await bench.simulation.stop()
    }

    @Test("a partner's token lists all, with their tokens, deleted ones and other messengers")
    func partner() async throws {
        let bench = try await Bench(.greenAPI, "calm")
        let reply = try await bench.client.send("GET", "/partner/getInstances/\(bench.gateway.secret.reveal())")
        #expect(reply.rows.count == 6)
        #expect(reply.rows.filter { $0["deleted"] as? Bool == true }.count == 1)
        #expect(reply.rows.contains { $0["typeInstance"] as? String == "telegram" })
        #expect(reply.rows.compactMap { $0["idInstance"] as? Int }.count == 6, "a number")
        let refused = try await bench.client.send("GET", "/partner/getInstances/wrong")
        #expect(refused.status == 200)
        #expect(refused["code"] as? Int == 401)
        await bench.simulation.stop()
    }
}

@Suite("GREEN-API: linking")
struct GreenAPILinkTests {
    @Test("the code is a picture in base64 without a prefix, and a scan of it links")
    func qr() async throws {
        let bench = try await Bench(.greenAPI)
        #expect(try await bench.word(0) == "notAuthorized")
        let before = bench.time.now
        let reply = try await bench.green("qr", 0)
        #expect(reply.member("type") == "qrCode")
        #expect(before.duration(to: bench.time.now) > .seconds(2), "the first one blocks until there is one")
        #expect(await bench.scan(bench.payload(reply)) == bench.key(0))
        #expect(try await bench.word(0) == "authorized")
        let linked = try await bench.green("qr", 0)
        #expect(linked.status == 200)
        #expect(linked.member("type") == "alreadyLogged")
        #expect(linked.member("message") == "instance account already authorized")
        await bench.simulation.stop()
    }

    @Test("codes change every 20 s")
    func rotation() async throws {
        let bench = try await Bench(.greenAPI)
        var payloads: Set<String> = []
        for _ in 0..<50 { payloads.insert(bench.payload(try await bench.green("qr", 0))) }
        #expect((3...4).contains(payloads.count), "in 55 s and a little")
        await bench.simulation.stop()
    }

    @Test("five minutes of asking on end send the instance into a start; asking once does not")
    func overPolling() async throws {
        let bench = try await Bench(.greenAPI)
        #expect(try await bench.green("qr", 2).member("type") == "qrCode")
        for _ in 0..<300 where try await bench.green("qr", 0).status == 200 {}
        #expect(try await bench.word(0) == "starting")
        #expect(try await bench.word(2) == "notAuthorized")
        #expect(try await bench.green("qr", 2).member("type") == "timeout")
        #expect(try await bench.green("qr", 2).member("type") == "qrCode")
        bench.time.advance(by: .seconds(300))
        #expect(try await bench.word(0) == "notAuthorized")
        await bench.simulation.stop()
    }

    @Test("a passkey, a sleeping phone and a start have words of their own")
    func words() async throws {
        let bench = try await Bench(.greenAPI, "passkey") { $0.instances = 8 }
        let waiting = bench.payload(try await bench.green("qr", 0))
        #expect(await bench.scan(waiting) != nil)
        #expect(try await bench.green("qr", 0).member("type") == "passkeyRequired")
        await bench.befall(1, .sleep)
        #expect(
            try await bench.green("qr", 1).member("message") == "Instance has auth. You need to make log out")
        var forms: Set<Int> = []
        for place in [1, 3, 5, 7] {
            _ = try await bench.green("reboot", place)
            let reply = try await bench.green("qr", place)
            #expect(reply.text.contains("instance in starting process try later"))
            forms.insert(reply.status)
        }
        #expect(forms.isSubset(of: [200, 400]))
        await bench.simulation.stop()
    }

    @Test("a pairing code has no dash, lives two and a half minutes, and wants a number for a number")
    func pairing() async throws {
        let bench = try await Bench(.greenAPI)
        let digits = try bench.digits(0)
        let asText = try await bench.green(
            "getAuthorizationCode", 0, verb: "POST", body: #"{"phoneNumber":"\#(digits)"}"#)
        #expect(asText.status == 400)
        let body = #"{"phoneNumber":\#(digits)}"#
        let reply = try await bench.green("getAuthorizationCode", 0, verb: "POST", body: body)
        #expect(reply["status"] as? Bool == true)
        let code = try #require(reply.member("code"))
        #expect(code.wholeMatch(of: /[0-9A-Z]{8}/) != nil)
        let phone = try PhoneNumber(typed: digits)
        bench.time.advance(by: .seconds(151))
        #expect(await bench.simulation.type(PairingCode(code), on: phone) == nil)
        let second = try await bench.green("getAuthorizationCode", 0, verb: "POST", body: body)
        #expect(await bench.simulation.type(PairingCode("WRONG123"), on: phone) == nil)
        let third = try await bench.green("getAuthorizationCode", 0, verb: "POST", body: body)
        #expect(second["status"] as? Bool == true)
        #expect(third["status"] as? Bool == false && third.status == 200, "a mistyped code and another request")
        #expect(try await bench.word(0) == "starting")
        #expect(try await bench.green("getAuthorizationCode", 1, verb: "POST", body: body).status == 400, "linked")
        await bench.simulation.stop()
    }
}

@Suite("GREEN-API: refusals and secrets")
struct GreenAPIRefusalTests {
    @Test("an unknown instance is 403, a wrong token 401 in three forms, an unknown method a page")
    func unknown() async throws {
        let bench = try await Bench(.greenAPI, "calm", instances: 12)
        #expect(try await bench.client.send("GET", "/waInstance1/qr/x").text == "Forbidden")
        var bodies: Set<String> = []
        for place in 0..<12 {
            let reply = try await bench.client.send("GET", "/waInstance\(bench.id(place))/qr/wrong")
            #expect(reply.status == 401)
            bodies.insert(reply.text)
        }
        #expect(bodies.count == 3)
        #expect(try await bench.green("getQr", 0).status == 404)
        #expect(try await bench.client.send("GET", "/").text.hasPrefix("<!DOCTYPE html>"))
        await bench.simulation.stop()
    }

    @Test("three pictures a second and one state: what is more is 429, for each method by itself")
    func limits() async throws {
        let bench = try await Bench(.greenAPI, "calm")
        guard case .value(let token) = bench.gateway.instances[0].secret else { return }
        func status(_ method: String) async throws -> Int {
            try await bench.client.send("GET", "/waInstance\(bench.id(0))/\(method)/\(token.reveal())").status
        }
        var statuses: [Int] = []
        for method in ["qr", "qr", "qr", "qr", "getStateInstance", "getStateInstance", "getWaSettings"] {
            statuses.append(try await status(method))
        }
        #expect(statuses == [200, 200, 200, 429, 200, 429, 200])
        bench.time.advance(by: .seconds(1))
        #expect(try await status("qr") == 200)
        await bench.simulation.stop()
    }

    @Test("a used up quota is 466, an expired plan a sentence, a new instance not there yet")
    func plans() async throws {
        let quota = try await Bench(.greenAPI) { $0.greenAPI.usedUpMethods = ["qr"] }
        let used = try await quota.green("qr", 0)
        #expect(used.status == 466)
        #expect(used.text("invokeStatus", "status") == "QUOTE_EXCEEDED")
        #expect(try await quota.green("getStateInstance", 0).status == 200)
        await quota.simulation.stop()
        let expired = try await Bench(.greenAPI) { $0.greenAPI.isExpired = true }
        #expect(try await expired.green("getStateInstance", 0).text.hasPrefix("Instance account is expired"))
        await expired.simulation.stop()
        let fresh = try await Bench(.greenAPI, "calm", instances: 24) { $0.greenAPI.initialising = .seconds(120) }
        var answers: Set<String> = []
        for place in 0..<24 {
            let reply = try await fresh.green("getStateInstance", place)
            answers.insert(reply.status == 401 ? "401" : reply.text)
        }
        #expect(answers == ["401", "null", #"{"stateInstance":null}"#])
        fresh.time.advance(by: .seconds(120))
        #expect(try await fresh.word(0) == "authorized")
        await fresh.simulation.stop()
    }

    @Test("the log shows routes and the secret's place, and neither the token nor the code")
    func log() async throws {
        let bench = try await Bench(.greenAPI)
        guard case .value(let token) = bench.gateway.instances[0].secret else { return }
        let reply = try await bench.green("qr", 0)
        let log = try await bench.log()
        #expect(log.contains(#""route":"/waInstance{idInstance}/qr/{apiTokenInstance}""#))
        #expect(log.contains(#""secretPlace":"path","secretInURL":true"#))
        #expect(!log.contains(token.reveal()))
        #expect(!log.contains(try #require(reply.member("message"))))
        await bench.simulation.stop()
    }
}
