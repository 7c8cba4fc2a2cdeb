import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Link windows")
struct WindowTests {
    static let key = Fixture.key(Fixture.ready)

    static func windows(_ effects: [Effect]) -> [String] {
        effects.compactMap {
            switch $0 {
            case .openWindow(let kind, _): "open \(kind)"
            case .closeWindow: "close"
            default: nil
            }
        }
    }

    @Test("One window is opened and closed once, however the flow ends")
    func once() throws {
        for ending in 0..<4 {
            var fixture = Fixture(80, 31)
            fixture.press(.down)
            _ = fixture.takeEffects()
            fixture.press(.character("r"))
            try fixture.code(of: Fixture.ready)
            switch ending {
            case 0: fixture.press(.escape)
            case 1:
                fixture.status(.failed, "FAILED", of: Fixture.ready)
                fixture.press(.escape)
            case 2:
                fixture.status(.working, "WORKING", of: Fixture.ready)
                fixture.send(.account(Fixture.account("201007745117", "B")), .account, of: Fixture.ready)
                fixture.pass(.seconds(20))
                fixture.press(.escape)
            default: fixture.press(.character("n"))
            }
            fixture.pass(.seconds(300))
            #expect(Self.windows(fixture.takeEffects()) == ["open qr", "close"], "ending \(ending)")
        }
    }

