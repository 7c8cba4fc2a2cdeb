import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("A link window told in lines")
struct LinkTellingTests {
    private static let key = Fixture.key(Fixture.ready)
    private static let phone = "201007745117"

    /// A window under way, and everything that was told of it.
    private struct Window {
        var fixture = Fixture()
        var telling = LinkTelling()
        var items: [LinkTelling.Item] = []

        init(_ method: LinkMethod = .qr, kind: GatewayKind = .wawp) {
            fixture = Fixture(kind: kind)
            fixture.send(.link(LinkTellingTests.key, by: method))
            listen()
        }

        @discardableResult
        mutating func listen() -> [String] {
            let new = telling.items(fixture.state, LinkTellingTests.key)
            items += new
            return new.compactMap { if case .line(let text) = $0 { text } else { nil } }
        }

        mutating func link(_ digits: String) -> [String] {
            let account = Fixture.account(digits, "Clinic")
            fixture.send(
                .status(StatusReading(state: .working, raw: "WORKING", account: account)), .status, of: Fixture.ready)
            return listen()
        }
    }

    @Test("from the first code to the proven link, each fact once, however often it is looked at")
    func held() throws {
        var window = Window()
        try window.fixture.code(of: Fixture.ready)
        #expect(window.listen() == ["Code 1 of 6, good for 20 s."])
        window.fixture.pass(.seconds(3))
        try window.fixture.code(of: Fixture.ready, lives: .told(.seconds(17)))
        #expect(window.listen().isEmpty)
        window.fixture.pass(.seconds(18))
        #expect(window.listen() == ["Code expired; waiting for the next."])
        #expect(window.items.last == .line("Code expired; waiting for the next."))
        #expect(window.items.contains(.codeOver))
        try window.fixture.code(CodePayload("2@SECRETPAYLOAD,def"), of: Fixture.ready)
        #expect(window.listen() == ["Code 2 of 6, good for 20 s."])
        #expect(
            window.link(Self.phone) == [
                "Linked. Checking the number.", "+20 ··· 5117 Clinic: the right number.",
                "Watching that it holds, 20 s.",
            ])
        for _ in 1...5 {
            window.fixture.pass(.seconds(3))
            #expect(window.listen().isEmpty)
        }
        window.fixture.pass(.seconds(6))
        #expect(window.listen() == ["Held: linked 21 s after the window opened."])
        let codes = window.items.count { if case .code = $0 { true } else { false } }
        #expect(codes == 2)
        #expect(!window.items.description.contains("SECRETPAYLOAD") && !window.items.description.contains(Self.phone))
    }

    @Test("a pairing code stands alone on its line, and is spelled on the next")
    func pairing() throws {
        var window = Window(.pairing(try PhoneNumber(typed: Self.phone)))
        window.fixture.pair("K7HX2RWQ", of: Fixture.ready)
        #expect(
            window.listen() == [
                "Pairing code, good for 2:40 min (estimate).", "K7HX-2RWQ",
                "Kilo Seven Hotel X-ray, Two Romeo Whiskey Quebec",
                "On the phone: Linked devices, Link a device, Link with phone number instead.",
            ])
        window.fixture.pass(.seconds(161))
        #expect(window.listen() == ["Code expired."])
    }

    @Test("the wrong phone is named, then each logout")
    func mismatched() throws {
        var window = Window()
        try window.fixture.code(of: Fixture.ready)
        window.listen()
        #expect(
            window.link("447700900999") == [
                "WRONG NUMBER: linked to +44 ··· 0999 Clinic.", "+20 ··· 5117 belongs here.",
            ])
        #expect(window.link("447700900999").isEmpty)
        window.fixture.send(.perform(.logout))
        window.fixture.send(.key(.character("y")))
        #expect(window.listen() == ["Logging the wrong phone out."])
        window.fixture.send(.acted(.logout, Self.key, nil))
        window.fixture.pass(.seconds(6))
        #expect(window.link("447700900999") == ["It is linked still: logout 2 was sent."])
        window.fixture.status(.awaitingLink, "SCAN_QR_CODE", of: Fixture.ready)
        #expect(window.listen().first == "The wrong phone is out: the gateway confirms it.")
    }

    @Test("a passkey is told as numbered steps, and its challenge is handed to whoever shows it")
    func passkey() throws {
        var window = Window(kind: .waha)
        try window.fixture.code(of: Fixture.ready)
        window.listen()
        window.fixture.status(.awaitingPasskey, "PASSKEY", of: Fixture.ready)
        #expect(window.listen().first?.hasPrefix("WhatsApp wants the account's passkey") == true)
        let challenge = PasskeyChallenge(json: #"{"challenge":"c2VjcmV0"}"#, nonce: "c2VjcmV0")
        window.fixture.passkey(.response(challenge), of: Fixture.ready)
        let steps = window.listen()
        #expect(steps.map { $0.prefix(2) } == ["1.", "2.", "3.", "4."])
        #expect(window.items.last == .challenge(challenge))
        #expect(!window.items.description.contains("c2VjcmV0"))
    }

    @Test("what is still paired is brought back without a look at triage first")
    func cameBack() {
        var window = Window()
        window.fixture = Fixture()
        window.fixture.status(.disconnected, "DISCONNECTED", of: Fixture.ready)
        window.fixture.send(.choose(Self.key))
        window.fixture.send(.link(Self.key, by: .qr))
        #expect(window.fixture.state.screen == .link(Self.key))
        window.fixture.status(.disconnected, "DISCONNECTED", of: Fixture.ready)
        #expect(window.listen() == ["Preparing: restarted it; waiting until it takes a link."])
        window.fixture.status(.working, "WORKING", of: Fixture.ready)
        #expect(window.listen() == ["It came back by itself: it was still paired, and no scan was needed."])
    }

    @Test("what locks a link is told before it is tried: closed ones with the way out, typed ones with the word")
    func admission() throws {
        var fixture = Fixture()
        #expect(fixture.state.admission(of: Self.key, by: .qr) == .open([]))
        let other = LinkMethod.pairing(try PhoneNumber(typed: "2348012346610"))
        guard case .typed(let sentences, let word) = fixture.state.admission(of: Self.key, by: other) else {
            Issue.record("a number that is linked elsewhere has to be typed for")
            return
        }
        #expect(word == "Bakery Nile")
        #expect(sentences[0].contains("linked in Depot Lagos"))
        fixture.send(
            .gateway(
                GatewayReport(
                    name: "wawp-eu", failure: GatewayFailure(.unreachable, "it does not answer"), since: nil,
                    nextProbe: nil, requestsPerSecond: 0, notices: [])))
        guard case .closed(let reasons) = fixture.state.admission(of: Self.key, by: .qr) else {
            Issue.record("nothing links through a gateway that is down")
            return
        }
        #expect(reasons.last == "Bring the gateway back first.")
    }

    @Test("a wrong number with the same end is told apart from the right one")
    func wrongNumberAlike() throws {
        var window = Window()
        try window.fixture.code(of: Fixture.ready)
        window.listen()
        let lines = window.link("201007735117")
        #expect(lines.contains("WRONG NUMBER: linked to +20 ··· 35117 Clinic."))
        #expect(lines.contains("+20 ··· 45117 belongs here."))
    }
}
