import Fleet
import Grid
import Linking

/// A round before it begins, or while it stands still: whose phones, how many, in which order, at what pace.
enum RoundDialog {
    static func draw(_ state: State, _ form: RoundForm, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let width = min(grid.size.columns, 68)
        let holders = holders(state, form)
        let fixed = form.failed > 0 ? 9 : 8
        let shown = max(1, min(holders.count, grid.size.rows - fixed))
        let area = Rect(grid.size).centred(Size(columns: width, rows: min(grid.size.rows, shown + fixed)))
        let count = holders.reduce(0) { $0 + $1.count }
        let title = form.isUnderWay ? "round: \(count) to go" : "relink round: \(count) instances"
        let inside = grid.box(glyphs, area, title: title, style: Style(.attention, .bold))
        var pen = Pen(grid: grid, area: inside.inset(1, 0), glyphs: glyphs)
        pen.line([])
        for holder in holders.prefix(shown) {
            let names = holder.names.joined(separator: ", ")
            pen.line([
                Span(glyphs.fit("\(holder.count)", to: 5), .heading), Span(glyphs.fit(holder.name, to: 18)),
                Span(glyphs.cut(names, to: width - 28), .muted),
            ])
        }
        if holders.count > shown { pen.line([Span("\(holders.count - shown) more holders", .muted)]) }
        if form.hidden > 0 {
            pen.line([Span("\(form.hidden) of them HIDDEN by the filter", Style(.broken, .bold))])
        }
        if form.failed > 0 { pen.line([Span(state.failedWords(form.failed), Style(.attention))]) }
        if form.isUnderWay { pen.line([Span(state.roundWords, .muted)]) }
        pen.wrapped(pace(form), .muted)
        grid = pen.grid
        var keys = [Span("Enter", .heading), Span(form.isUnderWay ? " goes on   " : " begins   ", .muted)]
        if form.isUnderWay { keys += [Span("d", .heading), Span(" ends it   ", .muted)] }
        keys += [Span("Esc", .heading), Span(" leaves it", .muted)]
        grid.fill(
            Rect(column: pen.area.column, row: pen.area.row + inside.rows - 1, columns: pen.area.columns, rows: 1))
        grid.line(keys, in: pen.area, row: inside.rows - 1)
    }

    private static func pace(_ form: RoundForm) -> String {
        form.isOnWall
            ? "As many windows at a time as the wall can draw; it steps forward by itself."
            : "One window at a time; it steps forward by itself when a phone is linked."
    }

    private struct Holder {
        var name: String
        var count: Int
        var names: [String]
    }

    private static func holders(_ state: State, _ form: RoundForm) -> [Holder] {
        let round =
            form.isUnderWay
            ? state.round : Round(form.members.map { ($0, state.fleet[$0]?.configured.holder?.text) })
        var holders: [Holder] = []
        for item in round?.items ?? [] where !item.stage.isOver {
            let name = item.holder ?? "nobody named"
            if holders.last?.name != name { holders.append(Holder(name: name, count: 0, names: [])) }
            holders[holders.count - 1].count += 1
            if holders[holders.count - 1].names.count < 4 {
                holders[holders.count - 1].names.append(state.fleet[item.key]?.name ?? item.key.id)
            }
        }
        return holders
    }
}
