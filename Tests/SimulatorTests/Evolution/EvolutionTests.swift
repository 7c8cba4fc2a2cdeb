import Fleet
import Foundation
import Synchronization
import Testing
import TestKit

@testable import Simulator

extension Bench {
    fileprivate func evolution(
        _ verb: String, _ path: String, key: String? = nil, body: String = ""
    ) async throws -> PlainClient.Reply {
        // Some names have blanks.
        let path = path.replacing(" ", with: "%20")
        return try await client.send(verb, path, headers: ["apikey": key ?? gateway.secret.reveal()], body: body)
    }

    fileprivate func word(_ place: Int) async throws -> String? {
        try await evolution("GET", "/instance/connectionState/\(id(place))").text("instance", "state")
    }

    fileprivate func connect(_ place: Int, _ query: String = "") async throws -> PlainClient.Reply {
        try await evolution("GET", "/instance/connect/\(id(place))\(query)")
    }

    /// Asks until there is a code.
    fileprivate func code(_ place: Int, _ query: String = "") async throws -> PlainClient.Reply {
        for _ in 0..<20 {
            let reply = try await connect(place, query)
            if reply["code"] != nil { return reply }
            time.advance(by: .seconds(1))
        }
        throw PlainClient.Failure(what: "no code in 20 s")
    }

    fileprivate func row(_ place: Int) async throws -> [String: Any] {
        let rows = try await evolution("GET", "/instance/fetchInstances").rows
        return rows.first { $0["name"] as? String == id(place) } ?? [:]
    }
}

@Suite("Evolution: instances")
struct EvolutionInstanceTests {
    @Test("the list is flat and leaks tokens and passwords")
    func list() async throws {
        let bench = try await Bench(.evolution, "calm", instances: 20)
        let list = try await bench.evolution("GET", "/instance/fetchInstances")
        #expect(list.rows.count == 20)
        #expect(list.rows.allSatisfy { ($0["token"] as? String)?.count == 36 })
        #expect(list.text.contains(#""password":"#))
        #expect(list.rows.contains { $0["name"] as? String == bench.id(4) && bench.id(4).contains(" ") })
        let row = try await bench.row(0)
        #expect(row["connectionStatus"] as? String == "open")
        #expect(row["ownerJid"] as? String == (try bench.digits(0)) + "@s.whatsapp.net")
        #expect(try await bench.word(4) == "open")
        await bench.simulation.stop()
    }

    @Test("a token opens its own instance and lists it alone")
    func token() async throws {
        let bench = try await Bench(.evolution, "calm")
        let token = try #require(try await bench.row(0)["token"] as? String)
        #expect(try await bench.evolution("GET", "/instance/fetchInstances", key: token).rows.count == 1)
        #expect(try await bench.evolution("GET", "/instance/connectionState/\(bench.id(0))", key: token).status == 200)
        #expect(try await bench.evolution("GET", "/instance/connectionState/\(bench.id(1))", key: token).status == 401)
        #expect(try await bench.evolution("GET", "/instance/fetchInstances", key: "wrong").status == 401)
        await bench.simulation.stop()
    }

    @Test(
        "a closed instance tells why by a number",
        arguments: [
            (InstanceEvent.drop, 401), (.ban, 403), (.outdate, 405), (.sleep, 428), (.replace, 440),
        ])
    func codes(event: InstanceEvent, code: Int) async throws {
        let bench = try await Bench(.evolution, "calm")
        await bench.befall(0, event)
        #expect(try await bench.word(0) == "close")
        let row = try await bench.row(0)
        #expect(row["connectionStatus"] as? String == "close")
        #expect(row["disconnectionReasonCode"] as? Int == code)
        #expect((row["disconnectionObject"] as? String)?.contains(#"\""#) == false, "JSON in a text")
        #expect((row["disconnectionObject"] as? String)?.contains(String(code)) == true)
        #expect(row["disconnectionAt"] as? String != nil)
        await bench.simulation.stop()
    }

    @Test("a crash is not told to the list, and an instance that is not loaded has no state at all")
    func lies() async throws {
        let bench = try await Bench(.evolution, "calm")
        await bench.befall(0, .crash)
        #expect(try await bench.word(0) == "close")
        #expect(try await bench.row(0)["connectionStatus"] as? String == "open")
        await bench.befall(1, .unload)
        #expect(try await bench.row(1)["connectionStatus"] as? String == "open")
        let state = try await bench.evolution("GET", "/instance/connectionState/\(bench.id(1))")
        #expect(state.text == #"{"instance":{"instanceName":"\#(bench.id(1))"}}"#)
        let connect = try await bench.connect(1)
        #expect(connect.status == 200)
        #expect(connect.text == #"{"error":true,"message":"[object Object]"}"#)
        await bench.simulation.stop()
    }

