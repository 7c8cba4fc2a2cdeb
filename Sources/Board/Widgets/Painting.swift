import Grid

/// A piece of a line with its look.
struct Span: Hashable {
    var text: String
    var style: Style

    init(_ text: String, _ style: Style = .plain) {
        self.text = text
        self.style = style
    }
}

extension Grid {
    /// Writes spans one after another inside `rect`'s row `row`; what does not fit is cut.
    @discardableResult
    mutating func line(_ spans: [Span], in rect: Rect, row: Int, from column: Int = 0) -> Int {
        guard row >= 0, row < rect.rows else { return rect.column }
        var place = rect.column + column
        for span in spans {
            place = put(
                span.text, column: place, row: rect.row + row, style: span.style,
                limit: rect.column + rect.columns - place)
        }
        return place
    }

    mutating func line(_ text: String, _ style: Style = .plain, in rect: Rect, row: Int, from column: Int = 0) {
        line([Span(text, style)], in: rect, row: row, from: column)
    }

    mutating func centred(_ glyphs: Glyphs, _ text: String, _ style: Style = .plain, in rect: Rect, row: Int) {
        let kept = glyphs.cut(text, to: rect.columns)
        line(kept, style, in: rect, row: row, from: max(0, (rect.columns - TextWidth.of(kept)) / 2))
    }

    mutating func rule(_ glyphs: Glyphs, in rect: Rect, row: Int, title: String = "") {
        guard row >= 0, row < rect.rows else { return }
        fill(
            Rect(column: rect.column, row: rect.row + row, columns: rect.columns, rows: 1), with: glyphs.rule,
            style: Style(.frame))
        if !title.isEmpty { line(" \(title) ", .heading, in: rect, row: row, from: 1) }
    }

    /// Clears `rect`, draws a frame around it and returns what is inside.
    mutating func box(_ glyphs: Glyphs, _ rect: Rect, title: String, style: Style = Style(.frame)) -> Rect {
        guard rect.columns >= 2, rect.rows >= 2 else { return rect }
        fill(rect)
        let right = rect.column + rect.columns - 1
        let bottom = rect.row + rect.rows - 1
        for row in [rect.row, bottom] {
            fill(Rect(column: rect.column, row: row, columns: rect.columns, rows: 1), with: glyphs.rule, style: style)
        }
        for column in [rect.column, right] {
            fill(Rect(column: column, row: rect.row, columns: 1, rows: rect.rows), with: glyphs.wall, style: style)
        }
        let (a, b, c, d) = glyphs.corners
        self[column: rect.column, row: rect.row] = Cell(a, style)
        self[column: right, row: rect.row] = Cell(b, style)
        self[column: rect.column, row: bottom] = Cell(c, style)
        self[column: right, row: bottom] = Cell(d, style)
        if !title.isEmpty {
            let kept = glyphs.cut(title, to: rect.columns - 6)
            put(" \(kept) ", column: rect.column + 2, row: rect.row, style: .heading)
        }
        return rect.inset(1, 1)
    }

    /// A bar that is filled from the left by `share` of it.
    mutating func bar(_ glyphs: Glyphs, share: Double, columns: Int, column: Int, row: Int, style: Style) {
        let filled = Int((Double(columns) * min(1, max(0, share))).rounded(.up))
        for index in 0..<max(0, columns) {
            self[column: column + index, row: row] =
                index < filled ? Cell(glyphs.full, style) : Cell(glyphs.rest, Style(.frame))
        }
    }
}
