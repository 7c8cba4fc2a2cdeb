import Fleet
import Grid
import Linking
import QRCode

/// Several live panes in a grid: the marked instances, else the problems, else everything in order.
enum WallScreen {
    static func keys(_ state: State) -> [InstanceKey] {
        if state.panes.isEmpty { return state.list.shown }
        if state.list.filter.text.isEmpty { return state.panes }
        let passing = Set(state.list.shown)
        return state.panes.filter(passing.contains)
    }

    /// The panes that are wanted now: those there were, each in its place, then the new ones in the list's order.
    ///
    /// A pane does not move or go when its instance is mended: people at a desk know the places of their phones.
    static func panes(_ state: State) -> [InstanceKey] {
        let kept = state.panes.filter { state.fleet[$0] != nil }
        let known = Set(kept)
        let marked = !state.list.marks.isEmpty
        return kept
            + state.list.shown.filter { key in
                if known.contains(key) { return false }
                if state.links[key] != nil || state.list.marks.contains(key) { return true }
                return !marked && state.fleet[key]?.isProblem == true
            }
    }

    /// The panes on this page: the one that holds the cursor.
    static func shown(_ state: State) -> [InstanceKey] {
        let keys = keys(state)
        return Array(keys[page(state, of: WallLayout(state).capacity)])
    }

    /// The places of the panes on this page, where so many fit on one.
    static func page(_ state: State, of capacity: Int) -> Range<Int> {
        let keys = keys(state)
        let first = firstShown(state, keys, capacity)
        return first..<min(keys.count, first + capacity)
    }

    private static func firstShown(_ state: State, _ keys: [InstanceKey], _ capacity: Int) -> Int {
        let index = state.list.current.flatMap { keys.firstIndex(of: $0) } ?? 0
        return index / capacity * capacity
    }

    static func draw(_ state: State, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        Header.draw(state, into: &grid)
        let layout = WallLayout(state)
        let keys = keys(state)
        let current = state.list.current
        let first = firstShown(state, keys, layout.capacity)
        for (place, key) in keys.dropFirst(first).prefix(layout.capacity).enumerated() {
            guard let row = state.fleet[key] else { continue }
            let area = Rect(
                column: place % layout.across * layout.pane.columns,
                row: 1 + place / layout.across * layout.pane.rows, columns: layout.pane.columns, rows: layout.pane.rows)
            pane(row, state, glyphs, isCurrent: key == current, in: area, into: &grid)
        }
        if keys.isEmpty { grid.line(" nothing to watch", .muted, in: grid.bounds, row: 2) }
        Footer.keys(
            state, [.relink, .pair, .open, .close, .restart, .triage, .help], row: grid.size.rows - 2, into: &grid)
        if state.message == nil, keys.count > layout.capacity {
            grid.line(
                " panes \(first + 1)-\(min(keys.count, first + layout.capacity)) of \(keys.count)", .muted,
                in: grid.bounds,
                row: grid.size.rows - 1)
        }
        Footer.message(state, row: grid.size.rows - 1, into: &grid)
    }

    private static func pane(
        _ row: InstanceRow, _ state: State, _ glyphs: Glyphs, isCurrent: Bool, in area: Rect, into grid: inout Grid
    ) {
        let style = isCurrent ? Style(.attention, .bold) : Style(.frame)
        let mark = state.list.marks.contains(row.key) ? "*" : ""
        let inside = grid.box(glyphs, area, title: "\(mark)\(row.name)", style: style)
        var pen = Pen(grid: grid, area: inside, glyphs: glyphs)
        let since = " " + Ages.sinceWords(row, at: state.now)
        let age = row.status.map { "  \(Ages.short($0.observedAt.duration(to: state.now))) ago" } ?? ""
        pen.line([Span("\(glyphs.mark(row)) \(row.word)", row.style), Span(since), Span(age, .muted)])
        if let session = state.links[row.key] {
            let words = FlowWords(session, row, state)
            var text = words.title
            if case .showing(let code) = session.flow.phase {
                text =
                    "code \(code.number), \(Ages.left(state.now.duration(to: code.expiresAt)))\(code.isEstimate ? " est." : "")"
            }
            pen.line([Span(text, words.style)])
            if let matrix = session.matrix, inside.rows > pen.row {
                let below = Rect(
                    column: inside.column, row: inside.row + pen.row, columns: inside.columns,
                    rows: inside.rows - pen.row)
                if case .drawn(let drawing) = session.fit(matrix, in: below.size, state.settings.terminal) {
                    let place = below.centred(drawing.size)
                    drawing.draw(into: &pen.grid, column: place.column, row: place.row)
                    grid = pen.grid
                    return
                }
                pen.wrapped("Its code does not fit here; Enter shows it on the whole screen.", .muted)
            }
        }
        pen.line([Span("\(row.key.id) on \(row.key.gateway)", .muted)])
        if let phone = row.account?.value.phone ?? row.configured.phone { pen.line([Span(state.shown(phone), .muted)]) }
        if let holder = row.configured.holder { pen.line([Span("holder \(holder.text)", .muted)]) }
        if !row.reason.isEmpty { pen.wrapped(row.reason) }
        for change in row.history.suffix(3).reversed() {
            pen.line([
                Span("\(Ages.time(of: change.at, in: state)) ", .muted),
                Span(change.to.word, InstanceRow.style(of: change.to)),
            ])
        }
        grid = pen.grid
    }
}
