import Fleet
import Grid
import Linking

/// One screen from "something dropped" to the next key: how far, the gateway, paired or not, time, reason, what was
/// tried, and what comes next.
enum TriageScreen {
    private static let titleWidth = 10
    private static let actions: [Action] = [
        .relink, .pair, .back, .nextProblem, .pollNow, .restart, .logout, .start, .stop, .reveal, .help,
    ]

    static func draw(_ state: State, _ keys: [InstanceKey], into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        Header.draw(state, into: &grid)
        let rows = keys.compactMap { state.fleet[$0] }
        let layout = Layout(state, rows, glyphs)
        grid.rule(glyphs, in: grid.bounds, row: 1, title: layout.hasRule ? "TRIAGE" : "")
        for (index, line) in layout.answers.dropFirst(state.triage.scroll).prefix(layout.room).enumerated() {
            grid.line(line, in: layout.area, row: index)
        }
        let hidden = layout.answers.count - state.triage.scroll - layout.room
        if hidden > 0, layout.room > 0 {
            let mark = " \(glyphs.more.down) "
            grid.line(mark, .heading, in: layout.area, row: layout.room - 1, from: layout.area.columns - mark.count)
        }
        for (index, line) in layout.next.enumerated() {
            grid.line(line, in: layout.area, row: min(layout.answers.count, layout.room) + index)
        }
        if layout.paneColumns > 0 { pane(rows, state, layout, glyphs, into: &grid) }
        guard grid.size.rows >= 6 else { return }
        Footer.keys(state, actions, row: grid.size.rows - 2, into: &grid)
        Footer.message(state, row: grid.size.rows - 1, into: &grid)
    }

    static func lastScroll(_ state: State) -> Int {
        guard case .triage(let keys) = state.screen else { return 0 }
        let layout = Layout(state, keys.compactMap { state.fleet[$0] }, Glyphs(state.settings))
        return max(0, layout.answers.count - layout.room)
    }

    /// The lines of the screen, and where they go. What comes next always stands, whatever has to be scrolled above.
    private struct Layout {
        let hasRule: Bool
        let area: Rect
        /// Columns for the list of all concerned; 0 where there is no room or nobody to list.
        let paneColumns: Int
        let answers: [[Span]]
        let next: [[Span]]
        let room: Int

        init(_ state: State, _ rows: [InstanceRow], _ glyphs: Glyphs) {
            let size = state.size
            hasRule = size.rows >= 6
            let concerned = TriageScreen.concerned(rows, state).count
            paneColumns = size.columns >= 120 && concerned > 1 ? min(56, size.columns * 2 / 5) : 0
            let tail = size.rows >= 6 ? 2 : 0
            let columns = size.columns - 2 - (paneColumns > 0 ? paneColumns + 1 : 0)
            area = Rect(column: 1, row: 2, columns: max(0, columns), rows: max(0, size.rows - 2 - tail))
            let isWide = area.rows >= 18
            next = TriageScreen.next(rows, state, glyphs, columns: columns, isSpaced: isWide)
            answers = TriageScreen.answers(rows, state, glyphs, columns: columns, isSpaced: isWide)
            room = max(0, area.rows - next.count)
        }
    }

    // MARK: - Lines

    private static func answers(
        _ rows: [InstanceRow], _ state: State, _ glyphs: Glyphs, columns: Int, isSpaced: Bool
    ) -> [[Span]] {
        guard let row = rows.first else { return [[Span("Not in the configuration any more.", .muted)]] }
        var lines: [[Span]] = []
        if rows.count == 1 {
            lines.append([
                Span("\(glyphs.mark(row)) \(glyphs.plain(row.word))", row.style),
                Span("  \(glyphs.plain(row.name))", .heading),
                Span(
                    glyphs.plain("  \(CleanText(row.key.id, limit: 64).text) on \(row.key.gateway)")
                        + " (\(row.kind.rawValue))", .muted),
            ])
        } else {
            lines.append([Span("\(rows.count) instances chosen", .heading)])
        }
        if isSpaced { lines.append([]) }
        for section in TriageSections(state: state, rows: rows, glyphs: glyphs).all {
            lines += block(section.title, section.lines.map { ($0.text, $0.style) }, glyphs, columns: columns)
        }
        return lines
    }

