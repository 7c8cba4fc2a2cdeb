import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("A passkey that WhatsApp wants, at the keyboard")
struct PasskeyTests {
    private static let key = Fixture.key(Fixture.ready)

    /// The second row was scanned for, and its page says what is wanted.
    private func wanted(readOnly: Bool = false) throws -> Fixture {
        var fixture = Fixture(kind: .waha)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        fixture.status(.awaitingPasskey, "PASSKEY_REQUIRED", of: Fixture.ready)
        fixture.passkey(.response(SignedPasskey.challenge), of: Fixture.ready)
        fixture.state.settings.isReadOnly = readOnly
        _ = fixture.takeEffects()
        return fixture
    }

    private var phase: (Fixture) -> LinkPhase? { { $0.state.links[Self.key]?.flow.phase } }

    @Test("The code leaves the screen at once, a bell rings, and the window is one for a passkey")
    func begins() throws {
        var fixture = Fixture(100, 40, kind: .waha)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        let before = render(fixture.state).hasCode
        #expect(before)
        _ = fixture.takeEffects()
        fixture.status(.awaitingPasskey, "PASSKEY_REQUIRED", of: Fixture.ready)
        let showsCode = render(fixture.state).hasCode
        #expect(!showsCode)
        let effects = fixture.takeEffects()
        #expect(effects.contains(.bell))
        #expect(effects.contains(.closeWindow(Self.key)))
        #expect(effects.contains(.openWindow(.passkey, Self.key)))
        #expect(fixture.state.context == .passkey)
    }

