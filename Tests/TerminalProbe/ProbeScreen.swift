internal import Grid

/// What the probe shows: a known picture that a test can make again and compare.
struct ProbeScreen {
    var size: Size
    var process: Int32
    var counter = 0
    var keys: [String] = []
    var events: [String] = []
    var capabilities = ""
    var cursor: Grid.Position?
    /// What must not stay on any screen; on until it is wiped.
    var secret: String?

    static let codeRow = 10
    static let secret = "PAIR-1234"
    static let sample = "wide 漢字, marks e\u{301}, blocks ▄▀, arrows →"

    static let theme = Theme(
        name: "probe",
        looks: [
            .good: Theme.Look(ink: 37, ink16: 6, mono: .bold),
            .attention: Theme.Look(ink: 208, ink16: 11, mono: .bold),
            .badge: Theme.Look(ink: 231, paper: 24, ink16: 15, paper16: 4, attributes: .bold, mono: .reverse),
            .muted: Theme.Look(attributes: .dim, mono: .dim),
        ])

    var grid: Grid {
        var grid = Grid(size)
        grid.put("probe \(process)", column: 0, row: 0, style: .heading)
        grid.put("\(size.columns)x\(size.rows)", column: 30, row: 0)
        grid.put("counter \(counter)", column: 50, row: 0)
        grid.put("keys \(keys.suffix(12).joined(separator: " "))", column: 0, row: 1)
        grid.put("events \(events.suffix(6).joined(separator: " "))", column: 0, row: 2)
        grid.put("terminal \(capabilities)", column: 0, row: 3)
        grid.put(secret ?? "", column: 0, row: 4)
        grid.put(Self.sample, column: 0, row: 5)
        grid.put("badge", column: 0, row: 6, style: Style(.badge))
        grid.put("good", column: 10, row: 6, style: Style(.good, .underline))
        grid.put("row", column: 20, row: 6, style: Style(.plain, .reverse))
        for row in Self.codeRow..<Self.codeRow + 3 {
            grid.put(" ▄▄ ", column: 4, row: row, style: Style(.codeDarkOnLight, .bold))
            grid.put(" ▄ ", column: 8, row: row, style: Style(.codeLightOnDark, .bold))
        }
        grid.cursor = cursor
        return grid
    }
}
