import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Rounds on the board")
struct RoundTests {
    private let second = "C4418EE2F013"

    /// A round of the two that need a link, its first window showing a code.
    private func begun() throws -> Fixture {
        var fixture = Fixture(100, 40)
        fixture.press(.character("b"), .enter)
        try fixture.code(of: second)
        return fixture
    }

    private func isOpen(_ id: String, _ fixture: Fixture) -> Bool {
        fixture.state.links[Fixture.key(id)].map { !$0.flow.isOver } ?? false
    }

    @Test("Without marks it takes all that need a link, by holder, and asks first")
    func asks() {
        var fixture = Fixture(100, 40)
        fixture.press(.character("b"))
        #expect(fixture.state.round == nil)
        #expect(fixture.screen.contains("relink round: 2 instances"))
        fixture.press(.escape)
        #expect(fixture.state.round == nil && fixture.state.links.isEmpty)
    }

    @Test("It says who is FAILED and therefore not in it, and what helps them")
    func leavesFailed() {
        var fixture = Fixture(100, 40)
        fixture.press(.character("b"))
        #expect(fixture.screen.contains("1 FAILED is not in it: restart it first (t)"))
        #expect(PlainPage(fixture.state).lines.contains("1 FAILED is not in it: restart it first (t)."))
        fixture.press(.escape)
        for id in [Fixture.ready, second] { fixture.status(.failed, "FAILED", of: id) }
        fixture.press(.character("b"))
        #expect(fixture.state.dialog == nil)
        #expect(
            fixture.state.message?.text
                == "nothing here waits for a link; 3 FAILED are not in it: restart them first (t)")
        // Marked by hand, they are in it.
        fixture.state.message = nil
        fixture.press(.character("*"), .character("b"))
        #expect(!fixture.screen.contains("not in it"))
    }

    @Test("One window at a time; three seconds after a link the next one opens by itself")
    func steps() throws {
        var fixture = Fixture(100, 40)
        fixture.press(.character("b"), .enter)
        #expect(fixture.state.links.count == 1)
        let first = try #require(fixture.state.links.keys.first)
        #expect(fixture.state.screen == .link(first))
        try fixture.code(of: first.id)
        fixture.status(.working, "WORKING", of: first.id)
        fixture.pass(.seconds(2.9))
        #expect(fixture.state.screen == .link(first), "the success is seen before the next window comes")
        fixture.pass(.seconds(0.2))
        #expect(fixture.state.links.count == 2)
        #expect(fixture.state.screen != .link(first))
        #expect(fixture.screen.contains("2 of 2"))
    }

    @Test("One that drops while settling comes back to the front, and the round ends when all have held")
    func drops() throws {
        var fixture = Fixture(100, 40)
        fixture.press(.character("b"), .enter)
        let first = try #require(fixture.state.links.keys.first).id
        try fixture.code(of: first)
        fixture.status(.working, "WORKING", of: first)
        fixture.pass(.seconds(4))
        let other = [Fixture.ready, second].first { $0 != first }!
        try fixture.code(of: other)
        fixture.status(.loggedOut, "LOGGED_OUT", of: first)
        #expect(fixture.state.round?.next?.key == Fixture.key(first))
        fixture.status(.working, "WORKING", of: other)
        fixture.pass(.seconds(4))
        #expect(fixture.state.screen == .link(Fixture.key(first)))
        #expect(isOpen(first, fixture))
        fixture.status(.awaitingLink, "SCAN_QR_CODE", of: first)
        try fixture.code(CodePayload("2@second"), of: first)
        fixture.status(.working, "WORKING", of: first)
        for id in [first, other] { fixture.send(.account(Account(phone: nil, name: "x")), .account, of: id) }
        fixture.pass(.seconds(21))
        #expect(fixture.state.round == nil)
        #expect(fixture.state.message?.text == "the round is over: 2 held")
    }

    @Test(
        "One that drops while settling has one more turn, whatever the reason; the second drop suspects a restriction")
    func dropsAgain() throws {
        var fixture = Fixture(100, 40)
        fixture.press(.character("b"), .enter)
        let key = try #require(fixture.state.links.keys.first)
        for turn in 0..<2 {
            #expect(isOpen(key.id, fixture), "turn \(turn)")
            try fixture.code(CodePayload("2@turn-\(turn)"), of: key.id)
            fixture.status(.working, "WORKING", of: key.id)
            fixture.pass(.seconds(2))
            // The code alone is suspicious after so short a link, and the phone is still at hand.
            fixture.send(
                .status(StatusReading(state: .loggedOut, raw: "close", reasonCode: 401)), .status, of: key.id)
            fixture.pass(.seconds(4))
        }
        #expect(fixture.state.round?[key]?.stage == .failed)
        #expect(fixture.state.screen != .link(key))
    }

    @Test("Leaving its window pauses the round and asks for nothing; b goes on with the same one")
    func pauses() throws {
        var fixture = try begun()
        let key = try #require(fixture.state.links.keys.first)
        _ = fixture.takeEffects()
        fixture.press(.escape)
        #expect(fixture.state.links.isEmpty)
        #expect(fixture.takeEffects().contains(.closeWindow(key)))
        #expect(fixture.state.round?.isPaused == true)
        fixture.pass(.seconds(60))
        #expect(fixture.state.links.isEmpty)
        fixture.press(.character("b"), .enter)
        #expect(fixture.state.screen == .link(key))
    }

    @Test("Leaving the window of one that has just linked pauses too: nothing opens over what comes next")
    func pausesAfterALink() throws {
        var fixture = try begun()
        let key = try #require(fixture.state.links.keys.first)
        fixture.status(.working, "WORKING", of: key.id)
        fixture.press(.escape)
        #expect(fixture.state.round?.isPaused == true)
        fixture.pass(.seconds(10))
        #expect(fixture.state.screen == .list)
        #expect(fixture.state.links.count == 1)
    }

    @Test("Skipped and postponed make room for the next one")
    func passesOver() throws {
        var fixture = try begun()
        let first = try #require(fixture.state.links.keys.first)
        fixture.press(.character("z"))
        let then = try #require(fixture.state.links.keys.first)
        #expect(then != first && fixture.state.links.count == 1)
        fixture.press(.character("x"))
        #expect(fixture.state.screen == .link(first))
        #expect(fixture.state.round?.count(.skipped) == 1)
    }

    @Test("A window that nobody scanned waits for Enter: the round opens nothing by itself meanwhile")
    func unscanned() throws {
        var fixture = try begun()
        let first = try #require(fixture.state.links.keys.first)
        fixture.pass(.seconds(21))
        fixture.status(.failed, "FAILED", of: first.id)
        _ = fixture.takeEffects()
        fixture.pass(.seconds(120))
        #expect(fixture.state.screen == .link(first))
        #expect(fixture.state.links.count == 1)
        #expect(!fixture.takeEffects().contains { if case .openWindow = $0 { true } else { false } })
        fixture.press(.enter)
        #expect(isOpen(first.id, fixture))
    }

    @Test("What cannot be linked is passed over, and said")
    func fails() throws {
        var fixture = try begun()
        let first = try #require(fixture.state.links.keys.first)
        fixture.status(.blocked, "BLOCKED", of: first.id)
        fixture.pass(.seconds(3))
        #expect(fixture.state.round?[first]?.stage == .failed)
        #expect(fixture.state.screen != .link(first))
    }

    @Test("It is written down whenever it changes, and taken up again paused")
    func survives() throws {
        var fixture = try begun()
        let kept = fixture.takeEffects().compactMap { effect -> Round? in
            if case .keepRound(let round) = effect { round } else { nil }
        }
        let last = try #require(kept.last)
        #expect(last == fixture.state.round)
        var again = Fixture(100, 40)
        again.send(.roundFound(last))
        #expect(again.state.round?.isPaused == true)
        #expect(again.state.links.isEmpty)
        #expect(again.state.message?.text == "a round was under way, 2 to go; b goes on")
        again.press(.character("b"), .enter)
        #expect(again.state.links.count == 1)
        fixture.press(.escape, .character("b"), .character("d"))
        #expect(fixture.state.round == nil)
        #expect(fixture.takeEffects().contains(.keepRound(nil)))
    }
}
