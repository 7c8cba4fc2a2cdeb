import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("GOWA: the list, states, versions")
struct GOWAStatusTests {
    @Test(
        "State and session together make the state",
        arguments: [
            ("logged_in", GOWAFixture.jid, LinkState.working), ("connected", nil, .awaitingLink),
            ("connected", GOWAFixture.jid, .connecting), ("connecting", nil, .connecting),
            ("connecting", GOWAFixture.jid, .connecting), ("disconnected", GOWAFixture.jid, .disconnected),
            ("disconnected", nil, .loggedOut), ("disconnected", "", .loggedOut), (" Logged_In ", nil, .working),
            ("new_word", nil, .unknown),
        ] as [(String, String?, LinkState)])
    func states(word: String, jid: String?, state: LinkState) async throws {
        let row = GOWAFixture.row(word, jid: jid)
        let fixture = try GOWAFixture([
            "GET /devices": GOWAFixture.success("[\(row)]"), "GET /devices/store-7": GOWAFixture.success(row),
        ])
        let listed = try await fixture.gateway.list()
        #expect(listed.map(\.id) == ["store-7"])
        #expect(listed.map(\.status.state) == [state])
        let reading = try await fixture.status()
        #expect(reading == listed.first?.status)
        #expect(reading.raw == CleanText(word))
        #expect(reading.account?.phone?.digits == (jid?.isEmpty == false ? GOWAFixture.phone : nil))
        // What waits for a scan may have been scanned already.
        let passkey = state == .awaitingLink ? ["GET /app/passkey"] : []
        #expect(fixture.calls == ["GET /devices", "GET /devices/store-7"] + passkey)
        #expect(fixture.server.requests.allSatisfy { $0.headers["authorization"] == "Basic \(GOWAFixture.pair)" })
    }

    @Test("Rows that are no rows are left out, and names become labels")
    func rows() async throws {
        let rows = [
            GOWAFixture.row("logged_in", id: "a", jid: GOWAFixture.jid, name: "Clinic\\u202e"), #"{"id":"b"}"#,
            #"{"state":"connected"}"#, "null", #"{"id":"","state":"connected"}"#,
            GOWAFixture.row("connected", id: "c", name: ""),
        ]
        let fixture = try GOWAFixture(["GET /devices": GOWAFixture.success("[\(rows.joined(separator: ","))]")])
        let listed = try await fixture.gateway.list()
        #expect(listed.map(\.id) == ["a", "c"])
        #expect(listed.map(\.label) == ["Clinic", nil])
    }

    @Test("No devices, in every way of saying so", arguments: [nil, "null", "[]", "{}"])
    func empty(results: String?) async throws {
        let fixture = try GOWAFixture(["GET /devices": GOWAFixture.success(results, message: "List devices")])
        #expect(try await fixture.gateway.list().isEmpty)
    }

