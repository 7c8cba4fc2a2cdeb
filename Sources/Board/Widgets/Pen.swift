import Grid

/// Writes lines from top to bottom until the area is full.
struct Pen {
    var grid: Grid
    let area: Rect
    let glyphs: Glyphs
    private(set) var row = 0

    init(grid: Grid, area: Rect, glyphs: Glyphs) {
        self.grid = grid
        self.area = area
        self.glyphs = glyphs
    }

    mutating func line(_ spans: [Span]) {
        grid.line(spans.map { Span(glyphs.plain($0.text), $0.style) }, in: area, row: row)
        row += 1
    }

    mutating func skip() { if area.rows >= 16 { row += 1 } }

    mutating func fact(_ name: String, width: Int = 13, _ value: String, _ aside: String) {
        line([
            Span(glyphs.fit(name, to: width), .muted), Span(value), Span(aside.isEmpty ? "" : "  \(aside)", .muted),
        ])
    }

    mutating func heading(_ name: String, _ text: String) {
        line([Span(glyphs.fit(name, to: 13), .heading), Span(text, Style(.plain, .bold))])
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