    @Test("the first version nests its rows, and a filtered list is no list")
    func firstVersion() async throws {
        let bench = try await Bench(.evolution) { $0.evolution.version = .v1 }
        let rows = try await bench.evolution("GET", "/instance/fetchInstances").rows
        #expect(rows.count == 4)
        #expect(rows.allSatisfy { ($0["instance"] as? [String: Any])?["apikey"] != nil })
        let one = try await bench.evolution("GET", "/instance/fetchInstances?instanceName=\(bench.id(1))")
        #expect(one.text("instance", "status") == "open")
        let none = try await bench.evolution("GET", "/instance/fetchInstances?instanceName=nobody")
        #expect(none.status == 404)
        #expect(none.text.contains("not found"))
        await bench.simulation.stop()
    }

    @Test("a new instance has its token in the answer, a taken name is 403 in a list")
    func create() async throws {
        let bench = try await Bench(.evolution, "calm")
        let body = #"{"instanceName":"desk 1","integration":"WHATSAPP-BAILEYS"}"#
        let created = try await bench.evolution("POST", "/instance/create", body: body)
        #expect(created.status == 201)
        #expect(created["hash"] is String)
        let taken = try await bench.evolution("POST", "/instance/create", body: body)
        #expect(taken.status == 403)
        #expect((taken["response", "message"] as? [String])?.first?.contains("desk 1") == true)
        #expect(try await bench.evolution("DELETE", "/instance/delete/desk%201").member("status") == "SUCCESS")
        #expect(try await bench.evolution("DELETE", "/instance/delete/desk%201").status == 404)
        await bench.simulation.stop()
    }
}

