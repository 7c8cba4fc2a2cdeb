import Fleet
import Grid
import Linking
import QRCode

/// The QR of a link window: drawn whole or not at all, with its countdown.
enum QRScreen {
    static func draw(_ state: State, _ session: LinkSession, _ row: InstanceRow, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        // The window keeps its size between two codes: nothing jumps while people look at it.
        let layout = LinkLayout(state, matrix: session.drawn?.matrix)
        if layout.isFramed {
            ListScreen.draw(state, into: &grid)
            grid.cursor = nil
            _ = grid.box(glyphs, layout.window, title: "relink  \(row.name)  on \(row.key.gateway)")
        }
        let words = FlowWords(session, row, state)
        var drawing = ""
        // Rows that the code leaves free below it.
        var spare = Rect(column: 0, row: 0, columns: 0, rows: 0)
        // Whole or not at all: a code half under a dialog scans as nothing and only tempts.
        if let matrix = session.matrix, state.dialog == nil {
            (drawing, spare) = code(matrix, session, state, layout, into: &grid)
        } else if session.flow.phase.hasCode || !showsResult(session.flow.phase) {
            waiting(words, state, in: layout.code, hasPanel: !layout.panel.isEmpty, into: &grid)
        } else {
            let hasPanel = !layout.panel.isEmpty
            Celebration.draw(words, session.flow.phase, state, in: layout.code, sentences: !hasPanel, into: &grid)
        }
        let hasHead = layout.panel.isEmpty && layout.code.rows >= 15 && (drawing.isEmpty || drawing == Self.notDrawn)
        if hasHead { head(row, state, in: layout.code, into: &grid) }
        if !layout.panel.isEmpty {
            panel(words, session, row, state, drawing: drawing, in: layout.panel, into: &grid)
            if layout.statusRow != nil { Footer.message(state, row: grid.size.rows - 1, badge: true, into: &grid) }
        } else if let status = layout.statusRow {
            let hasSpace = spare.rows >= 4
            if hasSpace { below(words, row, state, in: spare, into: &grid) }
            statusLine(words, session, row, state, row: status, tells: !hasHead && !hasSpace, into: &grid)
        }
    }

    private static func showsResult(_ phase: LinkPhase) -> Bool {
        switch phase {
        case .settling, .mismatched, .held, .ended: true
        default: false
        }
    }

    /// Draws the code as the ladder or the person chose; says how, or why not.
    private static func code(
        _ matrix: QRMatrix, _ session: LinkSession, _ state: State, _ layout: LinkLayout, into grid: inout Grid
    ) -> (words: String, spare: Rect) {
        let area = layout.code
        switch session.fit(matrix, in: layout.room, state.settings.terminal) {
        case .drawn(let drawing):
            let place = layout.code.centred(drawing.size)
            drawing.draw(into: &grid, column: place.column, row: place.row)
            let end = place.row + drawing.size.rows
            return (
                "\(drawing.style.name), level L\(session.inverted ? ", inverted" : "")",
                Rect(column: area.column, row: end, columns: area.columns, rows: area.row + area.rows - end)
            )
        case .tooSmall(let columns, let rows, _):
            TooSmall.draw(matrix, Size(columns: columns, rows: rows), state, in: layout.code, into: &grid)
            return (notDrawn, Rect(column: 0, row: 0, columns: 0, rows: 0))
        }
    }

    private static let notDrawn = "does not fit"

    /// Where no code takes the room, whose window this is, and the latest sentence.
    private static func head(_ row: InstanceRow, _ state: State, in area: Rect, into grid: inout Grid) {
        Header.draw(state, into: &grid)
        let title = [
            Span(" RELINK ", Style(.badge, .bold)), Span(" \(row.name)", .heading),
            Span("  \(row.key.id) on \(row.key.gateway)", .muted),
        ]
        grid.line(Glyphs(state.settings).cut(title, to: area.columns), in: area, row: 1)
        Footer.message(state, row: area.row + area.rows - 1, into: &grid)
    }

