import Fleet
import Grid

/// The question before an act: what, on whom, with what consequence.
enum ConfirmDialog {
    static func draw(_ state: State, _ confirmation: Confirmation, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let count = confirmation.keys.count
        let shownRows = min(count, max(1, grid.size.rows - 12), 12)
        let width = min(grid.size.columns - 2, 70)
        let consequence = Wrapping.lines(confirmation.act.consequence, columns: width - 4)
        let rows = 2 + 1 + shownRows + (count > shownRows ? 1 : 0) + (count > 1 ? 2 : 0) + consequence.count + 4
        let area = Rect(grid.size).centred(Size(columns: width, rows: rows))
        let first = confirmation.keys.first.flatMap { state.fleet[$0] }
        let whom = count == 1 ? first?.name ?? "" : "\(count) instances"
        let inside = grid.box(
            glyphs, area, title: "\(confirmation.act.rawValue) \(whom)?", style: Style(.attention, .bold))
        var pen = Pen(grid: grid, area: inside.inset(1, 0), glyphs: glyphs)
        pen.line([])
        for key in confirmation.keys.prefix(shownRows) {
            guard let row = state.fleet[key] else { continue }
            pen.line([
                Span("\(glyphs.mark(row)) ", row.style), Span(TextWidth.fit(row.name, to: 22), .heading),
                Span(TextWidth.fit(" \(row.key.id)", to: 15)), Span(" \(row.key.gateway)  ", .muted),
                Span(row.word, row.style),
            ])
        }
        if count > shownRows { pen.line([Span("and \(count - shownRows) more", .muted)]) }
        if count > 1 {
            let hidden = confirmation.hidden
            pen.line([
                Span("\(count) marked", .plain),
                Span(
                    hidden > 0 ? ", \(hidden) of them HIDDEN by the filter" : ", none hidden by the filter",
                    hidden > 0 ? Style(.broken, .bold) : .muted),
            ])
            pen.line([Span("One a second; Ctrl-c stops what has not begun.", .muted)])
        }
        for line in consequence {
            pen.line([
                Span(line, confirmation.act == .logout || confirmation.act == .delete ? Style(.broken, .bold) : .muted)
            ])
        }
        pen.line([])
        grid = pen.grid
        if confirmation.mustType {
            let end = grid.line(
                [Span("Type \(count) and Enter: "), Span(confirmation.typed.text, .heading)], in: pen.area, row: pen.row
            )
            grid.cursor = Grid.Position(column: end, row: pen.area.row + pen.row)
        } else {
            buttons(confirmation, glyphs, in: pen.area, row: pen.row, into: &grid)
        }
    }

    /// Cancel comes first and is chosen; brackets and reverse say which one Enter takes.
    private static func buttons(
        _ confirmation: Confirmation, _ glyphs: Glyphs, in area: Rect, row: Int, into grid: inout Grid
    ) {
        let verb = confirmation.act.rawValue.prefix(1).uppercased() + confirmation.act.rawValue.dropFirst()
        let cancel = confirmation.agrees ? "  Cancel  " : "\(glyphs.chosen)[Cancel]"
        let go = confirmation.agrees ? "\(glyphs.chosen)[\(verb)]" : "  \(verb)  "
        grid.line(
            [
                Span(cancel, confirmation.agrees ? .plain : Style(.plain, [.bold, .reverse])), Span("    "),
                Span(go, confirmation.agrees ? Style(.attention, [.bold, .reverse]) : .plain),
                Span("    y yes   n no   Tab chooses", .muted),
            ], in: area, row: row)
    }
}