    @Test("Another method closes the window of the first")
    func methodChanges() throws {
        var fixture = Fixture(80, 31)
        fixture.press(.down)
        _ = fixture.takeEffects()
        fixture.press(.character("r"), .character("p"), .enter)
        fixture.pair("ABCD1234", of: Fixture.ready)
        fixture.press(.character("r"), .character("q"))
        #expect(
            Self.windows(fixture.takeEffects()) == ["open qr", "close", "open pairing", "close", "open qr", "close"])
    }

    @Test("Closing while it settles goes on watching, and tells how it ended")
    func closedWhileSettling() throws {
        var fixture = Fixture(80, 31)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        _ = fixture.takeEffects()
        fixture.status(.working, "WORKING", of: Fixture.ready)
        #expect(fixture.takeEffects().contains(.expedite(.account, Self.key, at: fixture.state.now)))
        fixture.press(.escape)
        #expect(fixture.state.screen == .list)
        #expect(Self.windows(fixture.takeEffects()).isEmpty)
        fixture.send(.account(Fixture.account("201007745117", "B")), .account, of: Fixture.ready)
        fixture.pass(.seconds(20))
        #expect(Self.windows(fixture.takeEffects()) == ["close"])
        #expect(fixture.state.message?.text.contains("held") == true)
        #expect(fixture.state.links.isEmpty)
    }

    @Test("A drop while nobody looks rings and is told")
    func dropped() throws {
        var fixture = Fixture(80, 31)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        fixture.status(.working, "WORKING", of: Fixture.ready)
        fixture.press(.escape)
        fixture.pass(.seconds(11))
        _ = fixture.takeEffects()
        fixture.status(.loggedOut, "LOGGED_OUT", of: Fixture.ready)
        #expect(fixture.takeEffects().contains(.bell))
        #expect(fixture.state.message?.text == "Bakery Nile was linked and dropped again after 11 s")
    }

    @Test("Leaving the wall closes its windows, but not the links that settle")
    func wall() throws {
        var fixture = Fixture(130, 40)
        fixture.press(.down, .character(" "), .character(" "), .character("W"))
        _ = fixture.takeEffects()
        fixture.press(.character("r"), .enter)
        #expect(Self.windows(fixture.takeEffects()) == ["open qr", "open qr"])
        #expect(fixture.state.screen == .wall)
        try fixture.code(of: Fixture.ready)
        fixture.status(.working, "WORKING", of: Fixture.ready)
        fixture.press(.escape)
        #expect(fixture.state.screen == .list)
        #expect(Set(fixture.state.links.keys) == [Self.key])
    }

    @Test("The wall opens no more windows than have room for a code")
    func wallCapacity() {
        var fixture = Fixture(130, 40)
        fixture.press(.character("*"), .character("W"), .character("r"), .enter)
        #expect(fixture.state.links.count == 2)
        #expect(fixture.state.round?.count(.waiting) == 3, "four are linked and left out")
    }

    @Test(
        "A number is checked while it is typed",
        arguments: [
            ("", "digits only are needed"), ("+20", "Egypt, 2 digits so far"),
            ("+20 114 520-2826", "Egypt, 12 digits: good"),
            ("0114520", "begins with its country code"), ("20114x", "“x” is not part of a number"),
            ("1234567890123456", "16 digits are too many"), ("00 49 151 1234 0931", "Germany, 13 digits: good"),
        ])
    func number(typed: String, verdict: String) {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("p"), .control("u"))
        fixture.type(typed)
        #expect(fixture.screen.contains(verdict))
    }

    @Test("No code is asked for before the number is one; what is not ready is brought there first")
    func pairing() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("p"), .control("u"), .enter)
        #expect(fixture.state.links.isEmpty)
        fixture.send(.paste(ClipboardText("+20 114 520 2826\n")))
        #expect(fixture.screen.contains("brought there first"))
        _ = fixture.takeEffects()
        fixture.press(.enter)
        let failed = Fixture.key("A91F3C07D2E4")
        #expect(!fixture.takeEffects().contains { if case .requestPairing = $0 { true } else { false } })
        fixture.status(.failed, "FAILED", of: "A91F3C07D2E4")
        #expect(fixture.takeEffects().contains(.perform(.restart, failed, .inTurn)))
        fixture.status(.awaitingLink, "SCAN", of: "A91F3C07D2E4")
        #expect(
            fixture.takeEffects().contains { if case .requestPairing(failed, _, _, _) = $0 { true } else { false } })
    }

    @Test("What the next step is, goes by what the vendor needs", arguments: GatewayKind.allCases)
    func nextStep(kind: GatewayKind) {
        let row = InstanceRow(key: Self.key, kind: kind, configured: InstanceConfiguration(id: Self.key.id))
        var fixture = Fixture(160, 40, table: [row])
        fixture.status(.loggedOut, "close", of: Self.key.id)
        let opens = kind == .gowa
        #expect(fixture.screen.contains("r restarts it and shows the QR") != opens)
        #expect(fixture.screen.contains("r shows the QR, p asks for a pairing code") == opens)
        fixture.press(.character("p"), .control("u"))
        fixture.type("201145202826")
        #expect(fixture.screen.contains("it is brought there first") != [.gowa, .evolution].contains(kind))
    }

    @Test("A number that is linked elsewhere is warned of before a code can drop it")
    func guarded() {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("p"), .control("u"))
        fixture.type("393312390211")
        #expect(fixture.screen.contains("linked in Hotel Front 1 already"))
        #expect(fixture.screen.contains("not the number that belongs here"))
    }

    @Test("The pairing code is copied, hidden and gone on close; a new one waits for its time")
    func pairingKeys() {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("p"), .enter)
        fixture.pair("K7HX2RWQ", of: Fixture.ready)
        #expect(fixture.send(.key(.character("y"))) == [.copy(ClipboardText("K7HX2RWQ"))])
        #expect(fixture.state.message?.text.contains("K7HX") == false)
        #expect(fixture.screen.contains("Kilo"))
        fixture.press(.character("v"))
        #expect(!fixture.screen.contains("Kilo"))
        fixture.press(.character("v"), .character("h"))
        #expect(!fixture.screen.contains("Kilo") && fixture.screen.contains("hidden"))
        #expect(fixture.send(.key(.character("c"))).isEmpty)
        #expect(fixture.state.message?.text == "a new code can be asked for in 30 s")
        fixture.pass(.seconds(30))
        #expect(fixture.send(.key(.character("c"))).contains { if case .requestPairing = $0 { true } else { false } })
        fixture.press(.escape)
        #expect(fixture.state.links.isEmpty)
    }

    @Test("Letters are seven rows high at 80x24")
    func bigLetters() throws {
        let fixture = try Scene.pairing.fixture(80, 24)
        let grid = render(fixture.state)
        let rows = (0..<24).filter { row in
            (0..<80).contains { grid[column: $0, row: row] == Cell(" ", Style(.plain, .reverse)) }
        }
        #expect(rows.count == 7)
        #expect(rows.last! - rows.first! == 6)
    }

    @Test("Neither payload, pairing code nor whole number is in any description of state, log, events and effects")
    func secrets() throws {
        var fixture = Fixture(80, 31)
        fixture.press(.down, .character("r"))
        try fixture.code(CodePayload("2@SECRETPAYLOAD,abc"), of: Fixture.ready)
        fixture.press(.character("n"), .character("p"), .enter)
        fixture.status(.awaitingLink, "SCAN", of: "C4418EE2F013")
        fixture.pair("SECR3TXX", of: "C4418EE2F013")
        try fixture.code(CodePayload("2@SECRETPAYLOAD,def"), of: "D1F2AA903B7C")
        fixture.press(.character("y"))
        #expect(fixture.effects.contains { if case .copy = $0 { true } else { false } })
        #expect(fixture.effects.contains { if case .requestPairing = $0 { true } else { false } })
        // And a number half typed, half pasted.
        fixture.press(.escape, .character("p"), .control("u"))
        fixture.type("20114520")
        fixture.send(.paste(ClipboardText("2826")))
        #expect(fixture.screen.contains("201145202826"))
        let events = [
            Event.paired(
                fixture.attempt(of: Fixture.ready),
                .success(PairingReading(code: PairingCode("SECR3TXX"), lifetime: .untold))),
            .paste(ClipboardText("SECR3TXX")), .roster(Fixture.rows, []),
        ]
        var texts = ["\(fixture.state)", String(reflecting: fixture.state), "\(events)", "\(fixture.effects)"]
        for value in [fixture.state, events, fixture.effects] as [Any] {
            texts.append("")
            dump(value, to: &texts[texts.count - 1])
        }
        let numbers = Fixture.rows.compactMap(\.configured.phone?.digits)
        #expect(numbers.contains("201145202826"))
        for text in texts {
            for secret in ["SECR"] + numbers { #expect(!text.contains(secret), "a secret is told") }
        }
        #expect(texts.contains { $0.contains("redacted") && $0.contains("+20 ··· 2826") })
    }

    @Test("While the phone is confirming no key disturbs it, and the hold ends with the next code")
    func held() throws {
        var fixture = Fixture(100, 40)
        fixture.press(.down, .character("r"))
        let key = Fixture.key(Fixture.ready)
        try fixture.code(of: Fixture.ready)
        fixture.press(.character("H"))
        fixture.pass(.seconds(25))
        _ = fixture.takeEffects()
        fixture.press(.character(" "), .character("p"), .enter)
        #expect(fixture.state.links[key]?.flow.method == .qr)
        #expect(fixture.state.message?.text.hasPrefix("held for 35 s more") == true)
        let asked = fixture.takeEffects().filter {
            switch $0 {
            case .askNow, .expedite, .requestPairing, .openWindow: true
            default: false
            }
        }
        #expect(asked.isEmpty, "\(asked)")
        fixture.pass(.seconds(35))
        #expect(fixture.takeEffects().contains(.expedite(.code, key, at: fixture.state.now)))
    }

    @Test("Leaving with something undone asks once, and obeys the second time")
    func leaving() {
        var fixture = Fixture(100, 40)
        fixture.press(.character("q"))
        #expect(fixture.takeEffects().contains(.quit))
        fixture.press(.character("*"), .character("R"), .character("y"))
        fixture.pass(.seconds(3))
        _ = fixture.takeEffects()
        fixture.press(.character("q"))
        #expect(!fixture.takeEffects().contains(.quit))
        #expect(fixture.state.message?.text == "7 acts are still waiting to be done; once more leaves all the same")
        fixture.press(.character("Q"))
        #expect(fixture.takeEffects().contains(.quit))
    }
}
