package import Grid
import Resources

/// Pairing codes in letters that can be read across a room, as large as a window allows.
package struct BigLetters: Sendable {
    /// What a letter is painted with.
    package enum Paint: Hashable, Sendable {
        /// Blanks in the opposite colours: no character that a font could draw with gaps.
        case reversedBlanks
        case blocks
        /// For terminals without UTF-8.
        case hashes
    }

    /// How much each part of a letter is enlarged, and how many columns lie between letters.
    private struct Scale {
        var across: Int
        var down: Int
        var gap: Int
    }

    /// From the largest. Cells are twice as high as wide, so letters are first made wider.
    private static let scales = [
        Scale(across: 2, down: 2, gap: 3), Scale(across: 2, down: 1, gap: 3), Scale(across: 1, down: 1, gap: 2),
        Scale(across: 1, down: 1, gap: 1),
    ]

    package static let glyphColumns = 5
    package static let glyphRows = 7

    /// Cells that `text` takes in the largest letters that fit, or of the plain spaced text when none do.
    package static func size(of text: String, in room: Size) -> Size {
        guard let scale = scale(for: text, in: room) else {
            return Size(columns: min(room.columns, TextWidth.of(spaced(text, room.columns))), rows: min(room.rows, 1))
        }
        return size(text.count, scale)
    }

    /// Draws `text` in the middle of `rect`, in one line and cut nowhere.
    ///
    /// Letters of A to Z, digits and the dash have large forms; when another is met, or when not even the smallest
    /// size fits, the text is written as it is.
    package static func draw(
        _ text: String, into grid: inout Grid, _ rect: Rect, style: Style = .plain, paint: Paint = .reversedBlanks
    ) {
        let place = rect.centred(size(of: text, in: rect.size))
        guard let scale = scale(for: text, in: rect.size) else {
            grid.put(
                spaced(text, rect.columns), column: place.column, row: place.row, style: style.adding(.bold),
                limit: rect.columns)
            return
        }
        let ink = ink(paint, style)
        var column = place.column
        for character in text {
            for (row, line) in (glyphs[character] ?? []).enumerated() {
                for (offset, isInk) in line.enumerated() where isInk {
                    let dot = Rect(
                        column: column + offset * scale.across, row: place.row + row * scale.down,
                        columns: scale.across, rows: scale.down)
                    grid.fill(dot, with: ink.character ?? " ", style: ink.style)
                }
            }
            column += glyphColumns * scale.across + scale.gap
        }
    }

    private static func scale(for text: String, in room: Size) -> Scale? {
        guard !text.isEmpty, text.allSatisfy({ glyphs[$0] != nil }) else { return nil }
        return scales.first {
            let size = size(text.count, $0)
            return size.columns <= room.columns && size.rows <= room.rows
        }
    }

    private static func size(_ count: Int, _ scale: Scale) -> Size {
        Size(
            columns: count * glyphColumns * scale.across + (count - 1) * scale.gap, rows: glyphRows * scale.down)
    }

    /// `A B C D - 1 2 3 4`, or without the blanks where even that is too wide.
    private static func spaced(_ text: String, _ columns: Int) -> String {
        let wide = text.map(String.init).joined(separator: " ")
        return TextWidth.of(wide) <= columns ? wide : text
    }

    private static func ink(_ paint: Paint, _ style: Style) -> Cell {
        switch paint {
        case .reversedBlanks: Cell(" ", style.adding(.reverse))
        case .blocks: Cell("█", style)
        case .hashes: Cell("#", style)
        }
    }

    /// Rows of parts, `true` where ink is.
    package typealias Glyph = [[Bool]]

    /// Parsed once, on the first letter drawn.
    package static let glyphs = parse(Resources.bigLetters)

    /// The format is described at the head of the file. A glyph that is not whole is left out.
    package static func parse(_ text: String) -> [Character: Glyph] {
        var glyphs: [Character: Glyph] = [:]
        var current: Character?
        for line in text.split(separator: "\n") where !line.hasPrefix(";") {
            if line.hasPrefix("=") {
                current = line.dropFirst().first
            } else if let current {
                glyphs[current, default: []].append(line.map { $0 == "#" })
            }
        }
        return glyphs.filter { $0.value.count == glyphRows && $0.value.allSatisfy { $0.count == glyphColumns } }
    }
}
