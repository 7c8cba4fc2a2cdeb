import Fleet
import Grid

extension Grid {
    /// Draws a line that is being typed and puts the terminal's cursor into it; text too long for its room is
    /// moved so that the cursor stays in sight. Returns the column after the text.
    @discardableResult
    mutating func prompt(
        _ field: TextField, _ glyphs: Glyphs, style: Style = .plain, in rect: Rect, row: Int, from column: Int
    ) -> Int {
        let room = rect.columns - column
        guard room > 1, row >= 0, row < rect.rows else { return rect.column + column }
        // One place is kept for the cursor behind the last letter.
        var before = Array(field.text.prefix(field.cursor))
        while !before.isEmpty, TextWidth.of(String(before)) > room - 1 { before.removeFirst() }
        let head = glyphs.plain(String(before))
        let place = put(head, column: rect.column + column, row: rect.row + row, style: style, limit: room)
        cursor = Position(column: min(place, rect.column + rect.columns - 1), row: rect.row + row)
        let rest = glyphs.cut(String(field.text.dropFirst(field.cursor)), to: rect.column + rect.columns - place)
        return put(rest, column: place, row: rect.row + row, style: style)
    }
}