    @Test("y copies the challenge, c the line for a console, s saves; none of it stands on the screen")
    func handsOut() throws {
        var fixture = try wanted()
        fixture.press(.character("y"), .character("c"), .character("s"))
        #expect(
            fixture.takeEffects() == [
                .copy(ClipboardText(SignedPasskey.challenge.reveal())),
                .copy(ClipboardText(SignedPasskey.challenge.consoleLine())),
                .saveChallenge(SignedPasskey.challenge, Self.key),
            ])
        #expect(!fixture.screen.contains(SignedPasskey.nonce))
    }

    @Test("A paste onto the page opens the field; Enter hands it in once, and it is never shown")
    func answers() throws {
        var fixture = try wanted()
        fixture.send(.paste(ClipboardText(SignedPasskey.answer.replacing(",", with: ",\r"))))
        #expect(fixture.screen.contains("good"))
        #expect(!fixture.screen.contains("public-key") && !fixture.screen.contains("Y3JlZA"))
        fixture.press(.enter, .enter, .enter)
        let sent = fixture.takeEffects().filter { if case .answerPasskey = $0 { true } else { false } }
        #expect(sent.count == 1)
        #expect(fixture.state.dialog == nil)
        fixture.send(.passkeyAnswered(Self.key, nil))
        #expect(phase(fixture) == .passkey(.answered(SignedPasskey.challenge, since: fixture.state.now)))
    }

    @Test("Enter opens the field; what is typed into it counts like a paste")
    func typed() throws {
        var fixture = try wanted()
        fixture.press(.enter)
        #expect(fixture.screen.contains("nothing yet"))
        fixture.type(SignedPasskey.answer)
        #expect(fixture.screen.contains("\(SignedPasskey.answer.count) characters"))
        fixture.press(.backspace)
        #expect(fixture.screen.contains("cut off"))
        fixture.type("}")
        fixture.press(.enter)
        #expect(fixture.takeEffects().contains { if case .answerPasskey = $0 { true } else { false } })
    }

    @Test(
        "What is no answer to this request is told and not handed in",
        arguments: [
            ("", "waiting for the paste"), ("hello", "no whole JSON"),
            (SignedPasskey.challenge.reveal(), "was to be signed"),
            (SignedPasskey.answer(to: "BBBB"), "another request"), (#"{"id":"a"}"#, "has rawId"),
            (String(repeating: "{", count: 70_000), "64 KiB"),
        ])
    func refused(text: String, words: String) throws {
        var fixture = try wanted()
        fixture.press(.enter)
        fixture.send(.paste(ClipboardText(text)))
        fixture.press(.enter)
        #expect(fixture.screen.contains(words), "\(fixture.screen)")
        #expect(fixture.takeEffects().isEmpty)
        // The right one takes its place.
        fixture.send(.paste(ClipboardText(SignedPasskey.answer)))
        #expect(fixture.screen.contains("good"))
        fixture.press(.control("u"))
        #expect(fixture.screen.contains("nothing yet"))
    }

    @Test("A request that is gone closes the field: nothing is handed in by an Enter that came too late")
    func late() throws {
        var fixture = try wanted()
        fixture.send(.paste(ClipboardText(SignedPasskey.answer)))
        fixture.passkey(.nothing, of: Fixture.ready)
        #expect(fixture.state.dialog == nil)
        fixture.press(.enter)
        #expect(!fixture.takeEffects().contains { if case .answerPasskey = $0 { true } else { false } })
        // Another challenge leaves the field open, and the old answer is not good any more.
        fixture.passkey(.response(SignedPasskey.challenge), of: Fixture.ready)
        fixture.send(.paste(ClipboardText(SignedPasskey.answer)))
        fixture.passkey(.response(PasskeyChallenge(json: "{}", nonce: "BBBB")), of: Fixture.ready)
        #expect(fixture.screen.contains("another request"))
    }

    @Test("The code to compare is confirmed by Enter, once; Esc confirms nothing")
    func compares() throws {
        var fixture = try wanted()
        fixture.send(.paste(ClipboardText(SignedPasskey.answer)))
        fixture.press(.enter)
        fixture.send(.passkeyAnswered(Self.key, nil))
        _ = fixture.takeEffects()
        fixture.passkey(.confirmation(PasskeyCode("1234"), confirmsItself: false), of: Fixture.ready)
        #expect(fixture.takeEffects().contains(.bell))
        var other = fixture
        fixture.press(.enter, .enter)
        #expect(fixture.takeEffects() == [.confirmPasskey(Self.key)])
        fixture.send(.passkeyConfirmed(Self.key, nil))
        fixture.status(.working, "WORKING", of: Fixture.ready)
        #expect(phase(fixture)?.isSettling == true)
        other.press(.escape)
        #expect(other.takeEffects().contains(.closeWindow(Self.key)))
        #expect(other.state.links[Self.key] == nil)
    }

    @Test("What was sent from a window that is closed by now is told on the list")
    func closed() throws {
        var fixture = try wanted()
        fixture.send(.paste(ClipboardText(SignedPasskey.answer)))
        fixture.press(.enter, .escape)
        fixture.send(.passkeyAnswered(Self.key, GatewayFailure(.refused, "it said no")))
        #expect(fixture.screen.contains("was not taken: it said no"))
    }

    @Test("Read-only looks and copies, and hands nothing in")
    func readOnly() throws {
        var fixture = try wanted(readOnly: true)
        fixture.send(.paste(ClipboardText(SignedPasskey.answer)))
        #expect(fixture.state.dialog == nil)
        #expect(fixture.screen.contains("read-only"))
        fixture.press(.enter)
        #expect(fixture.state.dialog == nil)
        fixture.press(.character("y"))
        #expect(fixture.takeEffects() == [.copy(ClipboardText(SignedPasskey.challenge.reveal()))])
    }

    @Test(
        "Vendors without a way for it: an honest page, and what can be done",
        arguments: [GatewayKind.greenAPI, .evolution, .wawp])
    func noWay(kind: GatewayKind) throws {
        var fixture = Fixture(kind: kind)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        fixture.status(.awaitingPasskey, "passkeyRequired", of: Fixture.ready)
        let screen = fixture.screen
        let showsCode = render(fixture.state).hasCode
        #expect(!showsCode)
        for words in ["has no way to hand", "Scanning again does not help", "web.whatsapp.com", "Front desk"] {
            #expect(screen.contains(words), "\(screen)")
        }
        #expect(fixture.takeEffects().contains(.closeWindow(Self.key)))
    }

    @Test("A code from outside cannot dirty the screen")
    func hostile() throws {
        var fixture = try wanted()
        for (columns, rows) in [(20, 6), (40, 12), (80, 24), (160, 50)] {
            fixture.send(.resized(Size(columns: columns, rows: rows)))
            for text in PropertyTests.hostile {
                fixture.passkey(.confirmation(PasskeyCode(text), confirmsItself: false), of: Fixture.ready)
                let flaws = PropertyTests.flaws(render(fixture.state))
                #expect(flaws == nil)
            }
        }
    }

    @Test("A device name of its own warns before a pairing code is asked for, and stands in the details")
    func deviceName() {
        var fixture = Fixture(kind: .waha)
        let reading = StatusReading(state: .awaitingLink, raw: "SCAN_QR_CODE", deviceName: "Chrome (TEST)")
        fixture.send(.status(reading), .status, of: Fixture.ready)
        fixture.press(.down, .character("p"))
        #expect(fixture.screen.contains("Chrome (TEST)") && fixture.screen.contains("Use the QR"))
        fixture.press(.escape, .enter)
        #expect(fixture.screen.contains("Device name") && fixture.screen.contains("Chrome (TEST)"))
    }
}
