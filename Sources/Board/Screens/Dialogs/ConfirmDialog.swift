import Fleet
import Grid

/// The question before an act: what, on whom, with what consequence.
enum ConfirmDialog {
    static func draw(_ state: State, _ confirmation: Confirmation, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let count = confirmation.keys.count
        let width = min(grid.size.columns, 72)
        let consequence = Wrapping.lines(confirmation.act.consequence, columns: width - 4)
        // Frame, consequence, the answers, and for several what happens to them; blanks only where rows abound.
        let fixed = 2 + consequence.count + 1 + (count > 1 ? 2 : 0)
        let isTight = grid.size.rows < fixed + min(count, 3) + 3
        let shownRows = max(1, min(count, 12, grid.size.rows - fixed - (isTight ? 0 : 3)))
        let rows = fixed + shownRows + (isTight ? 0 : 3)
        let area = Rect(grid.size).centred(Size(columns: width, rows: rows))
        let first = confirmation.keys.first.flatMap { state.fleet[$0] }
        let whom = count == 1 ? first?.name ?? "" : "\(count) instances"
        let inside = grid.box(
            glyphs, area, title: "\(confirmation.act.verb) \(whom)?", style: Style(.attention, .bold))
        var pen = Pen(grid: grid, area: inside.inset(1, 0), glyphs: glyphs)
        if !isTight { pen.line([]) }
        for key in confirmation.keys.prefix(shownRows) {
            guard let row = state.fleet[key] else { continue }
            pen.line([
                Span("\(glyphs.mark(row)) ", row.style), Span(glyphs.fit(row.word, to: 9), row.style),
                Span(glyphs.fit(row.name, to: width < 50 ? 14 : 22), .heading),
                Span(glyphs.fit(" \(row.key.id)", to: 15)), Span(" on \(row.key.gateway)", .muted),
            ])
        }
        if count > 1 {
            let hidden = confirmation.hidden
            pen.line([
                Span("\(count) marked", .plain),
                Span(
                    hidden > 0 ? ", \(hidden) HIDDEN by the filter" : ", none hidden by the filter",
                    hidden > 0 ? Style(.broken, .bold) : .muted),
                Span(count > shownRows ? "; \(shownRows) listed" : "", .muted),
            ])
            pen.line([Span("One a second; Ctrl-c stops the rest.", .muted)])
        }
        for line in consequence {
            pen.line([
                Span(line, confirmation.act == .logout || confirmation.act == .delete ? Style(.broken, .bold) : .muted)
            ])
        }
        grid = pen.grid
        // The answers stand on the last line inside, whatever had to be left out above them.
        let last = inside.rows - (isTight ? 1 : 2)
        grid.fill(Rect(column: pen.area.column, row: pen.area.row + last, columns: pen.area.columns, rows: 1))
        if confirmation.mustType {
            let end = grid.line(
                [Span("Type \(glyphs.cut(confirmation.word, to: width / 2)) and Enter: ")], in: pen.area, row: last)
            grid.prompt(
                confirmation.typed, glyphs, style: .heading, in: pen.area, row: last, from: end - pen.area.column)
        } else {
            buttons(confirmation, glyphs, in: pen.area, row: last, into: &grid)
        }
    }

    /// Cancel comes first and is chosen; brackets and reverse say which one Enter takes.
    private static func buttons(
        _ confirmation: Confirmation, _ glyphs: Glyphs, in area: Rect, row: Int, into grid: inout Grid
    ) {
        let verb = confirmation.act.verb.prefix(1).uppercased() + confirmation.act.verb.dropFirst()
        let cancel = confirmation.agrees ? "  Cancel  " : "\(glyphs.chosen)[Cancel]"
        let go = confirmation.agrees ? "\(glyphs.chosen)[\(verb)]" : "  \(verb)  "
        grid.line(
            [
                Span(cancel, confirmation.agrees ? .plain : Style(.plain, [.bold, .reverse])), Span("  "),
                Span(go, confirmation.agrees ? Style(.attention, [.bold, .reverse]) : .plain),
                Span(area.columns >= 54 ? "    y yes   n no   Tab chooses" : "  y / n", .muted),
            ], in: area, row: row)
    }
}
