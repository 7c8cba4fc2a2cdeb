import Fleet
import Grid

/// The last two lines: the keys that hold here, and the latest sentence.
enum Footer {
    /// `actions` in order of worth; what does not fit is left out, and no lesser act stands in its place.
    static func keys(_ state: State, _ actions: [Action], row: Int, into grid: inout Grid) {
        var column = 1
        let glyphs = Glyphs(state.settings)
        var hasRoomForActs = true
        for action in actions {
            guard let key = state.settings.keys.label(action, in: state.context) else { continue }
            let info = ActionTable.info(action)
            let label = glyphs.plain(key)
            let width = TextWidth.of(label) + 1 + TextWidth.of(info.short)
            guard column + width <= grid.size.columns - 1 else {
                if info.changes { hasRoomForActs = false }
                continue
            }
            if info.changes, !hasRoomForActs { continue }
            let isOff = info.changes && state.settings.isReadOnly
            column = grid.put(label, column: column, row: row, style: isOff ? Style(.muted, .dim) : .heading)
            column = grid.put(" \(info.short)", column: column, row: row, style: .muted) + 2
        }
    }

    /// `badge` on screens without a header: they too say DEMO.
    static func message(_ state: State, row: Int, badge: Bool = false, into grid: inout Grid) {
        let bounds = grid.bounds
        if case .filter = state.dialog {
            grid.line(" /", .heading, in: bounds, row: row)
            let end = grid.prompt(state.list.filter, Glyphs(state.settings), in: bounds, row: row, from: 2)
            let count = "  \(state.list.shown.count) of \(state.fleet.totals.all)"
            let help = "   Enter keeps, Esc clears"
            let start = max(end, 10)
            let fits = start + TextWidth.of(count + help) <= grid.size.columns
            grid.line(count + (fits ? help : ""), .muted, in: bounds, row: row, from: start)
            return
        }
        let start = badge ? grid.line(Header.badges(state), in: bounds, row: row) : 0
        guard let message = state.message else {
            if state.screen == .list { about(state, row: row, into: &grid) }
            return
        }
        let text = Glyphs(state.settings).cut(message.text, to: grid.size.columns - start - 2)
        grid.line(" " + text, Style(message.role), in: bounds, row: row, from: start)
    }

    /// While there is nothing else to say: the whole reason of the row under the cursor, which its column cuts.
    private static func about(_ state: State, row: Int, into grid: inout Grid) {
        guard !ListLayout(state).hasDetail, let instance = state.list.current.flatMap({ state.fleet[$0] }) else {
            return
        }
        let id = CleanText(instance.key.id, limit: 64).text
        let text = instance.reason.isEmpty ? "" : "  \(instance.reason)"
        grid.line(
            " " + Glyphs(state.settings).cut(id + text, to: grid.size.columns - 2), .muted, in: grid.bounds, row: row)
    }
}
