import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Stories 6 to 11: links that need more, fail, or find no room")
struct LinkStoryTests {
    @Test("Story 6: Evolution is connecting and a code is wanted: the open round is left, then the number is asked for")
    func connecting() {
        var fixture = Fixture(100, 40, kind: .evolution)
        let id = "0A4C6BE1D7F8"
        fixture.status(.connecting, "connecting", of: id)
        fixture.press(.character("/"))
        fixture.type("taxi")
        fixture.press(.enter, .character("p"), .enter)
        #expect(!fixture.takeEffects().contains { if case .requestPairing = $0 { true } else { false } })
        fixture.status(.loggedOut, "close", of: id)
        #expect(fixture.takeEffects().contains { if case .requestPairing = $0 { true } else { false } })
    }

    @Test("Story 7: linked, and 401 after twelve seconds: at no moment is it called done")
    func dropped() throws {
        var fixture = Fixture(100, 40)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        fixture.send(
            .status(
                StatusReading(state: .working, raw: "WORKING", account: Fixture.account("201007745117", "B"))), .status,
            of: Fixture.ready)
        for _ in 0..<12 {
            #expect(!fixture.screen.contains("held"))
            fixture.pass(.seconds(1))
        }
        fixture.send(
            .status(StatusReading(state: .loggedOut, raw: "LOGGED_OUT", reasonCode: 401)), .status, of: Fixture.ready)
        #expect(fixture.screen.contains("Linked, and lost again"))
        #expect(fixture.screen.contains("It dropped after 12 s"))
        let told = fixture.effects.compactMap { if case .record(let entries) = $0 { entries } else { nil } }
        #expect(!"\(told)".contains("held"))
        fixture.pass(.seconds(60))
        #expect(!fixture.screen.contains("and it held"))
    }

    @Test("Story 8: what the list names no more is MISSING and stays")
    func vanished() {
        var fixture = TriageTests.night()
        let listed = TriageTests.listed { _ in StatusReading(state: .working, raw: "open") }
        fixture.list(listed.filter { $0.id != "shop-7" })
        #expect(fixture.state.fleet.rows.count == 60)
        #expect(fixture.lines.contains { $0.contains("MISSING") && $0.contains("shop-7") })
    }

    @Test("Story 9: a passkey takes the code off the screen and says what is needed")
    func passkey() throws {
        var fixture = Fixture(80, 36, kind: .waha)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        fixture.status(.awaitingPasskey, "PASSKEY_REQUIRED", of: Fixture.ready)
        #expect(fixture.state.links[Fixture.key(Fixture.ready)]?.matrix == nil)
        #expect(fixture.screen.contains("WhatsApp wants a passkey"))
    }

    @Test("Story 10: too small a window says how many rows are missing and offers the pairing code")
    func tooSmall() throws {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        #expect(fixture.screen.contains("more rows"))
        #expect(fixture.screen.contains("pairing code"))
        fixture.press(.character("p"))
        #expect(fixture.screen.contains("Phone number, country code first"))
    }

    @Test("Story 11: every scene of a demo says DEMO, at every size", arguments: Scene.allCases)
    func demo(scene: Scene) throws {
        for (columns, rows) in [(80, 24), (100, 40), (200, 60)] {
            var fixture = try scene.fixture(columns, rows)
            fixture.state.settings.isDemo = true
            #expect(fixture.screen.contains("DEMO"), "\(columns)x\(rows)")
        }
    }
}
