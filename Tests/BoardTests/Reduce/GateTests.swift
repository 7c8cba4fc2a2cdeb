import Fleet
import FoundationEssentials
import Grid
import Linking
import Testing

@testable import Board

@Suite("What stands before a window")
struct GateTests {
    @Test("A number that is linked elsewhere opens nothing until the instance's name is typed")
    func duplicate() {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("p"), .control("u"))
        fixture.type("393312390211")
        fixture.press(.enter)
        #expect(fixture.state.links.isEmpty)
        #expect(fixture.screen.contains("linked in Hotel Front 1 already"))
        fixture.type("bakery")
        fixture.press(.enter)
        #expect(fixture.state.links.isEmpty)
        fixture.type(" nile")
        fixture.press(.enter)
        #expect(fixture.state.links[Fixture.key(Fixture.ready)] != nil)
    }

    @Test("A QR for a number that is linked elsewhere is no different")
    func duplicateByQR() throws {
        var rows = Fixture.rows
        rows[1].configured.phone = try PhoneNumber(typed: "393312390211")
        var fixture = Fixture(80, 24, table: rows)
        for (id, status) in Fixture.states { fixture.send(.status(status), .status, of: id) }
        fixture.press(.down, .character("r"))
        #expect(fixture.state.links.isEmpty)
        fixture.type("relink")
        fixture.press(.enter)
        #expect(fixture.state.screen == .link(Fixture.key(Fixture.ready)))
    }

    @Test("Three codes in ten minutes are enough: the fourth is refused with a countdown, and a QR is offered")
    func exhausted() {
        var fixture = Fixture(80, 24)
        fixture.askThreeCodes()
        _ = fixture.takeEffects()
        fixture.press(.character("p"), .enter)
        #expect(fixture.state.links.isEmpty)
        #expect(fixture.screen.contains("the next one in 8:27 min"))
        fixture.pass(.seconds(60))
        #expect(fixture.screen.contains("the next one in 7:27 min"))
        fixture.press(.enter)
        #expect(fixture.state.links.isEmpty, "Enter does not go on while it is closed")
        fixture.press(.character("r"))
        #expect(fixture.state.links[Fixture.key(Fixture.ready)]?.flow.method == .qr)
        #expect(!fixture.takeEffects().contains { if case .requestPairing = $0 { true } else { false } })
    }

    @Test("When the time has come the gate opens")
    func opens() {
        var fixture = Fixture(80, 24)
        fixture.askThreeCodes()
        fixture.press(.character("p"), .enter)
        fixture.pass(.seconds(508))
        fixture.press(.enter)
        #expect(fixture.state.links[Fixture.key(Fixture.ready)] != nil)
    }

    @Test("What another program asked for counts, and “wait” does not")
    func ledger() throws {
        var fixture = Fixture(80, 24)
        let phone = try PhoneNumber(typed: "201007745117")
        let number = NumberFingerprint(of: phone, key: fixture.state.settings.fingerprints)
        let now = fixture.state.wall.date(of: fixture.state.now)
        fixture.send(
            .ledger(
                (1...3).map {
                    PairingAttempt(
                        at: now.addingTimeInterval(Double($0) * -60), key: Fixture.key("elsewhere"), number: number)
                }))
        fixture.press(.down, .character("p"), .enter)
        #expect(fixture.state.links.isEmpty)

        var fresh = Fixture(80, 24)
        fresh.press(.down, .character("p"), .enter)
        #expect(fresh.state.ledger.attempts.count == 1)
        fresh.send(.paired(fresh.attempt(of: Fixture.ready), .failure(GatewayFailure(.notReady(status: nil), "wait"))))
        #expect(fresh.state.ledger.attempts.isEmpty)
        #expect(fresh.takeEffects().contains { if case .withdraw = $0 { true } else { false } })
    }

    @Test("An answer to a request of an earlier window is none to the next one's, whose code it is not")
    func lateAnswer() {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("p"), .enter)
        let early = fixture.attempt(of: Fixture.ready)
        fixture.press(.escape)
        fixture.pass(.seconds(31))
        fixture.press(.character("p"), .enter)
        #expect(fixture.attempt(of: Fixture.ready) != early)
        fixture.send(.paired(early, .success(PairingReading(code: PairingCode("AAAA1111"), lifetime: .untold))))
        #expect(fixture.state.links[Fixture.key(Fixture.ready)]?.flow.phase.hasCode == false)
        fixture.pair("BBBB2222", of: Fixture.ready)
        #expect(fixture.state.links[Fixture.key(Fixture.ready)]?.flow.phase.hasCode == true)
    }

    @Test("A fourth code within ten minutes is not asked for from its window either, and the third one stays")
    func fourth() {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("p"), .enter)
        for code in ["AAAA1111", "BBBB2222", "CCCC3333"] {
            fixture.pair(code, of: Fixture.ready)
            fixture.pass(.seconds(31))
            _ = fixture.takeEffects()
            fixture.press(.character("c"))
        }
        #expect(!fixture.takeEffects().contains { if case .requestPairing = $0 { true } else { false } })
        #expect(fixture.state.links[Fixture.key(Fixture.ready)]?.flow.phase.hasCode == true)
        #expect(fixture.state.message?.text.hasPrefix("a new code can be asked for in 8:27 min") == true)
    }

    @Test("One living code for a number: another row's is named")
    func living() {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("p"), .enter)
        fixture.pair("K7HX2RWQ", of: Fixture.ready)
        fixture.press(.character("n"), .down)
        #expect(fixture.state.links.isEmpty, "leaving the window ends it here")
    }

    @Test("The wrong phone: X asks once, then logs out until it is gone")
    func evicts() throws {
        var fixture = try Scene.mismatch.fixture(80, 31)
        let key = Fixture.key(Fixture.ready)
        #expect(fixture.screen.contains("LINKED TO ANOTHER NUMBER"))
        _ = fixture.takeEffects()
        fixture.press(.character("X"))
        #expect(fixture.takeEffects().isEmpty)
        fixture.press(.character("y"))
        #expect(fixture.takeEffects().contains(.perform(.logout, key)))
        fixture.press(.escape)
        #expect(fixture.state.links[key] != nil, "it goes on behind the list")
        fixture.send(.acted(.logout, key, GatewayFailure(.server, "it answered 500")))
        fixture.pass(.seconds(5))
        _ = fixture.takeEffects()
        fixture.send(
            .status(StatusReading(state: .working, raw: "WORKING", account: Fixture.account("4915112340939", "x"))),
            .status, of: Fixture.ready)
        #expect(fixture.takeEffects().contains(.perform(.logout, key, .inTurn)))
        fixture.status(.awaitingLink, "SCAN_QR_CODE", of: Fixture.ready)
        #expect(fixture.state.message?.text == "the wrong phone is out of Bakery Nile")
    }

    @Test("A link that had held and is lost within five minutes is told as such")
    func watched() throws {
        var fixture = try Scene.settled.fixture(80, 31)
        fixture.press(.escape)
        fixture.pass(.seconds(100))
        _ = fixture.takeEffects()
        fixture.status(.loggedOut, "LOGGED_OUT", of: Fixture.ready)
        #expect(fixture.state.message?.text == "Bakery Nile was linked and dropped again after 2:00 min")
        #expect(fixture.takeEffects().contains(.bell))
        var old = try Scene.settled.fixture(80, 31)
        old.press(.escape)
        old.pass(.seconds(301))
        old.status(.loggedOut, "LOGGED_OUT", of: Fixture.ready)
        #expect(old.state.message?.text.contains("dropped again") != true)
    }

    @Test("A link that is taken away from here has not failed to hold; one that its gateway does not know any more has")
    func watchedEnds() throws {
        for (act, drops) in [(Act.logout, false), (.stop, false), (.restart, true)] {
            var fixture = try Scene.settled.fixture(80, 31)
            fixture.press(.escape)
            fixture.send(.acted(act, Fixture.key(Fixture.ready), nil))
            fixture.pass(.seconds(60))
            fixture.status(.loggedOut, "LOGGED_OUT", of: Fixture.ready)
            #expect(fixture.state.message?.text.contains("dropped again") == (drops ? true : nil), "\(act)")
        }
        var gone = try Scene.settled.fixture(80, 31)
        gone.press(.escape)
        gone.send(.failed(GatewayFailure(.notFound, "no such session")), .status, of: Fixture.ready)
        #expect(gone.state.message?.text.contains("dropped again") == true)
    }
}
