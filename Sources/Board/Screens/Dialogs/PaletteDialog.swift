import Grid

/// The commands that match, in the order of the action table, over the screen they belong to.
enum PaletteDialog {
    static func draw(_ state: State, _ input: PaletteInput, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let matches = Palette.matches(input.field.text, in: state)
        let rows = min(grid.size.rows - 2, 14)
        let area = Rect(grid.size).centred(Size(columns: min(grid.size.columns - 2, 64), rows: max(5, rows)))
        let inside = grid.box(glyphs, area, title: "command", style: Style(.attention, .bold)).inset(1, 0)
        grid.line(": ", .heading, in: inside, row: 0)
        grid.prompt(input.field, glyphs, in: inside, row: 0, from: 2)
        let hasHelp = inside.rows >= 8
        let page = max(1, inside.rows - (hasHelp ? 4 : 2))
        if hasHelp {
            let help = "Enter does it   Tab completes   \(glyphs.plain("↑ ↓")) choose   Esc closes"
            grid.line(glyphs.cut(help, to: inside.columns), .muted, in: inside, row: inside.rows - 1)
        }
        let first = max(0, input.selected - page + 1)
        for (index, info) in matches.dropFirst(first).prefix(page).enumerated() {
            let isChosen = first + index == input.selected
            let keys = state.settings.keys.label(info.action, in: state.context).map { glyphs.plain($0) } ?? ""
            let isOff = info.changes && state.settings.isReadOnly
            let style = isOff ? Style(.muted, .dim) : isChosen ? Style(.plain, [.bold, .reverse]) : .plain
            grid.line(
                [
                    Span(isChosen ? "\(glyphs.chosen) " : "  "),
                    Span(glyphs.fit(info.action.rawValue, to: 17), style),
                    Span(" " + glyphs.fit(keys, to: 7), .heading), Span(inside.columns >= 44 ? info.title : "", .muted),
                ], in: inside, row: 2 + index)
        }
        if matches.isEmpty { grid.line("no such command", .muted, in: inside, row: 2) }
    }
}
