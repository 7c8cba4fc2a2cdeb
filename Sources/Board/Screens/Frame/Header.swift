import Fleet
import Grid

/// The first line of every screen: where this is, how the fleet is, what time it is.
enum Header {
    static func draw(_ state: State, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let columns = grid.size.columns
        // An empty fleet has nothing that ticks, so a clock would stand still.
        let clock = columns >= 40 && state.fleet.totals.all > 0 ? " \(Ages.time(of: state.now, in: state)) " : ""
        let room = columns - clock.count
        var spans = badges(state)
        let all = state.fleet.totals.all
        let counts = counts(state.fleet.totals, glyphs)
        // Words where they fit; shapes and numbers where not; and never half a number.
        let ways = [(" \(all) instances  ", "  "), (" \(all) instances  ", " "), (" \(all)  ", " ")]
        let worded = ways.lazy.map { start, gap in
            [Span(start, .heading)] + counts.flatMap { [Span("\($0.mark) ", $0.style), Span($0.word + gap)] }
        }
        if let fitting = worded.first(where: { width(spans + $0) <= room }) {
            spans += fitting
        } else {
            spans.append(Span(columns >= 60 ? " \(all)  " : " ", .heading))
            spans += marks(counts, room - width(spans), glyphs)
        }
        let area = Rect(column: 0, row: 0, columns: columns - clock.count, rows: 1)
        grid.line(spans, in: area, row: 0)
        grid.put(clock, column: columns - clock.count, row: 0, style: .muted)
    }

    /// What must be seen on every screen: that nothing is real, or that nothing can be changed.
    static func badges(_ state: State) -> [Span] {
        var spans: [Span] = []
        if state.settings.isDemo { spans.append(Span(" DEMO ", Style(.badge, .bold))) }
        if state.settings.isReadOnly {
            let isNarrow = state.size.columns < 60
            spans.append(Span(isNarrow ? " R/O " : " READ-ONLY ", Style(.badge, .bold)))
        }
        return spans
    }

    /// Where a dialog or a low window left no place for DEMO, it is laid over the corner that no code stands in.
    static func stamp(_ state: State, into grid: inout Grid) {
        let text = " DEMO "
        guard !grid.lines.contains(where: { $0.contains("DEMO") }) else { return }
        let column = max(0, grid.size.columns - text.count)
        let isCode = grid.size.columns > column && grid[column: column, row: 0].style.role.isCode
        grid.put(text, column: column, row: isCode ? grid.size.rows - 1 : 0, style: Style(.badge, .bold))
    }

    /// As many counts as there is room for, worst first, and a sign that there are more.
    private static func marks(_ counts: [Count], _ room: Int, _ glyphs: Glyphs) -> [Span] {
        var left = room
        var spans: [Span] = []
        for (index, count) in counts.enumerated() {
            let text = "\(count.mark) "
            let isLast = index == counts.count - 1
            guard TextWidth.of(text) <= left - (isLast ? 0 : 1) else {
                return spans + [Span(String(glyphs.cut), .muted)]
            }
            left -= TextWidth.of(text)
            spans.append(Span(text, count.style))
        }
        return spans
    }

    private static func width(_ spans: [Span]) -> Int { spans.reduce(0) { $0 + TextWidth.of($1.text) } }

    private struct Count {
        var mark: String
        var word: String
        var style: Style
    }

    /// What there is of each state, worst first; states nobody is in are left out.
    private static func counts(_ totals: FleetTable.Totals, _ glyphs: Glyphs) -> [Count] {
        let order: [(LinkState?, String)] = [
            (.failed, "failed"), (.blocked, "banned"), (.awaitingLink, "scan"), (.loggedOut, "unlinked"),
            (.awaitingPasskey, "passkey"), (.missing, "missing"), (.disconnected, "offline"), (.unknown, "unknown"),
            (.starting, "start"), (.connecting, "connect"), (.working, "linked"), (.stopped, "stop"),
            (nil, "asking"),
        ]
        var counts: [Count] = []
        if totals.clash > 0 {
            counts.append(
                Count(mark: "\(glyphs.ascii ? "!" : "‼")\(totals.clash)", word: "clash", style: Style(.broken, .bold)))
        }
        if totals.mismatched > 0 {
            let mark = "\(glyphs.ascii ? "!" : "‼")\(totals.mismatched)"
            counts.append(Count(mark: mark, word: "wrong nr", style: Style(.broken, .bold)))
        }
        for (state, word) in order {
            let number = state == .working ? totals.linked : totals.byState[state, default: 0]
            guard number > 0 else { continue }
            counts.append(
                Count(mark: "\(glyphs.mark(state))\(number)", word: word, style: InstanceRow.style(of: state)))
        }
        if totals.stale > 0 { counts.append(Count(mark: "?\(totals.stale)", word: "stale", style: .muted)) }
        return counts
    }
}

extension Role {
    fileprivate var isCode: Bool { self == .codeDarkOnLight || self == .codeLightOnDark }
}
