import Fleet
import Testing
import TestKit

@testable import Gateways

@Suite("Lists: what cannot be addressed is left out")
struct ListedIDsTests {
    @Test(
        "An id that would be something else in a terminal, a file or a path is none",
        arguments: [
            ("7105000001", true), ("store 7/a", true), ("Köln – مخبز", true),
            (String(repeating: "x", count: 200), true),
            ("", false), ("a\nb", false), ("a\u{1b}]0;x\u{7}", false), ("a\u{9b}31m", false), ("a\u{7f}", false),
            ("a\u{202e}b", false), ("a\u{200b}", false), ("a\u{2028}b", false), ("\0", false), ("a\r", false),
            (String(repeating: "x", count: 201), false), (String(repeating: "é", count: 101), false),
        ])
    func sound(id: String, isSound: Bool) {
        #expect(ListedIDs.isSound(id) == isSound)
    }

    /// A list with this id in its middle.
    private static func rows(_ kind: GatewayKind, _ id: String) -> String {
        let rows = ["a", id, "b"].map { id in
            switch kind {
            case .gowa: GOWAFixture.row("connected", id: id)
            case .waha: #"{"name":"\#(id)","status":"STOPPED"}"#
            case .evolution: #"{"name":"\#(id)","connectionStatus":"open"}"#
            case .greenAPI, .wawp: #"{"idInstance":"\#(id)","typeInstance":"whatsapp"}"#
            }
        }
        let list = "[\(rows.joined(separator: ","))]"
        return kind == .gowa ? #"{"code":"SUCCESS","results":\#(list)}"# : list
    }

    private static func gateway(_ kind: GatewayKind, _ server: FixtureServer) throws -> any Gateway {
        switch kind {
        case .gowa: try GOWAFixture.make(url: server.url)
        case .waha, .evolution: try KeyedFixture.make(kind, url: server.url)
        case .greenAPI, .wawp:
            try GreenAPIFixture.make(
                url: server.url, secrets: GatewaySecrets(gateway: Secret(GreenAPIFixture.partner)))
        }
    }

    @Test(
        "Each gateway leaves such a row out and tells of it for as long as it is there",
        arguments: [GatewayKind.gowa, .waha, .evolution, .greenAPI], [#"x\u001b]0;t\u0007y"#, #"x\ny"#, #"x\u202ey"#])
    func left(kind: GatewayKind, id: String) async throws {
        let server = try FixtureServer(
            replies: [.json(Self.rows(kind, id)), .json(Self.rows(kind, "c"))], then: .json("[]"))
        let gateway = try Self.gateway(kind, server)
        let usual = await gateway.notices()
        #expect(try await gateway.list().map(\.id) == ["a", "b"])
        let told = await gateway.notices().filter { !usual.contains($0) }
        #expect(told.count == 1)
        #expect(told.first?.text.contains("1 instance whose id") == true)
        #expect(try await gateway.list().map(\.id) == ["a", "c", "b"])
        #expect(await gateway.notices() == usual)
    }

    @Test("A list of nothing else is an empty one", arguments: [GatewayKind.waha, .evolution, .greenAPI])
    func nothingElse(kind: GatewayKind) async throws {
        let rows = Self.rows(kind, "c").replacing(try Regex(#""(a|b|c)""#), with: #""x\u0000""#)
        let server = try FixtureServer(replies: .json(rows))
        let gateway = try Self.gateway(kind, server)
        #expect(try await gateway.list().isEmpty)
        #expect(await gateway.notices().contains { $0.text.contains("3 instances whose id") })
        #expect(server.requests.count == 1)
    }
}
