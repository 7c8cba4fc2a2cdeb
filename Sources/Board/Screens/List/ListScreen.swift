import Fleet
import Grid
import Linking

/// The fleet, problems first.
enum ListScreen {
    static func draw(_ state: State, into grid: inout Grid) {
        let layout = ListLayout(state)
        let glyphs = Glyphs(state.settings)
        var row = 0
        if layout.size.rows >= 3 {
            Header.draw(state, into: &grid)
            row = 1
        }
        if layout.hasInfo {
            info(state, glyphs, row: row, into: &grid)
            row += 1
        }
        if layout.hasAlert {
            AlertLine.draw(state, row: row, into: &grid)
            row += 1
        }
        row = alarms(state, layout, glyphs, from: row, into: &grid)
        let area = Rect(column: 0, row: 0, columns: layout.listColumns, rows: grid.size.rows)
        let columns = ListColumns(width: layout.listColumns, state: state)
        if layout.hasColumns { columns.head(state, in: area, row: row, into: &grid) }
        rows(state, layout, columns, glyphs, area, into: &grid)
        if layout.hasDetail { pane(state, layout, glyphs, into: &grid) }
        if layout.logRows > 0 { log(state, layout, glyphs, into: &grid) }
        let last = grid.size.rows - 1
        // Behind a link window the window's own keys hold.
        if layout.hasFooter, state.screen == .list {
            Footer.keys(state, footerActions(state), row: last - 1, into: &grid)
        }
        if layout.size.rows >= 4 { Footer.message(state, row: last, into: &grid) }
    }

    private static func footerActions(_ state: State) -> [Action] {
        [
            .relink, .pair, .open, .triage, .round, .filter, .nextProblem, .help, .back, .restart, .stop, .logout,
            .order, .mark, .wall, .palette,
        ]
    }

    private static func info(_ state: State, _ glyphs: Glyphs, row: Int, into grid: inout Grid) {
        let rate = state.gateways.reduce(0) { $0 + $1.requestsPerSecond }
        var spans = [
            Span(" by ", .muted), Span(state.list.ordering.words + (state.list.reversed ? ", reversed" : "")),
        ]
        if !state.list.marks.isEmpty {
            let hidden = state.list.hiddenMarks
            spans.append(Span("   \(state.list.marks.count) marked", Style(.attention, .bold)))
            if hidden > 0 { spans.append(Span(", \(hidden) HIDDEN", Style(.broken, .bold))) }
        }
        if !state.list.filter.text.isEmpty {
            spans += [
                Span("   filter ", .muted), Span(glyphs.cut(state.list.filter.text, to: 24)),
                Span(" (\(state.list.shown.count) of \(state.fleet.totals.all))", .muted),
            ]
        }
        if let since = state.frozenSince {
            spans.append(Span("   frozen \(Ages.words(since.duration(to: state.now)))", Style(.attention, .bold)))
        }
        if let round = state.round {
            let left = round.items.count { !$0.stage.isOver }
            let key = state.settings.keys.label(.round) ?? ":round"
            let words = round.isPaused ? "round paused, \(left) to go: \(key)" : "round, \(left) to go"
            spans.append(Span("   \(words)", Style(.attention, .bold)))
        }
        let waiting = state.queue.count { !$0.isRunning }
        if waiting > 0 { spans.append(Span("   \(waiting) acts waiting, Ctrl-c stops", Style(.attention, .bold))) }
        let end = grid.line(spans, in: grid.bounds, row: row)
        let polls = "\((rate * 10).rounded() / 10) requests/s "
        if rate > 0, grid.size.columns - polls.count > end + 2 {
            grid.line(polls, .muted, in: grid.bounds, row: row, from: grid.size.columns - polls.count)
        }
    }

    private static func alarms(
        _ state: State, _ layout: ListLayout, _ glyphs: Glyphs, from first: Int, into grid: inout Grid
    ) -> Int {
        let lines = AlarmLine.all(state, glyphs)
        for (index, line) in lines.prefix(layout.alarms).enumerated() {
            var text = line.text
            if index == layout.alarms - 1, lines.count > layout.alarms {
                text += "   (+\(lines.count - layout.alarms) more)"
            }
            grid.line(
                glyphs.cut(glyphs.plain(text), to: grid.size.columns), line.style, in: grid.bounds, row: first + index)
        }
        return first + layout.alarms
    }

    private static func rows(
        _ state: State, _ layout: ListLayout, _ columns: ListColumns, _ glyphs: Glyphs, _ area: Rect,
        into grid: inout Grid
    ) {
        let shown = state.list.shown
        if shown.isEmpty {
            let text =
                state.fleet.totals.all == 0
                ? "No instances are configured; relink config path says where they are."
                : "Nothing passes the filter; Esc clears it."
            for (index, line) in Wrapping.lines(text, columns: area.columns - 2).enumerated() {
                grid.line(" \(line)", .muted, in: area, row: layout.firstRow + index)
            }
            return
        }
        let current = state.list.current
        let page = shown.dropFirst(state.list.top).prefix(layout.rows)
        for (index, key) in page.enumerated() {
            guard let row = state.fleet[key] else { continue }
            let place = layout.firstRow + index
            columns.draw(row, state, in: area, row: place, into: &grid)
            if key == current {
                let line = Rect(column: 0, row: place, columns: area.columns, rows: 1)
                // Reversed, secondary text would stand on grey patches; the state keeps its colour as a badge.
                grid.restyle(line) { Style($0.role == .muted ? .plain : $0.role, $0.attributes.union(.reverse)) }
            }
        }
    }

    private static func pane(_ state: State, _ layout: ListLayout, _ glyphs: Glyphs, into grid: inout Grid) {
        let left = layout.listColumns
        let top = layout.firstRow - (layout.hasColumns ? 1 : 0)
        let area = Rect(column: left, row: top, columns: 1, rows: layout.logRow - top)
        grid.fill(area, with: glyphs.wall, style: Style(.frame))
        guard let key = state.list.current, let row = state.fleet[key] else { return }
        let pane = Rect(column: left + 2, row: top, columns: layout.paneColumns - 2, rows: layout.logRow - top)
        DetailPane.draw(row, state, in: pane, into: &grid)
    }

    private static func log(_ state: State, _ layout: ListLayout, _ glyphs: Glyphs, into grid: inout Grid) {
        let area = Rect(column: 0, row: layout.logRow, columns: grid.size.columns, rows: layout.logRows + 1)
        let last = min(state.list.shown.count, state.list.top + layout.rows)
        let above = state.list.top > 0 ? " \(glyphs.more.up)" : ""
        let below = last < state.list.shown.count ? " \(glyphs.more.down)" : ""
        let title =
            state.list.shown.isEmpty
            ? "" : "rows \(state.list.top + 1)-\(last) of \(state.list.shown.count)\(above)\(below)"
        grid.rule(glyphs, in: area, row: 0, title: title)
        if state.log.isEmpty {
            grid.line(" no changes since \(Ages.time(of: state.startedAt, in: state))", .muted, in: area, row: 1)
        }
        for (index, line) in state.log.suffix(layout.logRows).reversed().enumerated() {
            grid.line(
                [
                    Span(" \(Ages.time(of: line.at, in: state)) ", .muted),
                    Span(glyphs.fit(glyphs.plain(line.name), to: 18) + " "),
                    Span(glyphs.plain(line.text), Style(line.role)),
                ], in: area, row: index + 1)
        }
    }
}
