import Fleet
import Grid

/// The keys, made from the action table, for the screen that is open first.
enum HelpScreen {
    static func draw(_ state: State, scroll: Int, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let lines = lines(state, glyphs, columns: grid.size.columns)
        grid.fill(grid.bounds)
        grid.line(
            Header.badges(state) + [
                Span(" HELP ", .heading),
                Span("  keys of this screen; any key closes, \(glyphs.plain("↑ ↓")) scroll", .muted),
            ], in: grid.bounds, row: 0)
        grid.rule(glyphs, in: grid.bounds, row: 1)
        let page = max(0, grid.size.rows - 3)
        for (index, line) in lines.dropFirst(scroll).prefix(page).enumerated() {
            grid.line(line, in: grid.bounds, row: 2 + index)
        }
        let rest = lines.count - scroll - page
        if rest > 0 {
            grid.line(" \(rest) more lines \(glyphs.more.down)", .muted, in: grid.bounds, row: grid.size.rows - 1)
        }
    }

    static func lastScroll(_ state: State) -> Int {
        max(0, lines(state, Glyphs(state.settings), columns: state.size.columns).count - max(1, state.size.rows - 3))
    }

    private static func lines(_ state: State, _ glyphs: Glyphs, columns: Int) -> [[Span]] {
        let across = max(1, min(3, columns / 39))
        let width = columns / across
        var blocks: [[[Span]]] = []
        for group in ActionInfo.Group.allCases {
            let rows = ActionTable.all.filter { $0.group == group && $0.contexts.contains(state.context) }
            guard !rows.isEmpty else { continue }
            var block = [[Span(glyphs.fit(" \(group.rawValue)", to: width), .heading)]]
            for info in rows {
                let keys = state.settings.keys.labels(info.action, in: state.context).map { glyphs.plain($0) }.joined(
                    separator: " ")
                let named = keys.isEmpty ? ":\(info.action.rawValue)" : keys
                let isOff = info.changes && state.settings.isReadOnly
                block.append([
                    Span(" " + glyphs.fit(named, to: 12), isOff ? Style(.muted, .dim) : Style(.attention)),
                    Span(glyphs.fit(info.title, to: width - 13), isOff ? Style(.muted, .dim) : .plain),
                ])
            }
            blocks.append(block + [[Span(String(repeating: " ", count: width))]])
        }
        return flow(blocks, across: across, width: width) + legend(state, glyphs, columns: columns)
    }

    /// Fills columns one after another, each about as long as the others.
    private static func flow(_ blocks: [[[Span]]], across: Int, width: Int) -> [[Span]] {
        let total = blocks.reduce(0) { $0 + $1.count }
        var stacks: [[[Span]]] = [[]]
        for block in blocks {
            if stacks[stacks.count - 1].count + block.count / 2 > (total + across - 1) / across, stacks.count < across {
                stacks.append([])
            }
            stacks[stacks.count - 1] += block
        }
        let longest = stacks.map(\.count).max() ?? 0
        let blank = [Span(String(repeating: " ", count: width))]
        return (0..<longest).map { index in stacks.flatMap { $0.indices.contains(index) ? $0[index] : blank } }
    }

    private static func legend(_ state: State, _ glyphs: Glyphs, columns: Int) -> [[Span]] {
        var lines: [[Span]] = [[Span(" STATES", .heading)]]
        var line: [Span] = []
        var used = 0
        for item in LinkState.allCases where item != .unknown {
            let text = "\(glyphs.mark(item)) \(item.word)  "
            if used + TextWidth.of(text) + 1 > columns {
                lines.append(line)
                line = []
                used = 0
            }
            if line.isEmpty { line.append(Span(" ")) }
            line.append(Span(text, InstanceRow.style(of: item)))
            used += TextWidth.of(text)
        }
        return lines + [line]
    }
}