@Suite("Evolution: linking")
struct EvolutionLinkTests {
    @Test("connecting starts a socket and takes two seconds, often for nothing")
    func connect() async throws {
        let bench = try await Bench(.evolution, instances: 40)
        var counts: [Int: Int] = [:]
        for place in stride(from: 0, to: 40, by: 2) {
            let before = bench.time.now
            let reply = try await bench.connect(place)
            #expect(before.duration(to: bench.time.now) == .seconds(2))
            counts[try #require(reply["count"] as? Int), default: 0] += 1
            if reply["code"] == nil { #expect(reply.text == #"{"count":0}"#) }
        }
        #expect((counts[0] ?? 0) > 5 && (counts[1] ?? 0) > 0)
        await bench.simulation.stop()
    }

    @Test("the code is text and a green picture, lives 45 s, and is safe to ask for")
    func code() async throws {
        let styles = Styles()
        let bench = try await Bench(
            .evolution,
            drawPNG: { payload, style in
                styles.note(style)
                return Array(payload.utf8)
            })
        let first = try await bench.code(0)
        let payload = try #require(first.member("code"))
        #expect(first.member("base64") == "data:image/png;base64," + Data(payload.utf8).base64EncodedString())
        #expect(first["pairingCode"] == nil && first.text.contains(#""pairingCode":null"#))
        #expect(first["count"] as? Int == 1)
        #expect(styles.noted == [PictureStyle(size: .module(4), quietZone: 3, red: 25, green: 135, blue: 84)])
        #expect(try await bench.connect(0).member("code") == payload)
        #expect(try await bench.word(0) == "connecting")
        bench.time.advance(by: .seconds(45))
        let second = try await bench.code(0)
        #expect(second["count"] as? Int == 2)
        #expect(second.member("code") != payload)
        #expect(await bench.scan(try #require(second.member("code"))) == bench.key(0))
        #expect(try await bench.word(0) == "connecting")
        #expect(try await bench.connect(0)["code"] == nil)
        bench.time.advance(by: .seconds(3))
        #expect(try await bench.connect(0).text("instance", "state") == "open")
        await bench.simulation.stop()
    }

    @Test("the server gives up after its limit of codes, the newest after one round", arguments: [true, false])
    func givesUp(isNew: Bool) async throws {
        let bench = try await Bench(.evolution) {
            $0.evolution.version = isNew ? .v24 : .v2
            $0.evolution.codeLimit = 8
        }
        _ = try await bench.connect(0)
        bench.time.advance(by: .seconds(Double(isNew ? 6 : 8) * 45 - 3))
        #expect(try await bench.word(0) == "connecting")
        bench.time.advance(by: .seconds(2))
        #expect(try await bench.word(0) == "close")
        #expect(try await bench.row(0)["disconnectionReasonCode"] as? Int == (isNew ? 408 : 500))
        #expect(try await bench.row(0)["ownerJid"] is NSNull)
        await bench.simulation.stop()
    }

    @Test("a pairing code needs the number while the instance is closed, and changes with every code")
    func pairing() async throws {
        let bench = try await Bench(.evolution)
        let digits = try bench.digits(0)
        let first = try await bench.code(0, "?number=\(digits)")
        let code = try #require(first.member("pairingCode"))
        #expect(code.wholeMatch(of: /[1-9A-HJ-NP-TV-Z]{8}/) != nil)
        #expect(try await bench.connect(0).member("pairingCode") == code)
        bench.time.advance(by: .seconds(45))
        let second = try #require(try await bench.code(0).member("pairingCode"))
        #expect(second != code)
        let phone = try PhoneNumber(typed: digits)
        #expect(await bench.simulation.type(PairingCode(code), on: phone) == nil)
        #expect(await bench.simulation.type(PairingCode(second), on: phone) == bench.key(0))
        _ = try await bench.code(2)
        #expect(try await bench.connect(2, "?number=\(try bench.digits(2))").text.contains(#""pairingCode":null"#))
        await bench.simulation.stop()
    }

    @Test("an outdated server goes on trying by itself, without a code")
    func outdated() async throws {
        let bench = try await Bench(.evolution)
        await bench.befall(0, .outdate)
        var words: Set<String> = []
        for _ in 0..<60 {
            words.insert(try await bench.word(0) ?? "")
            if words.count == 1 { #expect(try await bench.connect(0)["code"] == nil) }
            bench.time.advance(by: .seconds(1))
        }
        #expect(words == ["close", "connecting"])
        await bench.simulation.stop()
    }

    /// The styles that pictures were asked for in.
    private final class Styles: Sendable {
        private let styles = Mutex<Set<PictureStyle>>([])

        func note(_ style: PictureStyle) { styles.withLock { _ = $0.insert(style) } }

        var noted: Set<PictureStyle> { styles.withLock { $0 } }
    }
}

@Suite("Evolution: acts and refusals")
struct EvolutionActTests {
    @Test("a restart while closed is refused inside of a success, each version in its way")
    func restart() async throws {
        for (version, verb) in [(EvolutionOptions.Version.v1, "PUT"), (.v2, "POST"), (.v24, "POST")] {
            let bench = try await Bench(.evolution) { $0.evolution.version = version }
            let closed = try await bench.evolution(verb, "/instance/restart/\(bench.id(0))")
            #expect(closed.status == 200)
            #expect(closed.text == (version == .v1 ? "" : #"{"error":true,"message":"[object Object]"}"#))
            let open = try await bench.evolution(verb, "/instance/restart/\(bench.id(1))")
            #expect(open.text("instance", "state") == "open", "not noticed yet")
            #expect(try await bench.word(1) == "connecting")
            bench.time.advance(by: .seconds(4))
            #expect(try await bench.word(1) == "open")
            let other = verb == "PUT" ? "POST" : "PUT"
            let refused = try await bench.evolution(other, "/instance/restart/\(bench.id(1))")
            #expect(refused.status == 404)
            #expect(refused["response", "message"] as? [String] == ["Cannot \(other) /instance/restart/\(bench.id(1))"])
            await bench.simulation.stop()
        }
    }

    @Test(
        "a logout unlinks; while closed it is refused, or taken for done", arguments: EvolutionOptions.Version.allCases)
    func logout(version: EvolutionOptions.Version) async throws {
        let bench = try await Bench(.evolution) { $0.evolution.version = version }
        #expect(try await bench.evolution("DELETE", "/instance/logout/\(bench.id(1))").member("status") == "SUCCESS")
        #expect(try await bench.word(1) == "close")
        let again = try await bench.evolution("DELETE", "/instance/logout/\(bench.id(1))")
        #expect(again.status == (version == .v24 ? 200 : 400))
        await bench.simulation.stop()
    }

    @Test("an unknown name is 404 before anybody asks for the key; the key's own refusal is a text")
    func guards() async throws {
        let bench = try await Bench(.evolution, "calm")
        let unknown = try await bench.evolution("GET", "/instance/connectionState/nobody", key: "wrong")
        #expect(unknown.status == 404)
        #expect(unknown["response", "message"] as? [String] == [#"The "nobody" instance does not exist"#])
        let known = try await bench.evolution("GET", "/instance/connectionState/\(bench.id(0))", key: "wrong")
        #expect(known.status == 401)
        #expect(known["response", "message"] as? String == "Unauthorized")
        #expect(try await bench.client.send("GET", "/").member("version") == "2.3.7")
        #expect(try await bench.evolution("GET", "/instance/qrcode/\(bench.id(0))").status == 404)
        let log = try await bench.log()
        #expect(log.contains(#""route":"/instance/connectionState/{instanceName}""#))
        #expect(log.contains(#""secretPlace":"header","secretInURL":false"#))
        #expect(!log.contains("nobody"))
        await bench.simulation.stop()
    }

    @Test("without its licence the newest answers nothing but its greeting")
    func licence() async throws {
        let bench = try await Bench(.evolution) {
            $0.evolution.version = .v24
            $0.evolution.isLicensed = false
        }
        let reply = try await bench.evolution("GET", "/instance/fetchInstances")
        #expect(reply.status == 503)
        #expect(reply.member("code") == "LICENSE_REQUIRED")
        #expect(try await bench.client.send("GET", "/").status == 200)
        await bench.simulation.stop()
    }
}
