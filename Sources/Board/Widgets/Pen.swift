import Grid

/// Writes lines from top to bottom until the area is full.
struct Pen {
    var grid: Grid
    let area: Rect
    let glyphs: Glyphs
    private(set) var row = 0
    /// What the name of a fact takes.
    static let nameColumns = 13

    init(grid: Grid, area: Rect, glyphs: Glyphs) {
        self.grid = grid
        self.area = area
        self.glyphs = glyphs
    }

    mutating func line(_ spans: [Span]) {
        grid.line(glyphs.cut(spans, to: area.columns), in: area, row: row)
        row += 1
    }

    mutating func skip() { if hasSpace { row += 1 } }

    /// Whether there are rows to leave empty.
    var hasSpace: Bool { area.rows >= 16 }

    mutating func fact(_ name: String, width: Int = Pen.nameColumns, _ value: String, _ aside: String) {
        line([
            Span(glyphs.fit(name, to: width), .muted), Span(value), Span(aside.isEmpty ? "" : "  \(aside)", .muted),
        ])
    }

    /// A name, and beside it lines that were broken before.
    mutating func block(_ name: Span, width: Int = Pen.nameColumns, _ lines: [String], _ style: Style = .plain) {
        for (index, text) in lines.enumerated() {
            line([Span(glyphs.fit(index == 0 ? name.text : "", to: width), name.style), Span(text, style)])
        }
    }

    mutating func rule(_ title: String) {
        if row < area.rows { grid.rule(glyphs, in: area, row: row, title: title) }
        row += 1
    }

    /// Breaks at blanks so that nothing of a warning is lost in a narrow pane.
    mutating func wrapped(_ text: String, _ style: Style = .plain) {
        for line in Wrapping.lines(text, columns: area.columns) { self.line([Span(line, style)]) }
    }
}
