internal import CNcurses
internal import Grid

/// Turns characters into what ncurses takes: a base, its marks, and no surprise in width.
struct Glyphs {
    /// Whether more than ASCII may be drawn.
    let utf8: Bool

    func fill(_ cell: inout relink_cell, with character: Character, isWide: Bool) {
        cell.count = 1
        if let ascii = character.asciiValue {
            // A control character drawn as a cell would reach the terminal as a command.
            cell.scalars.0 = ascii >= 0x20 && ascii < 0x7f ? UInt32(ascii) : 0x20
        } else if utf8 {
            fill(&cell, withScalars: character.unicodeScalars, isWide: isWide)
        } else {
            cell.scalars.0 = UInt32(ASCIIFallback.of(character))
        }
    }

    func width(of cell: relink_cell) -> Int {
        Unicode.Scalar(cell.scalars.0).map { TextWidth.of($0) } ?? 1
    }

    private func fill(_ cell: inout relink_cell, withScalars scalars: Character.UnicodeScalarView, isWide: Bool) {
        let base = scalars[scalars.startIndex]
        let width = TextWidth.of(base)
        guard width > 0, width == 1 || isWide else {
            cell.scalars.0 = UInt32(UInt8(ascii: "?"))
            return
        }
        cell.scalars.0 = base.value
        // ncurses takes one spacing character a cell; of clusters that have more, the first one stands for all.
        for scalar in scalars.dropFirst() where cell.count < RELINK_CELL_SCALARS && TextWidth.of(scalar) == 0 {
            switch cell.count {
            case 1: cell.scalars.1 = scalar.value
            case 2: cell.scalars.2 = scalar.value
            case 3: cell.scalars.3 = scalar.value
            default: cell.scalars.4 = scalar.value
            }
            cell.count += 1
        }
    }
}
