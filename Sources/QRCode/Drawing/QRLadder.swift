public import Grid

/// What is known of the terminal that matters for drawing a code.
public struct QRTerminal: Hashable, Sendable {
    /// Whether the locale is UTF-8; without it only blanks are safe.
    public var utf8: Bool
    /// Whether the terminal is known to show sextant characters.
    public var sextants: Bool
    /// Height of a cell by its width; `nil` where the terminal does not tell its pixels.
    public var cellAspect: Double?

    public init(utf8: Bool, sextants: Bool, cellAspect: Double?) {
        self.utf8 = utf8
        self.sextants = sextants
        self.cellAspect = cellAspect
    }
}

/// What comes of choosing a drawing for a window.
public enum QRFit: Hashable, Sendable {
    case drawn(QRDrawing)
    /// Nothing that would scan fits; `smallest` is what needs the fewest more cells, and the two counts say how many.
    case tooSmall(missingColumns: Int, missingRows: Int, smallest: Size)

    public var drawing: QRDrawing? {
        if case .drawn(let drawing) = self { drawing } else { nil }
    }

    /// One sentence for the place where the code would be; `nil` when it is drawn.
    public var advice: String? {
        guard case .tooSmall(let columns, let rows, _) = self else { return nil }
        let missing = [(columns, "column"), (rows, "row")]
            .filter { $0.0 > 0 }
            .map { "\($0.0) more \($0.1)\($0.0 == 1 ? "" : "s")" }
            .joined(separator: " and ")
        return "The code needs \(missing): enlarge the window or make its font smaller (Ctrl and minus)."
    }
}

/// Chooses how a code is drawn, by what was measured in ten terminals. Asked again at each resize and each new code.
public enum QRLadder {
    /// The best drawing for `room`, with as much quiet zone as it has room for.
    public static func choose(
        _ matrix: QRMatrix, room: Size, terminal: QRTerminal, inverted: Bool = false
    ) -> QRFit {
        let styles = automatic(terminal)
        for style in styles {
            if let drawing = drawing(matrix, style, room, inverted) { return .drawn(drawing) }
        }
        let misses = styles.map { miss(matrix, $0, room) }
        // There is always a style to name: the ladder never comes back empty.
        let nearest =
            misses.min { ($0.missing, $0.size.rows) < ($1.missing, $1.size.rows) } ?? miss(matrix, .half, room)
        return .tooSmall(missingColumns: nearest.columns, missingRows: nearest.rows, smallest: nearest.size)
    }

    /// A style chosen by hand, whatever is known of the terminal.
    public static func forced(
        _ style: QRStyle, _ matrix: QRMatrix, room: Size, inverted: Bool = false
    ) -> QRFit {
        if let drawing = drawing(matrix, style, room, inverted) { return .drawn(drawing) }
        let miss = miss(matrix, style, room)
        return .tooSmall(missingColumns: miss.columns, missingRows: miss.rows, smallest: miss.size)
    }

    /// By how many cells the least drawing in a style does not fit.
    private struct Miss {
        var columns: Int
        var rows: Int
        var size: Size
        var missing: Int { columns + rows }
    }

    private static func miss(_ matrix: QRMatrix, _ style: QRStyle, _ room: Size) -> Miss {
        let least = QRDrawing(matrix, style: style).size
        return Miss(
            columns: max(0, least.columns - room.columns), rows: max(0, least.rows - room.rows), size: least)
    }

    /// The styles that may be used without asking, best first.
    static func automatic(_ terminal: QRTerminal) -> [QRStyle] {
        guard terminal.utf8 else { return [.full] }
        let known: [QRStyle] = terminal.sextants ? [.half, .third, .sextant] : [.half]
        guard let aspect = terminal.cellAspect else {
            // Third blocks read at every cell ratio met; sextants do not, so a ratio must speak for them.
            return known.filter { $0 != .sextant }
        }
        let readable = known.filter { $0.isReadable(cellAspect: aspect) }
        // Cells so odd that every style is stretched: some scanners read a stretched code, none reads a missing one.
        return readable.isEmpty ? [.half] : readable
    }

    private static func drawing(_ matrix: QRMatrix, _ style: QRStyle, _ room: Size, _ inverted: Bool) -> QRDrawing? {
        QuietZone.roomiest(style, around: matrix, in: room).map {
            QRDrawing(matrix, style: style, quiet: $0, inverted: inverted)
        }
    }
}
