import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Keys")
struct KeyTests {
    @Test("Every key of the table does its action, and no screen gives one key to two")
    func table() {
        for info in ActionTable.all {
            for label in info.keys {
                let key = Key(label: label)
                #expect(key != nil, "\(label) is a key")
                for context in info.contexts {
                    let action = key.flatMap { KeyMap.standard.action(for: $0, in: context) }
                    #expect(action == info.action, "\(label) on \(context)")
                }
            }
        }
    }

    @Test("Every action is in the table once")
    func complete() {
        #expect(
            ActionTable.all.map(\.action).sorted { $0.rawValue < $1.rawValue }
                == Action.allCases.sorted { $0.rawValue < $1.rawValue })
    }

    @Test("Ctrl keys never change anything at a gateway, and what acts upon several asks with a capital")
    func manners() {
        for info in ActionTable.all where info.changes {
            #expect(!info.keys.contains { $0.hasPrefix("Ctrl") })
        }
        for info in ActionTable.all where info.group == .act {
            #expect(info.keys.allSatisfy { $0 == $0.uppercased() })
        }
    }

    @Test("The keys that stay are there")
    func contract() {
        let promised: [(String, Action)] = [
            ("↑", .up), ("↓", .down), ("←", .left), ("→", .right), ("h", .left), ("j", .down), ("k", .up),
            ("l", .right),
            ("g", .top), ("G", .bottom), ("Enter", .open), ("Esc", .close), ("q", .back), ("Q", .quit), ("/", .filter),
            ("n", .nextProblem), ("N", .previousProblem), ("r", .relink), ("p", .pair), ("R", .restart), ("S", .stop),
            ("X", .logout), ("Space", .mark), ("v", .markRange), ("*", .markAll), ("u", .unmark), ("W", .wall),
            (":", .palette), ("?", .help), ("y", .copy), ("Ctrl-z", .suspend), ("Ctrl-l", .redraw),
            ("Ctrl-r", .pollNow),
        ]
        for (label, action) in promised {
            #expect(Key(label: label).flatMap { KeyMap.standard.action(for: $0, in: .list) } == action, "\(label)")
        }
    }

    @Test("Moving keys move the cursor")
    func moves() {
        var fixture = Fixture(80, 24)
        let shown = fixture.state.list.shown
        func at(_ key: Key...) -> Int? {
            for key in key { fixture.press(key) }
            return fixture.state.list.current.flatMap { shown.firstIndex(of: $0) }
        }
        #expect(at(.down) == 1)
        #expect(at(.character("j"), .character("j")) == 3)
        #expect(at(.up, .character("k")) == 1)
        #expect(at(.character("G")) == shown.count - 1)
        #expect(at(.down) == shown.count - 1)
        #expect(at(.character("g")) == 0)
        #expect(at(.up) == 0)
        #expect(at(.pageDown) == shown.count - 1)
        #expect(at(.pageUp) == 0)
        #expect(at(.control("d")) > 0)
        #expect(at(.control("u")) == 0)
    }

    @Test("On a fresh start the cursor is on the first problem, and n and N go from one to the next")
    func problems() {
        var fixture = Fixture(80, 24)
        #expect(fixture.state.list.current == Fixture.key("A91F3C07D2E4"))
        fixture.press(.character("n"), .character("n"))
        #expect(fixture.state.list.current == Fixture.key("C4418EE2F013"))
        fixture.press(.character("n"))
        #expect(fixture.state.list.current == Fixture.key("A91F3C07D2E4"), "around the end")
        fixture.press(.character("N"))
        #expect(fixture.state.list.current == Fixture.key("C4418EE2F013"))
        fixture.press(.enter, .character("n"))
        #expect(fixture.state.screen == .detail(Fixture.key("A91F3C07D2E4")))
    }

    @Test("Screens open and close as a stack that never grows in circles")
    func screens() {
        var fixture = Fixture(80, 24)
        fixture.press(.enter)
        #expect(fixture.state.screen == .detail(Fixture.key("A91F3C07D2E4")))
        for _ in 0..<20 { fixture.press(.character("W"), .enter) }
        #expect(fixture.state.screens.count <= 3)
        fixture.press(.escape, .escape, .escape)
        #expect(fixture.state.screen == .list)
        #expect(fixture.send(.key(.character("q"))) == [.quit])
        #expect(fixture.send(.key(.character("Q"))) == [.quit])
    }

    @Test("Enter on a detail only looks; it never acts")
    func enterLooks() {
        var fixture = Fixture(80, 24)
        _ = fixture.takeEffects()
        fixture.press(.enter, .enter, .enter)
        #expect(fixture.state.links.isEmpty)
        #expect(!fixture.takeEffects().contains { if case .perform = $0 { true } else { false } })
        #expect(fixture.state.message?.text.contains("r relinks") == true)
    }

    @Test("Help, palette, order, freeze, numbers, copying, asking, the shell")
    func others() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("?"))
        #expect(fixture.state.dialog == .help(scroll: 0))
        fixture.press(.character("j"), .character("x"))
        #expect(fixture.state.dialog == nil)
        fixture.press(.character(":"))
        fixture.type("wall")
        fixture.press(.enter)
        #expect(fixture.state.screen == .wall)
        fixture.press(.escape, .character("o"))
        #expect(fixture.state.list.ordering == .since)
        fixture.press(.character("O"))
        #expect(fixture.state.list.reversed)
        fixture.press(.character("V"))
        #expect(fixture.screen.contains("201145202826") == false && fixture.state.revealsPhones)
        #expect(fixture.send(.key(.control("l"))) == [.redraw])
        #expect(fixture.send(.key(.control("z"))) == [.suspend])
        let id = fixture.state.list.current!
        #expect(fixture.send(.key(.control("r"))) == [.askNow(.status, id)])
        #expect(fixture.send(.key(.character("y"))) == [.copy(ClipboardText(id.id))])
        fixture.press(.character(":"))
        fixture.type("nothing like it")
        fixture.press(.enter)
        #expect(fixture.state.message?.text.contains("no command") == true)
        fixture.press(.character(":"))
        fixture.type("reload")
        #expect(fixture.send(.key(.enter)) == [.reload])
    }

    @Test("Columns that found no room are reached sideways, and only where some are missing")
    func sideways() {
        var fixture = Fixture(40, 12)
        #expect(!fixture.lines[1].contains("gave up"))
        for _ in 0..<9 { fixture.press(.right) }
        #expect(fixture.lines[1].contains("the engine gave up"))
        for _ in 0..<9 { fixture.press(.left) }
        #expect(fixture.state.list.pan == 0)
        var wide = Fixture(160, 50)
        wide.press(.right)
        #expect(wide.state.list.pan == 0)
    }

    @Test("Ctrl-c closes a dialog before it ends the program")
    func interrupt() {
        var fixture = Fixture(80, 24)
        fixture.press(.character("R"))
        #expect(!fixture.send(.key(.control("c"))).contains(.quit))
        #expect(fixture.state.dialog == nil)
        #expect(fixture.send(.key(.control("c"))).contains(.quit))
    }

    @Test("A key map of one's own: named keys, none, and mistakes told by name")
    func keyMap() throws {
        let map = try KeyMap.make(["restart": "r", "relink": "Ctrl-t", "stop": "none"]).get()
        #expect(map.action(for: .character("r"), in: .list) == .restart)
        #expect(map.action(for: .control("t"), in: .list) == .relink)
        #expect(map.action(for: .character("S"), in: .list) == nil)
        #expect(map.label(.stop) == nil)
        let taken = try KeyMap.make(["restart": "r"]).get()
        #expect(taken.label(.relink, in: .list) == nil, "a key that was given away is not promised any more")
        #expect(throws: KeyMap.Problem(sentence: "there is no action called “fly”")) {
            try KeyMap.make(["fly": "x"]).get()
        }
        #expect(throws: KeyMap.Problem.self) { try KeyMap.make(["stop": "Hyper-x"]).get() }
    }

    @Test("Typing edits one line, whatever is typed", arguments: PropertyTests.hostile)
    func typing(text: String) {
        var field = TextField()
        for character in text.prefix(300) {
            _ = field.edit(.character(character))
            _ = field.edit(.left)
            _ = field.edit(.character("\u{1f1e9}"))
            _ = field.edit(.right)
        }
        #expect(field.cursor <= field.text.count && field.text.count <= 120)
        for key: Key in [.home, .delete, .end, .backspace, .control("w"), .control("a"), .control("k"), .control("u")] {
            _ = field.edit(key)
            #expect(field.cursor <= field.text.count)
        }
        #expect(field.text.isEmpty)
    }
}

private func > (left: Int?, right: Int) -> Bool { left.map { $0 > right } ?? false }
