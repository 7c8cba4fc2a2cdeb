import Fleet
import Grid
import Linking

/// What speaks against a link window, and what it takes to open it all the same.
enum GateDialog {
    static func draw(_ state: State, _ form: GateForm, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let width = min(grid.size.columns, 68)
        let name = state.fleet[form.key]?.name ?? form.key.id
        let gate = state.gate(form.key, form.method)
        let what = form.method == .qr ? "relink" : "pairing code for"
        let lines = gate.objections.flatMap { objection in
            let words = objection.words(state)
            return Wrapping.lines(words.prefix(1).uppercased() + words.dropFirst() + ".", columns: width - 4)
        }
        let rows = min(grid.size.rows, lines.count + 7)
        let area = Rect(grid.size).centred(Size(columns: width, rows: rows))
        let inside = grid.box(glyphs, area, title: "\(what) \(name)", style: Style(.attention, .bold))
        var pen = Pen(grid: grid, area: inside.inset(1, 0), glyphs: glyphs)
        if inside.rows > lines.count + 3 { pen.line([]) }
        if lines.isEmpty { pen.line([Span("Nothing speaks against it any more.", Style(.good))]) }
        for line in lines { pen.line([Span(line, Style(.attention))]) }
        pen.line([])
        if gate.weight == .typed {
            let prompt = "Type \(glyphs.cut(name, to: width / 2)) to go on: "
            let row = pen.row
            pen.line([Span(prompt)])
            grid = pen.grid
            grid.prompt(form.typed, glyphs, style: .heading, in: pen.area, row: row, from: TextWidth.of(prompt))
        } else {
            grid = pen.grid
        }
        grid.line(keys(gate, isTyped: state.isTyped(form)), in: pen.area, row: inside.rows - 1)
    }

    private static func keys(_ gate: LinkGate, isTyped: Bool) -> [Span] {
        let esc = [Span("Esc", .heading), Span(" leaves it", .muted)]
        switch gate.weight {
        case .closed: return [Span("r", .heading), Span(" shows a QR instead   ", .muted)] + esc
        case .typed where !isTyped: return esc
        case .typed, .caution, .none: return [Span("Enter", .heading), Span(" goes on   ", .muted)] + esc
        }
    }
}
