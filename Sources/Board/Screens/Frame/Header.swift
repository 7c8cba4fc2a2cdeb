import Fleet
import Grid

/// The first line of every screen: where this is, how the fleet is, what time it is.
enum Header {
    static func draw(_ state: State, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let totals = state.fleet.totals
        let columns = grid.size.columns
        let clock = Ages.time(of: state.now, in: state)
        let counts = counts(totals, glyphs)
        var spans: [Span] = []
        if state.settings.isDemo { spans.append(Span(" DEMO ", Style(.badge, .bold))) }
        if state.settings.isReadOnly { spans.append(Span(" READ-ONLY ", Style(.badge, .bold))) }
        spans.append(Span(columns >= 60 ? " \(totals.all) instances " : " ", .heading))
        let fixed = spans.reduce(0) { $0 + TextWidth.of($1.text) }
        let room = columns - fixed - 10
        // Words where they fit; shapes and numbers where not.
        let worded = counts.reduce(0) { $0 + TextWidth.of($1.mark) + 1 + TextWidth.of($1.word) + 2 }
        for count in counts {
            spans.append(Span(" \(count.mark)", count.style))
            if worded <= room {
                spans.append(Span(" \(count.word)", .plain))
            }
        }
        let bounds = grid.bounds
        grid.line(spans, in: bounds, row: 0)
        if columns >= 40 {
            grid.line(" \(clock)", .muted, in: bounds, row: 0, from: columns - clock.count - 1)
        }
    }

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
