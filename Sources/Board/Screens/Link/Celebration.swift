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

    /// `sentences` only where no panel beside it tells them.
    static func draw(
        _ words: FlowWords, _ phase: LinkPhase, _ state: State, in area: Rect, sentences: Bool = true,
        into grid: inout Grid
    ) {
        let glyphs = Glyphs(state.settings)
        let art = words.isSuccess && area.rows >= 14 && area.columns >= 30 ? (glyphs.ascii ? asciiCheck : check) : []
        let lines = sentences ? words.sentences.flatMap { Wrapping.lines($0, columns: min(60, area.columns - 2)) } : []
        // Read across a room where the room allows: the one word in big letters.
        let isLarge = !art.isEmpty && area.rows >= art.count + lines.count + 15 && isLinked(phase) && area.columns >= 42
        let titleRows = isLarge ? BigLetters.glyphRows : 1
        var row = max(0, (area.rows - art.count - lines.count - titleRows - 4) / 2)
        if !art.isEmpty {
            let shown = columnsShown(phase, state, width: art[0].count)
            let left = area.column + (area.columns - art[0].count) / 2
            for line in art {
                grid.put(String(line.prefix(shown)), column: left, row: area.row + row, style: Style(.good, .bold))
                row += 1
            }
            row += 1
        }
        if isLarge {
            let place = Rect(column: area.column, row: area.row + row, columns: area.columns, rows: titleRows)
            BigLetters.draw(
                "LINKED", into: &grid, place, style: Style(.good), paint: glyphs.ascii ? .hashes : .reversedBlanks)
        } else {
            grid.centred(glyphs, words.title, words.style, in: area, row: row)
        }
        row += titleRows + 1
        if case .settling(let since) = phase {
            let width = min(40, max(0, area.columns - 4))
            let share = since.duration(to: state.now).inSeconds / LinkPolicy().settling.inSeconds
            if row < area.rows {
                grid.bar(
                    glyphs, share: share, columns: width, column: area.column + (area.columns - width) / 2,
                    row: area.row + row, style: Style(words.style.role))
            }
            row += 2
        }
        for line in lines {
            grid.centred(glyphs, line, .muted, in: area, row: row)
            row += 1
        }
    }

    private static func isLinked(_ phase: LinkPhase) -> Bool {
        switch phase {
        case .settling, .held: true
        default: false
        }
    }

    /// The mark is drawn from left to right within the first second; at once where motion is not wanted.
    private static func columnsShown(_ phase: LinkPhase, _ state: State, width: Int) -> Int {
        guard case .settling(let since) = phase, !state.settings.reducedMotion else { return width }
        return min(width, Int(since.duration(to: state.now).inSeconds * Double(width)) + 1)
    }
}