    private static func next(
        _ rows: [InstanceRow], _ state: State, _ glyphs: Glyphs, columns: Int, isSpaced: Bool
    ) -> [[Span]] {
        guard let row = rows.first else { return [] }
        var texts: [(String, Style)] = []
        let step: TriageWords.Step
        if rows.count == 1 {
            step = TriageWords.step(state.verdict(row), row, state)
        } else {
            let groups = TriageGroups(rows, state)
            texts = groups.lines.prefix(isSpaced ? 6 : 2).map { ($0.text, $0.style) }
            step = groups.step(state)
        }
        texts.append(((step.key.map { "\($0) " } ?? "") + step.text, step.style))
        let lines = block("NEXT", texts, glyphs, columns: columns)
        return isSpaced ? [[]] + lines + [[]] : lines
    }

    /// Lines under a title; on narrow screens the title takes a line's beginning and nothing more.
    private static func block(
        _ title: String, _ texts: [(String, Style)], _ glyphs: Glyphs, columns: Int
    ) -> [[Span]] {
        let indent = columns >= 60 ? titleWidth : 2
        var lines: [[Span]] = []
        for (text, style) in texts {
            let isFirst = lines.isEmpty
            // Without room beside it the title stands before the first words.
            let head = isFirst && columns < 60 ? "\(title)  " : ""
            for (index, line) in Wrapping.lines(head + text, columns: max(8, columns - indent)).enumerated() {
                let plain = glyphs.plain(line)
                if isFirst, index == 0 {
                    lines.append(
                        columns < 60
                            ? [Span(title, .heading), Span(String(plain.dropFirst(title.count)), style)]
                            : [Span(glyphs.fit(title, to: indent), .heading), Span(plain, style)])
                } else {
                    lines.append([Span(String(repeating: " ", count: indent)), Span(plain, style)])
                }
            }
        }
        return lines
    }

    // MARK: - Who else

    /// Everybody chosen; for a single one, all that dropped together with it.
    private static func concerned(_ rows: [InstanceRow], _ state: State) -> [InstanceKey] {
        if rows.count > 1 { return rows.map(\.key) }
        return rows.first.flatMap { state.outbreak(with: $0.key)?.members } ?? []
    }

    private static func pane(
        _ rows: [InstanceRow], _ state: State, _ layout: Layout, _ glyphs: Glyphs, into grid: inout Grid
    ) {
        let column = layout.area.column + layout.area.columns
        grid.fill(
            Rect(column: column, row: 2, columns: 1, rows: layout.area.rows), with: glyphs.wall, style: Style(.frame))
        let area = Rect(column: column + 2, row: 2, columns: layout.paneColumns - 2, rows: layout.area.rows)
        var pen = Pen(grid: grid, area: area, glyphs: glyphs)
        let keys = concerned(rows, state)
        pen.line([Span(rows.count > 1 ? "CHOSEN" : "TOGETHER", .heading)])
        let page = keys.count < area.rows ? keys.count : max(0, area.rows - 2)
        for key in keys.prefix(page) {
            guard let row = state.fleet[key] else { continue }
            pen.line([
                Span("\(glyphs.mark(row)) ", row.style), Span(glyphs.fit(row.word, to: 9), row.style),
                Span(glyphs.fit(row.name, to: area.columns - 23)),
                Span(glyphs.fit(Ages.since(row, at: state.now), to: 10, right: true), .muted),
            ])
        }
        if page < keys.count { pen.line([Span("and \(keys.count - page) more", .muted)]) }
        grid = pen.grid
    }
}