    /// Below a code that leaves rows free: which code it is, whose number is expected, and the latest sentence.
    private static func below(
        _ words: FlowWords, _ row: InstanceRow, _ state: State, in area: Rect, into grid: inout Grid
    ) {
        let glyphs = Glyphs(state.settings)
        let sentences = words.sentences.flatMap { Wrapping.lines($0, columns: area.columns - 2) }
        for (index, line) in (sentences + who(row, state).dropFirst()).prefix(area.rows - 2).enumerated() {
            grid.centred(glyphs, line, .muted, in: area, row: index + 1)
        }
        Footer.message(state, row: area.row + area.rows - 1, into: &grid)
    }

    private static func waiting(
        _ words: FlowWords, _ state: State, in area: Rect, hasPanel: Bool, into grid: inout Grid
    ) {
        let glyphs = Glyphs(state.settings)
        let middle = area.rows / 2
        let spinner = words.spins ? "\(glyphs.spinner(at: state.now, still: state.settings.reducedMotion)) " : ""
        grid.centred(
            glyphs, glyphs.plain(spinner + words.title), words.style.adding(.bold), in: area, row: max(0, middle - 1))
        guard !hasPanel else { return }
        let lines = words.sentences.flatMap { Wrapping.lines($0, columns: min(60, area.columns - 2)) }
        for (index, line) in lines.enumerated() {
            grid.centred(glyphs, line, .muted, in: area, row: middle + 1 + index)
        }
    }

    private static func panel(
        _ words: FlowWords, _ session: LinkSession, _ row: InstanceRow, _ state: State, drawing: String,
        in area: Rect, into grid: inout Grid
    ) {
        let glyphs = Glyphs(state.settings)
        var pen = Pen(grid: grid, area: area, glyphs: glyphs)
        pen.line([Span(row.name, .heading)])
        for line in who(row, state) { pen.line([Span(line, .muted)]) }
        for line in RoundWords.lines(state, row.key) { pen.line(line) }
        pen.line([])
        pen.line([Span("\(glyphs.mark(row)) ", row.style), Span(words.title, words.style)])
        for sentence in words.sentences { pen.wrapped(sentence, .muted) }
        pen.line([])
        if case .showing(let code) = session.flow.phase {
            countdown(code.expiresAt, from: code.firstSeenAt, estimate: code.isEstimate, state, pen: &pen)
            pen.line([])
            for step in steps { pen.line([Span(step)]) }
            pen.line([])
        }
        pen.fact("Status", width: 8, row.status?.value.raw.text ?? "…", asked(row.status, row.nextStatus, state))
        pen.fact("QR", width: 8, row.codeSays?.value.words ?? "…", asked(row.codeSays, row.nextCode, state))
        if !drawing.isEmpty { pen.fact("Drawn", width: 8, drawing, "") }
        pen.line([])
        grid = pen.grid
        var line = pen.row
        for action in RoundWords.keys(state, row.key) + keys(session) {
            guard let key = state.settings.keys.label(action, in: .qr), line < area.rows else { continue }
            let info = ActionTable.info(action)
            grid.line(
                [Span(glyphs.fit(glyphs.plain(key), to: 7), .heading), Span(info.title, .muted)], in: area, row: line
            )
            line += 1
        }
    }

    private static let steps = [
        "1  In WhatsApp: Linked devices", "2  Link a device", "3  Point the camera here",
    ]

    private static func keys(_ session: LinkSession) -> [Action] {
        if session.flow.isOver {
            return session.isDone ? [.close, .nextProblem, .help] : [.open, .close, .pair, .nextProblem, .help]
        }
        if session.flow.phase.isSettling { return [.close, .help] }
        if session.flow.phase.isMismatched { return [.logout, .close, .help] }
        if session.matrix == nil { return [.close, .pair, .newCode, .hold, .help] }
        return [.close, .pair, .hold, .drawing, .invert, .newCode, .savePicture, .enlarge, .help]
    }

    private static func who(_ row: InstanceRow, _ state: State) -> [String] {
        // Where nothing is expected nothing is checked, and who holds the wrong phone is told by nobody.
        let expected = row.configured.phone.map { "expects \(state.shown($0))" } ?? "expects no number: any is taken"
        let holder = row.configured.holder.map { "holder \($0.text)" }
        return ["\(row.key.id) on \(row.key.gateway)", [expected, holder].compactMap(\.self).joined(separator: "   ")]
    }

