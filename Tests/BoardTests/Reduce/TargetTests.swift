import Fleet
import Grid
import Linking
import Testing
import TestKit

@testable import Board

@Suite("Cursor and marks belong to ids")
struct TargetTests {
    @Test("However the list is shuffled, an act means the row that was under the cursor at the key", arguments: 0..<200)
    func shuffled(seed: Int) {
        var dice = Dice(seed: UInt64(seed) + 7)
        var fixture = Fixture(80, 24)
        for _ in 0..<dice.below(9) { fixture.press(.down) }
        fixture.press(.up)
        let target = fixture.state.list.current!
        for _ in 0..<20 {
            fixture.status(dice.pick(LinkState.allCases), "WORD", of: dice.pick(Fixture.rows).key.id)
            fixture.pass(.milliseconds(dice.below(900)))
            if dice.below(4) == 0 { fixture.press(.character("o")) }
        }
        #expect(fixture.state.list.current == target)
        fixture.press(.character("R"))
        guard case .confirm(let confirmation) = fixture.state.dialog else {
            Issue.record("nothing is asked")
            return
        }
        #expect(confirmation.keys == [target])
        for _ in 0..<20 { fixture.status(dice.pick(LinkState.allCases), "WORD", of: dice.pick(Fixture.rows).key.id) }
        _ = fixture.takeEffects()
        fixture.press(.character("y"))
        #expect(fixture.takeEffects().contains(.perform(.restart, target)))
    }

    @Test("A row that leaves the filter hands the cursor to its neighbour once and for all")
    func leavesFilter() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("/"))
        fixture.type("state:scan")
        fixture.press(.enter, .down)
        #expect(fixture.state.list.current == Fixture.key("C4418EE2F013"))
        fixture.status(.working, "WORKING", of: "C4418EE2F013")
        #expect(fixture.state.list.current == Fixture.key(Fixture.ready))
        fixture.status(.awaitingLink, "SCAN", of: "A91F3C07D2E4")
        fixture.status(.awaitingLink, "SCAN", of: "C4418EE2F013")
        #expect(fixture.state.list.current == Fixture.key(Fixture.ready))
    }

    @Test("Marks outlive the filter, are counted where it hides them, and the question names them all")
    func hiddenMarks() {
        var fixture = Fixture(80, 24)
        fixture.press(.character(" "), .character(" "), .character(" "))
        #expect(fixture.state.list.marks.count == 3)
        fixture.press(.character("/"))
        fixture.type("bakery")
        fixture.press(.enter)
        #expect(fixture.state.list.hiddenMarks == 2)
        fixture.press(.character("S"))
        guard case .confirm(let confirmation) = fixture.state.dialog else {
            Issue.record("nothing is asked")
            return
        }
        #expect(confirmation.keys.count == 3)
        #expect(confirmation.hidden == 2)
        #expect(fixture.screen.contains("3 marked, 2 HIDDEN by the filter"))
        fixture.press(.escape, .character("u"))
        #expect(fixture.state.list.marks.isEmpty)
    }

    @Test("Ranges and all")
    func ranges() {
        var fixture = Fixture(80, 24)
        fixture.press(.down, .character("v"), .down, .down, .character("v"), .down)
        #expect(fixture.state.list.marks == Set(fixture.state.list.shown[1...3]))
        fixture.press(.character("*"))
        #expect(fixture.state.list.marks.count == 9)
    }

    @Test("A frozen list stands still, and follows a person all the same")
    func frozen() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("Z"))
        let shown = fixture.state.list.shown
        fixture.status(.failed, "FAILED", of: "22BE73F1C0D9")
        #expect(fixture.state.list.shown == shown)
        fixture.press(.character("/"))
        fixture.type("hotel")
        #expect(fixture.state.list.shown.count == 2)
        fixture.press(.escape, .character("Z"))
        #expect(fixture.state.list.shown.firstIndex(of: Fixture.key("22BE73F1C0D9"))! < 3)
    }

    @Test("On the wall the cursor goes from pane to pane, and panes keep their places")
    func wall() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("W"))
        let panes = WallScreen.keys(fixture.state)
        #expect(panes.count == 3)
        fixture.press(.right)
        #expect(fixture.state.list.current == panes[1])
        fixture.press(.down, .down, .down)
        #expect(panes.contains(fixture.state.list.current!))
        fixture.status(.working, "WORKING", of: panes[0].id)
        fixture.status(.failed, "FAILED", of: "22BE73F1C0D9")
        #expect(WallScreen.keys(fixture.state) == panes + [Fixture.key("22BE73F1C0D9")])
    }

    @Test("The planner is told what is looked at, and only when that changes")
    func focusAndVisible() {
        var fixture = Fixture(80, 24)
        fixture.pass(.seconds(1))
        _ = fixture.takeEffects()
        fixture.press(.down)
        fixture.pass(.seconds(1))
        #expect(fixture.takeEffects().isEmpty)
        fixture.press(.enter)
        #expect(fixture.takeEffects() == [.focus(fixture.state.list.current)])
        fixture.press(.escape)
        #expect(fixture.takeEffects() == [.focus(nil)])
        fixture.press(.character("/"))
        fixture.type("h")
        #expect(fixture.takeEffects().contains(.visible(fixture.state.list.shown)))
        fixture.press(.escape)
        fixture.send(.resized(Size(columns: 80, rows: 8)))
        #expect(fixture.takeEffects().contains(.visible(Array(fixture.state.list.shown.prefix(5)))))
    }
}
