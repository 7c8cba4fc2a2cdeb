import Fleet
import Grid
import Linking
import QRCode
import Testing
import TestKit

@testable import Board

@Suite("Whatever is pressed, at whatever size")
struct PropertyTests {
    /// What no cell may hold: an orphan half, something two columns wide at the edge, anything unprintable.
    static func flaws(_ grid: Grid) -> String? {
        guard grid.cells.count == grid.size.columns * grid.size.rows else { return "the grid lost cells" }
        let columns = grid.size.columns
        let cells = grid.cells
        for (index, cell) in cells.enumerated() {
            if let ascii = cell.character?.asciiValue, ascii >= 0x20, ascii < 0x7f { continue }
            if let flaw = flaw(of: cell, in: cells, index, index % columns, columns) {
                return "\(flaw) at \(index % columns),\(index / columns)"
            }
        }
        if let cursor = grid.cursor {
            guard grid.bounds.contains(cursor) else { return "the cursor is outside" }
        }
        return nil
    }

    private static func flaw(of cell: Cell, in cells: [Cell], _ index: Int, _ column: Int, _ columns: Int) -> String? {
        guard let character = cell.character else {
            let left = column > 0 ? cells[index - 1].character : nil
            return left.map { TextWidth.of($0) } == 2 ? nil : "half a character"
        }
        let width = TextWidth.of(character)
        guard width == 1 || width == 2 else { return "a cell \(width) wide" }
        if width == 2, column + 1 >= columns { return "over the edge" }
        if width == 2, cells[index + 1].character != nil { return "covered" }
        let isControl = character.unicodeScalars.contains { $0.value < 0x20 || (0x7f..<0xa0).contains($0.value) }
        return isControl ? "a control character" : nil
    }

    @Test("Each scene stays inside of each size from 1x1 to 200x60", arguments: Scene.allCases)
    func sizes(scene: Scene) throws {
        var fixture = try scene.fixture(80, 24)
        for columns in [1, 2, 3, 5, 9, 21, 39, 44, 54, 61, 70, 80, 99, 120, 130, 160, 200] {
            for rows in [1, 2, 3, 4, 5, 6, 7, 9, 10, 12, 14, 17, 18, 22, 24, 31, 36, 40, 50, 60] {
                fixture.send(.resized(Size(columns: columns, rows: rows)))
                let grid = render(fixture.state)
                if let flaw = Self.flaws(grid) {
                    Issue.record("\(scene) at \(columns)x\(rows): \(flaw)\n\(grid.text)")
                    return
                }
            }
        }
    }

    @Test("Every screen of a demo says so, where six columns allow it", arguments: Scene.allCases)
    func demo(scene: Scene) throws {
        var fixture = try scene.fixture(80, 24)
        fixture.state.settings.isDemo = true
        for columns in [6, 12, 24, 40, 80, 100, 160] {
            for rows in [1, 2, 3, 4, 6, 8, 12, 18, 24, 31, 40, 50] {
                fixture.send(.resized(Size(columns: columns, rows: rows)))
                for dialog in [fixture.state.dialog, .help(scroll: 0), .palette(PaletteInput()), .filter] {
                    var state = fixture.state
                    state.dialog = dialog
                    let text = render(state).text
                    if !text.contains("DEMO") {
                        Issue.record("\(scene) at \(columns)x\(rows) under \(String(describing: dialog)):\n\(text)")
                        return
                    }
                }
            }
        }
    }

    @Test("ASCII means ASCII, in every scene", arguments: Scene.allCases)
    func ascii(scene: Scene) throws {
        var fixture = try scene.fixture(80, 24)
        fixture.state.settings.ascii = true
        fixture.state.settings.terminal.utf8 = false
        for (columns, rows) in [(20, 6), (40, 12), (80, 24), (100, 30), (160, 50)] {
            fixture.send(.resized(Size(columns: columns, rows: rows)))
            let grid = render(fixture.state)
            for row in 0..<rows {
                for column in 0..<columns where grid[column: column, row: row].character?.isASCII == false {
                    Issue.record("\(scene) at \(columns)x\(rows), row \(row): \(grid.lines[row])")
                    return
                }
            }
        }
    }

    /// Labels as an enemy would write them.
    static let hostile = [
        "\u{1b}[2J\u{1b}]0;pwned\u{7}", "\u{202e}evil\u{2066}", "薬局24時間薬局24時間薬局",
        "a" + String(repeating: "\u{301}", count: 5000),
        "\r\n\r\nroot#", "👩‍👩‍👧‍👦🏳️‍🌈🇩🇪👍🏽", "مخبز النيل الكبير", "क्ष्म्य स्त्री", "", "\u{9b}31m\u{85}", String(repeating: "W", count: 4000),
        "\u{200b}\u{200d}\u{feff}", "ﷺ﷽", "\u{1100}\u{1161}\u{11a8}",
    ]