    private static func asked<Value>(_ fact: Fact<Value>?, _ next: Instant?, _ state: State) -> String {
        let age = fact.map { "\(Ages.short($0.observedAt.duration(to: state.now))) ago" } ?? ""
        guard let next, next > state.now else { return age }
        return "\(age)\(age.isEmpty ? "" : ", ")next \(Ages.words(state.now.duration(to: next)))"
    }

    private static func countdown(
        _ end: Instant, from start: Instant, estimate: Bool, _ state: State, pen: inout Pen
    ) {
        let left = state.now.duration(to: end)
        let total = max(.seconds(1), start.duration(to: end))
        let hurry = left < .seconds(10)
        let style = hurry ? Style(.attention, .bold) : Style(.good)
        let words = "\(Ages.left(left))\(estimate ? " est." : "")\(hurry ? "  hurry" : "")"
        pen.line([])
        pen.grid.bar(
            pen.glyphs, share: left.inSeconds / total.inSeconds, columns: min(24, pen.area.columns - 16),
            column: pen.area.column, row: pen.area.row + pen.row - 1, style: style)
        pen.grid.line(words, style, in: pen.area, row: pen.row - 1, from: min(24, pen.area.columns - 16) + 2)
    }

    /// Everything in one line, when the code takes the rest.
    ///
    /// - Parameter tells: the latest sentence has no other place, and takes that of the keys for as long as it lives.
    private static func statusLine(
        _ words: FlowWords, _ session: LinkSession, _ row: InstanceRow, _ state: State, row place: Int,
        tells: Bool, into grid: inout Grid
    ) {
        let glyphs = Glyphs(state.settings)
        // A low window has one line for all; a sentence goes first as long as no code is running out.
        if state.message != nil, !session.flow.phase.hasCode, grid.size.rows < 16 {
            Footer.message(state, row: place, badge: true, into: &grid)
            return
        }
        let area = Rect(column: 0, row: place, columns: grid.size.columns, rows: 1)
        let message = tells ? state.message : nil
        var head = Header.badges(state) + [Span(" \(glyphs.mark(row)) ", row.style)]
        // A sentence says a path or a time: it needs the room more than the name does.
        if message == nil {
            head.append(Span(glyphs.cut(row.name, to: max(8, grid.size.columns / 4)) + "  ", .heading))
            head.append(Span(RoundWords.place(state, row.key).map { "\($0)  " } ?? "", .muted))
        }
        var column = grid.line(head, in: area, row: 0)
        if case .showing(let code) = session.flow.phase {
            let left = state.now.duration(to: code.expiresAt)
            let hurry = left < .seconds(10)
            let style = hurry ? Style(.attention, .bold) : Style(.good)
            column = grid.line([Span("code \(code.number) ")], in: area, row: 0, from: column)
            let width = min(12, max(0, grid.size.columns - column - 26))
            let total = max(.seconds(1), code.firstSeenAt.duration(to: code.expiresAt))
            grid.bar(
                glyphs, share: left.inSeconds / total.inSeconds, columns: width, column: column, row: place,
                style: style)
            column = grid.line(
                [Span(" \(Ages.left(left))\(code.isEstimate ? " est." : "")\(hurry ? " hurry" : "")  ", style)],
                in: area, row: 0, from: column + width)
            if session.flow.held(at: state.now), let until = session.flow.holdUntil {
                let held = "HELD \(Ages.left(state.now.duration(to: until)))  "
                column = grid.line([Span(held, Style(.attention, .bold))], in: area, row: 0, from: column)
            }
        } else {
            column = grid.line([Span(glyphs.plain(words.title) + "  ", words.style)], in: area, row: 0, from: column)
        }
        if let message {
            let text = glyphs.cut(message.text, to: grid.size.columns - column)
            grid.line(text, Style(message.role), in: area, row: 0, from: column)
            return
        }
        var rest = column
        for action in RoundWords.keys(state, row.key) + keys(session) {
            guard let key = state.settings.keys.label(action, in: .qr) else { continue }
            let short = ActionTable.info(action).short
            let width = TextWidth.of(key) + 1 + TextWidth.of(short) + 2
            guard rest + width <= grid.size.columns else { continue }
            rest = grid.line(
                [Span(glyphs.plain(key), .heading), Span(" \(short)  ", .muted)], in: area, row: 0, from: rest)
        }
    }
}
