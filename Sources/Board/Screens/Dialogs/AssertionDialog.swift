import Fleet
import Grid

/// The field for a passkey's answer: how much is in it and whether it is whole, and none of it.
enum AssertionDialog {
    static func draw(_ state: State, _ form: AssertionForm, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let width = min(grid.size.columns, 66)
        let (verdict, style) = verdict(form, state)
        let said = Wrapping.lines(verdict, columns: width - 4)
        let isTight = grid.size.rows < 14
        let area = Rect(grid.size).centred(
            Size(columns: width, rows: isTight ? min(grid.size.rows, said.count + 6) : said.count + 9))
        let name = state.fleet[form.key]?.name ?? form.key.id
        let inside = grid.box(glyphs, area, title: "passkey for \(name)", style: Style(.attention, .bold))
        var pen = Pen(grid: grid, area: inside.inset(1, 0), glyphs: glyphs)
        func space() { if !isTight { pen.line([]) } }
        space()
        pen.line([Span("Paste the answer that the browser gave. It is not shown.")])
        space()
        let amount = form.count == 0 ? "nothing yet" : "\(form.count) characters"
        pen.line([Span("  \(glyphs.chosen) ", .muted), Span(amount, Style(.plain, .bold))])
        space()
        for line in said { pen.line([Span(line, style)]) }
        grid = pen.grid
        let last = inside.rows - 1
        grid.fill(Rect(column: pen.area.column, row: pen.area.row + last, columns: pen.area.columns, rows: 1))
        grid.line(
            [
                Span("Enter", .heading), Span(" hands it in   ", .muted), Span("Ctrl-u", .heading),
                Span(" empties   ", .muted), Span("Esc", .heading), Span(" cancels", .muted),
            ], in: pen.area, row: last)
    }

    static func verdict(_ form: AssertionForm, _ state: State) -> (String, Style) {
        let isWrong = Style(.broken, .bold)
        switch form.assertion {
        case .success(let assertion):
            if state.answersWhatIsShown(assertion, form.key) {
                return ("a whole answer to this request: good", Style(.good))
            }
            return ("an answer to another request, which WhatsApp would refuse; copy the challenge anew", isWrong)
        case .failure(.empty):
            return ("waiting for the paste", form.insisted ? isWrong : .muted)
        case .failure(.notJSON):
            return ("no whole JSON document: cut off, or something else", isWrong)
        case .failure(.stillChallenge):
            return ("this is what was to be signed, and not yet the answer to it", isWrong)
        case .failure(.lacks(let member)):
            return ("JSON, but an answer has \(member), and this has not", isWrong)
        case .failure(.tooLong):
            return ("more than 64 KiB, which no answer has", isWrong)
        }
    }
}
