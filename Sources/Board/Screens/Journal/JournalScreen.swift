import Fleet
import FoundationEssentials
import Grid
import History

/// A page of the journal: a title, what it begins with, and lines that are scrolled.
enum JournalScreen {
    static func draw(_ state: State, _ page: JournalPage, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let size = grid.size
        if size.rows >= 3 { Header.draw(state, into: &grid) }
        if size.rows >= 5 {
            grid.rule(glyphs, in: grid.bounds, row: 1, title: glyphs.cut(title(state, page), to: size.columns - 4))
        }
        let top = top(state)
        if case .timeline(let key) = page { TimelinePane.draw(state, key, glyphs, rows: top - 2, into: &grid) }
        let area = Rect(column: 1, row: top, columns: columns(state), rows: rows(state))
        let lines = lines(state, page, glyphs, columns: area.columns)
        for (index, line) in lines.dropFirst(state.journal.scroll).prefix(area.rows).enumerated() {
            grid.line(line, in: area, row: index)
        }
        guard size.rows >= 6 else { return }
        Footer.keys(state, footer(page), row: size.rows - 2, into: &grid)
        Footer.message(state, row: size.rows - 1, into: &grid)
        guard state.message == nil, state.dialog == nil, lines.count > area.rows else { return }
        let last = min(lines.count, state.journal.scroll + area.rows)
        grid.line(
            " lines \(state.journal.scroll + 1)-\(last) of \(lines.count)", .muted, in: grid.bounds,
            row: size.rows - 1)
    }

    /// Rows of lines that fit.
    static func rows(_ state: State) -> Int {
        max(1, state.size.rows - top(state) - (state.size.rows >= 6 ? 2 : 0))
    }

    static func lineCount(_ state: State) -> Int {
        guard let page = state.journalPage else { return 0 }
        return lines(state, page, Glyphs(state.settings), columns: columns(state)).count
    }

    /// The handover in the lines of this window: those at hand where they fit, else broken anew.
    static func handoverLayout(_ state: State) -> HandoverPane.Layout? {
        handoverLayout(state, columns: columns(state))
    }

    private static func handoverLayout(_ state: State, columns: Int) -> HandoverPane.Layout? {
        guard let handover = state.journal.handover else { return nil }
        let glyphs = Glyphs(state.settings)
        if let layout = state.journal.handoverLayout, layout.columns == columns, layout.ascii == glyphs.ascii {
            return layout
        }
        let lines = HandoverPane.lines(handover, glyphs, columns: columns)
        return HandoverPane.Layout(columns: columns, ascii: glyphs.ascii, lines: lines)
    }

    private static func columns(_ state: State) -> Int { max(0, state.size.columns - 2) }

    /// The first row of the lines.
    private static func top(_ state: State) -> Int {
        let head = state.size.rows >= 5 ? 2 : state.size.rows >= 3 ? 1 : 0
        guard case .timeline = state.journalPage, state.size.rows >= 10 else { return head }
        return head + TimelinePane.rows
    }

    private static func footer(_ page: JournalPage) -> [Action] {
        switch page {
        case .timeline: [.back, .down, .pageDown, .events, .handover, .relink, .pollNow, .copy, .help]
        case .log: [.back, .sift, .filter, .down, .pageDown, .handover, .pollNow, .help]
        case .handover: [.back, .period, .copy, .saveHandover, .down, .pageDown, .events, .pollNow, .help]
        }
    }

    private static func title(_ state: State, _ page: JournalPage) -> String {
        switch page {
        case .timeline(let key): return "TIMELINE  \(state.fleet[key]?.name ?? key.id)  \(key)"
        case .log:
            let filter = state.list.filter.text
            return "LOG  \(state.journal.sift.rawValue), newest first" + (filter.isEmpty ? "" : "  filter \(filter)")
        case .handover:
            return state.journal.period == .night ? "HANDOVER  since 22:00" : "HANDOVER  the last 12 hours"
        }
    }

    private static func lines(_ state: State, _ page: JournalPage, _ glyphs: Glyphs, columns: Int) -> Lines {
        var lines = Lines()
        if let alarm = state.journalAlarm {
            lines.first += Wrapping.lines(alarm.text, columns: columns).map { [Span($0, Style(.attention, .bold))] }
        }
        guard state.journal.isRead else {
            lines.first.append([Span("reading the journal", .muted)])
            return lines
        }
        if let layout = handoverLayout(state, columns: columns) {
            lines.first += layout.lines
            return lines
        }
        let entries = page == .log ? LogPane.sifted(state) : state.journal.entries
        if entries.isEmpty { lines.first.append([Span("nothing is written down here yet", .muted)]) }
        lines.entries = entries
        lines.draw = { LogPane.line($0, state, glyphs, columns: columns, names: page == .log) }
        return lines
    }

    /// The page's title and its first lines without a layout.
    static func text(_ state: State, _ page: JournalPage, most: Int) -> [String] {
        let lines = lines(state, page, Glyphs(state.settings), columns: 400)
        let texts = lines.dropFirst(0).prefix(most).map { $0.map(\.text).joined().split(separator: " ") }
        return [title(state, page)] + texts.map { $0.joined(separator: " ") }
    }

    /// Lines that are made when they are looked at: of thousands, a screen shows some dozens.
    struct Lines {
        var first: [[Span]] = []
        /// Oldest first, shown newest first.
        var entries: [JournalEntry] = []
        var draw: (JournalEntry) -> [Span] = { _ in [] }

        var count: Int { first.count + entries.count }

        func dropFirst(_ scroll: Int) -> some Sequence<[Span]> {
            (scroll..<max(scroll, count)).lazy.map { index in
                index < first.count ? first[index] : draw(entries[entries.count - 1 - (index - first.count)])
            }
        }
    }
}
