import Fleet
import Grid
import Linking

/// The success: visible across a room, moving while it is being proven, still when it has held.
enum Celebration {
    private static let check = [
        "            ▗▄",
        "          ▗▟██",
        "        ▗▟██▛ ",
        " ▄▖   ▗▟██▛   ",
        " ██▙▖▟██▛     ",
        "  ▜████▛      ",
        "    ▜▛        ",
    ]
    private static let asciiCheck = [
        "             #",
        "           ## ",
        "          ##  ",
        "  #     ##    ",
        "  ##   ##     ",
        "    ####      ",
        "     ##       ",
    ]

    static func draw(_ words: FlowWords, _ phase: LinkPhase, _ state: State, in area: Rect, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let art = words.isSuccess && area.rows >= 14 && area.columns >= 30 ? (glyphs.ascii ? asciiCheck : check) : []
        let lines = words.sentences.flatMap { Wrapping.lines($0, columns: min(60, area.columns - 2)) }
        var row = max(0, (area.rows - art.count - lines.count - 4) / 2)
        if !art.isEmpty {
            let shown = columnsShown(phase, state, width: art[0].count)
            let left = area.column + (area.columns - art[0].count) / 2
            for line in art {
                grid.put(String(line.prefix(shown)), column: left, row: area.row + row, style: Style(.good, .bold))
                row += 1
            }
            row += 1
        }
        grid.centred(glyphs, words.title, words.style, in: area, row: row)
        row += 2
        if case .settling(let since) = phase {
            let width = min(40, area.columns - 4)
            let share = min(1, since.duration(to: state.now).inSeconds / LinkPolicy().settling.inSeconds)
            for index in 0..<width {
                let isDone = Double(index) < share * Double(width)
                grid[column: area.column + (area.columns - width) / 2 + index, row: area.row + row] =
                    Cell(isDone ? glyphs.full : glyphs.rest, isDone ? Style(.good) : Style(.frame))
            }
            row += 2
        }
        for line in lines {
            grid.centred(glyphs, line, .muted, in: area, row: row)
            row += 1
        }
    }

    /// The mark is drawn from left to right within the first second; at once where motion is not wanted.
    private static func columnsShown(_ phase: LinkPhase, _ state: State, width: Int) -> Int {
        guard case .settling(let since) = phase, !state.settings.reducedMotion else { return width }
        return min(width, Int(since.duration(to: state.now).inSeconds * Double(width)) + 1)
    }
}
