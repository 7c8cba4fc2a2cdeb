import Fleet
import Grid

/// One instance on the whole screen.
enum DetailScreen {
    static func draw(_ state: State, _ key: InstanceKey, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        Header.draw(state, into: &grid)
        guard let row = state.fleet[key] else {
            grid.line(" \(key.id) is not configured any more", .muted, in: grid.bounds, row: 2)
            return
        }
        let rows = grid.size.rows
        let tail = rows >= 6 ? 2 : 0
        grid.rule(glyphs, in: grid.bounds, row: 1)
        let area = Rect(column: 1, row: 2, columns: grid.size.columns - 2, rows: rows - 2 - tail)
        DetailPane.draw(row, state, in: area, into: &grid)
        guard tail > 0 else { return }
        Footer.keys(
            state,
            [
                .relink, .pair, .triage, .back, .nextProblem, .restart, .stop, .logout, .start, .pollNow, .reveal,
                .copy, .help,
            ],
            row: rows - 2, into: &grid)
        Footer.message(state, row: rows - 1, into: &grid)
    }
}
