import Fleet
import Grid
import Linking

/// The number for a pairing code, checked while it is typed.
enum NumberDialog {
    static func draw(_ state: State, _ form: NumberForm, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let width = min(grid.size.columns, 66)
        let row = state.fleet[form.key]
        let cautions = cautions(form, row, state)
        let isTight = grid.size.rows < 14
        let said = ([verdict(form)] + cautions).flatMap { Wrapping.lines($0, columns: width - 4) }
        let area = Rect(grid.size).centred(
            Size(columns: width, rows: isTight ? grid.size.rows : max(11, said.count + 9)))
        let inside = grid.box(
            glyphs, area, title: "pairing code for \(row?.name ?? form.key.id)", style: Style(.attention, .bold))
        var pen = Pen(grid: grid, area: inside.inset(1, 0), glyphs: glyphs)
        func space() { if !isTight { pen.line([]) } }
        space()
        pen.line([Span("Phone number, country code first:")])
        space()
        let field = pen.row
        pen.line([Span("  \(glyphs.chosen) ", .muted)])
        space()
        pen.wrapped(verdict(form), style(form))
        for line in cautions { pen.wrapped(line, Style(.attention)) }
        grid = pen.grid
        grid.prompt(form.field, glyphs, style: Style(.plain, .bold), in: pen.area, row: field, from: 4)
        grid.fill(
            Rect(column: pen.area.column, row: pen.area.row + inside.rows - 1, columns: pen.area.columns, rows: 1))
        grid.line(
            [
                Span("Enter", .heading), Span(" asks for it   ", .muted), Span("Esc", .heading),
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
            cautions.append("This is not the number that belongs here (\(state.shown(expected, besides: phone))).")
        }
        let linked = state.fleet.rows.first {
            $0.key != form.key && $0.state == .working && $0.account?.value.phone?.canonicalKey == phone.canonicalKey
        }
        if let linked {
            cautions.append("This number is linked in \(linked.name) already; asking for a code can drop that device.")
        }
        if let name = row?.deviceName {
            cautions.append(
                "Its device name is its own (\(name.text)): phones are likely to refuse the code. Use the QR.")
        }
        if let row, !isReady(row) { cautions.append("It is not ready for a link; it is brought there first.") }
        return cautions
    }

    /// Whether the code is asked for at once.
    private static func isReady(_ row: InstanceRow) -> Bool {
        switch row.state {
        case .awaitingLink: true
        case .loggedOut: LinkPolicy.standard(for: row.kind).opensLink(byPairing: true)
        default: false
        }
    }
}
