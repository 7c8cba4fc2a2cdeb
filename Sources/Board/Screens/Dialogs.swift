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

/// The number for a pairing code, checked while it is typed.
enum NumberDialog {
    static func draw(_ state: State, _ form: NumberForm, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let width = min(grid.size.columns - 2, 66)
        let row = state.fleet[form.key]
        let area = Rect(grid.size).centred(Size(columns: width, rows: min(grid.size.rows, 13)))
        let inside = grid.box(
            glyphs, area, title: "pairing code for \(row?.name ?? form.key.id)", style: Style(.attention, .bold))
        var pen = Pen(grid: grid, area: inside.inset(1, 0), glyphs: glyphs)
        pen.line([])
        pen.line([Span("Phone number, country code first:")])
        pen.line([])
        let field = pen.row
        pen.line([Span("  + ", .muted), Span(form.field.text, Style(.plain, .bold))])
        pen.line([])
        pen.wrapped(verdict(form), style(form))
        for line in cautions(form, row, state) { pen.wrapped(line, Style(.attention)) }
        grid = pen.grid
        let typed = String(form.field.text.prefix(form.field.cursor))
        grid.cursor = Grid.Position(
            column: min(pen.area.column + 4 + TextWidth.of(typed), area.column + area.columns - 2),
            row: pen.area.row + field)
        grid.line(
            [
                Span("Enter", .heading), Span(" asks for the code   ", .muted), Span("Esc", .heading),
                Span(" cancels", .muted),
            ],
            in: pen.area, row: inside.rows - 1)
    }

    /// What the number is so far, or what is wrong with it.
    static func verdict(_ form: NumberForm) -> String {
        let digits = form.field.text.filter(\.isNumber)
        let trimmed = digits.hasPrefix("00") ? String(digits.dropFirst(2)) : digits
        let country = Country.of(digits: trimmed)?.name
        switch form.number {
        case .success(let phone):
            return "\(country ?? "unknown country code"), \(phone.digits.count) digits: good"
        case .failure(.empty): return "digits only are needed; + 00 blanks and dashes are dropped"
        case .failure(.character(let character)):
            return "“\(CleanText(String(character)).text)” is not part of a number"
        case .failure(.leadingZero): return "a number begins with its country code, never with 0"
        case .failure(.tooShort(let count)):
            return "\(country.map { "\($0), " } ?? "")\(count) digits so far; at least 7"
        case .failure(.tooLong(let count)): return "\(count) digits are too many; at most 15"
        }
    }

    private static func style(_ form: NumberForm) -> Style {
        switch form.number {
        case .success: Style(.good)
        case .failure(.empty), .failure(.tooShort): form.insisted ? Style(.broken, .bold) : .muted
        case .failure: Style(.broken, .bold)
        }
    }

    /// What a person should know before asking for a code.
    private static func cautions(_ form: NumberForm, _ row: InstanceRow?, _ state: State) -> [String] {
        guard case .success(let phone) = form.number else { return [] }
        var cautions: [String] = []
        if let expected = row?.configured.phone, expected.canonicalKey != phone.canonicalKey {
            cautions.append("This is not the number that belongs here (\(state.shown(expected))).")
        }
        let linked = state.fleet.rows.first {
            $0.key != form.key && $0.state == .working && $0.account?.value.phone?.canonicalKey == phone.canonicalKey
        }
        if let linked {
            cautions.append("This number is linked in \(linked.name) already; asking for a code can drop that device.")
        }
        if row?.state != .awaitingLink { cautions.append("It is not ready for a link; it is brought there first.") }
        return cautions
    }
}

/// The commands that match what is typed after `:`.
enum Palette {
    static func matches(_ text: String, in state: State) -> [ActionInfo] {
        let words = text.lowercased().split(separator: " ")
        let offered = ActionTable.all.filter { $0.contexts.contains(state.context) }
        let ranked = offered.filter { info in
            words.allSatisfy { info.action.rawValue.contains($0) || info.title.lowercased().contains($0) }
        }
        let exact = ranked.filter { $0.action.rawValue == text.lowercased() }
        return exact + ranked.filter { $0.action.rawValue != text.lowercased() }
    }
}

enum PaletteDialog {
    static func draw(_ state: State, _ input: PaletteInput, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let matches = Palette.matches(input.field.text, in: state)
        let rows = min(grid.size.rows - 2, 14)
        let area = Rect(grid.size).centred(Size(columns: min(grid.size.columns - 2, 64), rows: max(5, rows)))
        let inside = grid.box(glyphs, area, title: "command", style: Style(.attention, .bold)).inset(1, 0)
        grid.line([Span(": ", .heading), Span(input.field.text)], in: inside, row: 0)
        let typed = String(input.field.text.prefix(input.field.cursor))
        grid.cursor = Grid.Position(column: inside.column + 2 + TextWidth.of(typed), row: inside.row)
        let page = max(1, inside.rows - 2)
        let first = max(0, input.selected - page + 1)
        for (index, info) in matches.dropFirst(first).prefix(page).enumerated() {
            let isChosen = first + index == input.selected
            let keys = state.settings.keys.label(info.action).map { glyphs.plain($0) } ?? ""
            let isOff = info.changes && state.settings.isReadOnly
            let style = isOff ? Style(.muted, .dim) : isChosen ? Style(.plain, [.bold, .reverse]) : .plain
            grid.line(
                [
                    Span(isChosen ? "\(glyphs.chosen) " : "  "),
                    Span(TextWidth.fit(info.action.rawValue, to: 18), style),
                    Span(" " + TextWidth.fit(keys, to: 8), .heading), Span(info.title, .muted),
                ], in: inside, row: 2 + index)
        }
        if matches.isEmpty { grid.line("no such command", .muted, in: inside, row: 2) }
    }
}
