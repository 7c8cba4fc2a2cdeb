import Fleet
import Grid

/// The first line of every screen: where this is, how the fleet is, what time it is.
enum Header {
    static func draw(_ state: State, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let columns = grid.size.columns
        // An empty fleet has nothing that ticks, so a clock would stand still.
        let clock = columns >= 40 && state.fleet.totals.all > 0 ? " \(Ages.time(of: state.now, in: state)) " : ""
        var spans = badges(state)
        spans.append(Span(columns >= 60 ? " \(state.fleet.totals.all) instances  " : " ", .heading))
        let counts = counts(state.fleet.totals, glyphs)
        let room = columns - clock.count - width(spans)
        // Words where they fit; shapes and numbers where not; and never half a number.
        let worded = counts.map { [Span("\($0.mark) ", $0.style), Span($0.word + "  ")] }
        let short = counts.map { [Span($0.mark + " ", $0.style)] }
        let chosen = width(worded.flatMap(\.self)) <= room ? worded : short
        var left = room
        for (index, count) in chosen.enumerated() {
            let isLast = index == chosen.count - 1
            guard width(count) <= left - (isLast ? 0 : 1) else {
                spans.append(Span(String(glyphs.cut), .muted))
                break
            }
            left -= width(count)
            spans += count
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
            (.starting, "start"), (.connecting, "connect"), (.working, "linked"), (.stopped, "stopped"),
            (nil, "asking"),
        ]
        var counts: [Count] = []
        if totals.clash > 0 {
            counts.append(
                Count(mark: "\(glyphs.ascii ? "!" : "‼")\(totals.clash)", word: "clash", style: Style(.broken, .bold)))
        }
        for (state, word) in order {
            guard let number = totals.byState[state], number > 0 else { continue }
            counts.append(
                Count(mark: "\(glyphs.mark(state))\(number)", word: word, style: InstanceRow.style(of: state)))
        }
        if totals.stale > 0 { counts.append(Count(mark: "?\(totals.stale)", word: "stale", style: .muted)) }
        return counts
    }
}