    @Test(
        "An answer that is no list is none",
        arguments: ["{}", "null", "[]", #"{"results":"x"}"#, "<html></html>", "OK"])
    func noList(body: String) async throws {
        let fixture = try GOWAFixture(["GET /devices": .json(body)])
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.gateway.list()
        }
        #expect(failure.kind == .unexpected)
    }

    @Test("Right after linking, the list knows whose phone it is, two seconds later")
    func account() async throws {
        let fixture = try GOWAFixture([
            "GET /devices/store-7": GOWAFixture.success(GOWAFixture.row("logged_in")),
            "GET /devices": GOWAFixture.success(
                "[\(GOWAFixture.row("logged_in", jid: GOWAFixture.jid, name: "Mona"))]"),
        ])
        let account = try await fixture.gateway.account(of: GOWAFixture.id)
        #expect(account?.phone?.digits == GOWAFixture.phone)
        #expect(account?.name == "Mona")
        #expect(fixture.time.sleeps == [.seconds(2)])
        fixture.set("GET /devices/store-7", GOWAFixture.success(GOWAFixture.row("disconnected")))
        #expect(try await fixture.gateway.account(of: GOWAFixture.id) == nil)
    }

    @Test("An id that fits into no path is found in the list", arguments: ["my store", "läden", "a/b", "..", "."])
    func oddIds(id: String) async throws {
        let row = GOWAFixture.row("connected", id: id)
        let fixture = try GOWAFixture(["GET /devices": GOWAFixture.success("[\(row)]")])
        #expect(try await fixture.gateway.status(of: id).state == .awaitingLink)
        #expect(fixture.calls == ["GET /devices", "GET /app/passkey"])
    }

    @Test("A build without the look at one device is asked for its list, and for nothing else from then on")
    func listsOnly() async throws {
        let fixture = try GOWAFixture([
            "GET /devices": GOWAFixture.success("[\(GOWAFixture.row("connected"))]")
        ])
        #expect(try await fixture.status().state == .awaitingLink)
        #expect(fixture.time.sleeps == [.seconds(2), .seconds(2)])
        #expect(try await fixture.status().state == .awaitingLink)
        #expect(fixture.calls == ["GET /devices/store-7", "GET /devices", "GET /app/passkey", "GET /devices"])
    }

    @Test(
        "Version 7: one device, told by two truths and the account",
        arguments: [
            ("true", "true", GOWAFixture.jid, LinkState.working), ("true", "false", "", .awaitingLink),
            ("true", "false", GOWAFixture.jid, .connecting), ("false", "false", "", .loggedOut),
            ("false", "false", "201145202826:3@s.whatsapp.net", .disconnected),
            ("false", "true", GOWAFixture.jid, .connecting),
        ])
    func single(isConnected: String, isLoggedIn: String, device: String, state: LinkState) async throws {
        let status = #"{"is_connected":\#(isConnected),"is_logged_in":\#(isLoggedIn),"device_id":"\#(device)"}"#
        let fixture = try GOWAFixture(
            ["GET /app/status": GOWAFixture.success(status)],
            unknown: .text("Cannot GET /devices", 404, type: "text/plain"))
        let failure = try await GOWAFixture.watch.failure { () async throws(GatewayFailure) in
            try await fixture.gateway.list()
        }
        #expect(failure.kind == .unsupported)
        #expect(failure.message.text.contains("version 7"))
        #expect(try await fixture.status().state == state)
        let before = fixture.server.requests.count
        #expect(try await fixture.status().state == state)
        #expect(fixture.server.requests.count == before + 1)
        #expect(fixture.server.requests.last?.headers["x-device-id"] == GOWAFixture.id)
        #expect(await fixture.gateway.traits().count == 1)
        #expect(try await fixture.gateway.version() == "7")
    }

    @Test("The version is asked for once", arguments: ["9.2.0", "v9.0.1"])
    func version(text: String) async throws {
        let fixture = try GOWAFixture(["GET /app/info": GOWAFixture.success(#"{"version":"\#(text)","os":"Linux"}"#)])
        #expect(try await fixture.gateway.version() == CleanText(text))
        #expect(try await fixture.gateway.version() == CleanText(text))
        #expect(fixture.calls == ["GET /app/info"])
    }

    @Test(
        "Versions that do not tell",
        arguments: [GOWAFixture.noRoute, GOWAFixture.error(400, "DEVICE_ID_REQUIRED")])
    func silent(reply: Reply) async throws {
        let fixture = try GOWAFixture(["GET /devices": GOWAFixture.success("[]")], unknown: reply)
        #expect(try await fixture.gateway.version() == "7 or 8")
        _ = try await fixture.gateway.list()
        #expect(try await fixture.gateway.version() == "8")
        #expect(try await fixture.gateway.version() == "8")
        #expect(fixture.count("GET /app/info") == 2)
    }

    @Test("What it can do")
    func abilities() throws {
        let abilities = try GOWAFixture.make(url: "https://gowa.example.org").abilities
        #expect(abilities.lists)
        #expect(!abilities.codeMayBePolled)
        #expect(abilities.codeOpensLink)
        #expect(abilities.acts == [.restart, .logout, .delete])
    }
}
