import Fleet
import Grid
import Linking

/// The eight characters, large enough to be read across a room.
enum PairingScreen {
    static func draw(_ state: State, _ session: LinkSession, _ row: InstanceRow, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let size = grid.size
        var area = Rect(column: 0, row: 0, columns: size.columns, rows: max(0, size.rows - 2))
        if size.columns >= 130, size.rows >= 40 {
            ListScreen.draw(state, into: &grid)
            grid.cursor = nil
            let window = Rect(size).centred(Size(columns: min(size.columns - 10, 140), rows: 30))
            area = grid.box(glyphs, window, title: "pairing code  \(row.name)  on \(row.key.gateway)")
        } else {
            Header.draw(state, into: &grid)
            area = Rect(column: 0, row: 1, columns: size.columns, rows: max(0, size.rows - 3))
            let title = [
                Span(" PAIR ", Style(.badge, .bold)), Span(" \(row.name)", .heading),
                Span("  \(row.key.id) on \(row.key.gateway)", .muted),
            ]
            grid.line(glyphs.cut(title, to: area.columns), in: area, row: 0)
        }
        let words = FlowWords(session, row, state)
        if case .pairing(let shown) = session.flow.phase {
            code(shown, session, row, state, in: area, into: &grid)
        } else {
            Celebration.draw(spinning(words, state, glyphs), session.flow.phase, state, in: area, into: &grid)
        }
        guard area.row + area.rows < size.rows - 1 else { return }
        Footer.keys(state, keys(session), row: size.rows - 2, into: &grid)
        Footer.message(state, row: size.rows - 1, into: &grid)
    }

    private static func spinning(_ words: FlowWords, _ state: State, _ glyphs: Glyphs) -> FlowWords {
        var words = words
        if words.spins {
            words.title = "\(glyphs.spinner(at: state.now, still: state.settings.reducedMotion)) \(words.title)"
        }
        return words
    }

    private static func keys(_ session: LinkSession) -> [Action] {
        session.flow.isOver
            ? (session.isDone ? [.close, .nextProblem, .help] : [.newCode, .relink, .close, .nextProblem, .help])
            : session.flow.phase.isMismatched
                ? [.logout, .close, .help]
                : session.flow.phase.isSettling
                    ? [.close, .help] : [.copy, .message, .close, .newCode, .relink, .hide, .spelling, .hold, .help]
    }

    private static func code(
        _ shown: ShownPairing, _ session: LinkSession, _ row: InstanceRow, _ state: State, in area: Rect,
        into grid: inout Grid
    ) {
        let glyphs = Glyphs(state.settings)
        let spelled = session.spells && !session.isHidden && area.rows >= 12
        // Letters take what the words leave: below them spelling, menu path, countdown and facts.
        let below = (spelled ? 3 : 0) + 7
        let letters = Rect(
            column: area.column, row: area.row + 1, columns: area.columns, rows: max(1, area.rows - 1 - below))
        var line = letters.rows + 1
        if session.isHidden {
            grid.centred(
                glyphs, "hidden; \(state.settings.keys.label(.hide) ?? "h") shows it", .muted, in: letters,
                row: letters.rows / 2)
        } else {
            BigLetters.draw(shown.code.grouped, into: &grid, letters, paint: glyphs.ascii ? .hashes : .reversedBlanks)
        }
        if spelled {
            let spelling = shown.code.plain.map { "\($0) \(Spelling.word($0))" }
            let half = (spelling.count + 1) / 2
            for part in [spelling.prefix(half), spelling.dropFirst(half)] {
                let text = part.map { glyphs.fit($0, to: 13) }.joined()
                grid.centred(glyphs, text, Style(.plain, .bold), in: area, row: line)
                line += 1
            }
            line += 1
        }
        let path = "On the phone: Linked devices → Link a device → Link with phone number instead"
        for text in Wrapping.lines(path, columns: min(area.columns - 4, area.columns >= 90 ? 100 : 56)) {
            grid.centred(glyphs, text, .plain, in: area, row: line)
            line += 1
        }
        line += 1
        countdown(shown, state, glyphs, in: area, row: line, into: &grid)
        line += 2
        grid.centred(glyphs, glyphs.plain(facts(shown, session, row, state)), .muted, in: area, row: line)
        if let trouble = session.flow.trouble {
            grid.centred(glyphs, trouble.message.text, Style(.attention), in: area, row: line + 1)
        }
    }

    private static func countdown(
        _ shown: ShownPairing, _ state: State, _ glyphs: Glyphs, in area: Rect, row: Int, into grid: inout Grid
    ) {
        guard row < area.rows else { return }
        let left = state.now.duration(to: shown.expiresAt)
        let total = max(.seconds(1), shown.requestedAt.duration(to: shown.expiresAt))
        let hurry = left < .seconds(20)
        let style = hurry ? Style(.attention, .bold) : Style(.good)
        let words = " \(Ages.left(left)) left\(shown.isEstimate ? " (estimate)" : "")\(hurry ? "  hurry" : "")"
        let width = min(40, area.columns - TextWidth.of(words) - 4)
        let left0 = area.column + (area.columns - width - TextWidth.of(words)) / 2
        grid.bar(
            glyphs, share: left.inSeconds / total.inSeconds, columns: width, column: left0, row: area.row + row,
            style: style)
        grid.put(words, column: left0 + width, row: area.row + row, style: style)
    }

    private static func facts(_ shown: ShownPairing, _ session: LinkSession, _ row: InstanceRow, _ state: State)
        -> String
    {
        // What has to be read comes first: a narrow window cuts the end.
        var parts: [String] = []
        if session.flow.held(at: state.now), let until = session.flow.holdUntil {
            parts.append("held \(Ages.words(state.now.duration(to: until))) more")
        }
        if shown.renewableAt > state.now {
            parts.append("another ask in \(Ages.words(state.now.duration(to: shown.renewableAt)))")
        }
        if case .pairing(let phone) = session.flow.method { parts.append("for \(state.shown(phone))") }
        parts.append("asked \(Ages.time(of: shown.requestedAt, in: state))")
        if let status = row.status {
            parts.append(
                "status \(status.value.raw.text), \(Ages.short(status.observedAt.duration(to: state.now))) ago")
        }
        return parts.joined(separator: "   ")
    }
}