    @Test("Labels full of escape codes never dirty a screen")
    func hostileLabels() throws {
        let table = Self.hostile.enumerated().map { index, text in
            InstanceRow(
                key: Fixture.key(text.isEmpty ? "empty" : text), kind: .wawp,
                configured: InstanceConfiguration(
                    id: text, label: index % 3 == 0 ? nil : CleanText(text), holder: CleanText(text),
                    note: CleanText(text)))
        }
        var fixture = Fixture(80, 24, table: table)
        for (index, row) in table.enumerated() {
            let text = CleanText(Self.hostile[index])
            fixture.send(
                .status(
                    StatusReading(
                        state: index % 2 == 0 ? .unknown : .working, raw: text,
                        account: Account(phone: nil, name: text), reason: text)), .status, of: row.key.id)
            fixture.status(.awaitingLink, "SCAN", of: row.key.id)
        }
        for keys: [Key] in [
            [], [.enter], [.escape, .character("W")], [.escape, .character("R")], [.escape, .character("p")],
            [.escape, .character("r")], [.escape, .character("t")], [.character("?")],
        ] {
            for key in keys { fixture.press(key) }
            for (columns, rows) in [(7, 5), (40, 12), (80, 24), (100, 31), (160, 50)] {
                fixture.send(.resized(Size(columns: columns, rows: rows)))
                for _ in table {
                    if let flaw = Self.flaws(render(fixture.state)) {
                        Issue.record("\(keys) at \(columns)x\(rows): \(flaw)")
                        return
                    }
                    fixture.press(.down)
                }
            }
        }
    }

    static let pastes = hostile + [SignedPasskey.answer, SignedPasskey.challenge.reveal()]

    static let keys: [Key] =
        "jkhlgGnN/oOZ v*u rprptRSXUWq:?ymisceHvhVn0123456789+yYQ".map { .character($0) }
        + [
            .enter, .escape, .up, .down, .left, .right, .pageUp, .pageDown, .home, .end, .tab, .backTab, .backspace,
            .delete,
        ]
        + "cdfublrzaekwhp".map { .control($0) } + [
            .character("é"), .character("薬"), .character("\u{1f1e9}"), .character("👍🏽"),
        ]

    @Test(
        "2,000 random sequences of keys, answers, sizes and time neither trap nor leave the screen", arguments: 0..<20)
    func random(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed) + 1)
        for sequence in 0..<100 {
            var settings = Settings(reducedMotion: dice.flip())
            settings.ascii = dice.below(8) == 0
            settings.isReadOnly = dice.below(8) == 0
            settings.terminal = QRTerminal(
                utf8: dice.below(8) > 0, sextants: dice.flip(), cellAspect: dice.flip() ? 2.1 : nil)
            var fixture = Fixture(
                dice.below(200) + 1, dice.below(60) + 1, settings: settings, kind: dice.pick(GatewayKind.allCases))
            var ledger = Ledger()
            _ = ledger.flaw(of: fixture.takeEffects())
            for step in 0..<12 {
                let effects = try fixture.randomStep(&dice)
                if let flaw = ledger.flaw(of: effects) {
                    Issue.record("seed \(seed), sequence \(sequence), step \(step): \(flaw)")
                    return
                }
                if let wake = fixture.state.nextWake, wake <= fixture.state.now {
                    Issue.record("seed \(seed), sequence \(sequence), step \(step): the timer would spin")
                    return
                }
                if let flaw = Self.flaws(render(fixture.state)) {
                    let size = fixture.state.size
                    Issue.record(
                        "seed \(seed), sequence \(sequence), step \(step), \(size.columns)x\(size.rows): \(flaw)")
                    return
                }
            }
        }
    }
}

/// Windows are opened and closed in turns, and only changes are told.
struct Ledger {
    private var open: Set<InstanceKey> = []
    private var focus: InstanceKey?
    private var visible: [InstanceKey]?

    mutating func flaw(of effects: [Effect]) -> String? {
        for effect in effects {
            switch effect {
            case .openWindow(_, let key):
                if !open.insert(key).inserted { return "\(key) was opened twice" }
            case .closeWindow(let key):
                if open.remove(key) == nil { return "\(key) was closed without being open" }
            case .focus(let key):
                if key == focus { return "the focus was told again" }
                focus = key
            case .visible(let keys):
                if keys == visible { return "what is visible was told again" }
                visible = keys
            default: break
            }
        }
        return nil
    }

    var openWindows: Set<InstanceKey> { open }
}

extension Rect {
    func contains(_ place: Grid.Position) -> Bool {
        place.column >= column && place.row >= row && place.column < column + columns && place.row < row + rows
    }
}
