/// One place on the screen. The right half of a wide character is a cell with no text.
public struct Cell: Hashable, Sendable {
    /// One printable cluster, or `nil` in the right half of a wide one.
    public var character: Character?
    public var style: Style

    public init(_ character: Character?, _ style: Style) {
        self.character = character
        self.style = style
    }

    public static let blank = Cell(" ", .plain)
}

/// A screenful of cells: what screens draw into, what tests read, what the terminal puts up.
public struct Grid: Hashable, Sendable {
    public let size: Size
    public private(set) var cells: [Cell]
    /// Where the terminal's own cursor stands, when something is being typed.
    public var cursor: Position?

    public struct Position: Hashable, Sendable {
        public var column: Int
        public var row: Int
        public init(column: Int, row: Int) {
            self.column = column
            self.row = row
        }
    }

    public init(_ size: Size) {
        self.size = Size(columns: max(0, size.columns), rows: max(0, size.rows))
        cells = Array(repeating: .blank, count: self.size.columns * self.size.rows)
    }

    public var bounds: Rect { Rect(size) }

    public subscript(column column: Int, row row: Int) -> Cell {
        get { cells[row * size.columns + column] }
        set {
            guard column >= 0, row >= 0, column < size.columns, row < size.rows else { return }
            if newValue.character != nil { splitWide(at: column, row: row) }
            cells[row * size.columns + column] = newValue
        }
    }

    /// Writes text from a place to the right, cut at the edge of `limit` columns or of the grid.
    /// Returns the column after the last one written.
    @discardableResult
    public mutating func put(
        _ text: String, column: Int, row: Int, style: Style = .plain, limit: Int = .max
    ) -> Int {
        guard row >= 0, row < size.rows, limit > 0 else { return column }
        let end = min(size.columns, limit < size.columns ? column + limit : size.columns)
        var place = column
        for character in text {
            if character.isASCII {
                guard TextWidth.of(character) > 0 else { continue }
                guard place < end else { break }
                write(character, width: 1, column: place, row: row, style)
                place += 1
                continue
            }
            let pieces = TextWidth.pieces(of: character)
            // A cluster is written whole or not at all.
            guard place + pieces.reduce(0, { $0 + $1.width }) <= end else { break }
            for piece in pieces {
                write(piece.character, width: piece.width, column: place, row: row, style)
                place += piece.width
            }
        }
        return place
    }

    private mutating func write(_ character: Character, width: Int, column: Int, row: Int, _ style: Style) {
        guard column >= 0 else { return }
        splitWide(at: column, row: row)
        splitWide(at: column + width - 1, row: row)
        cells[row * size.columns + column] = Cell(character, style)
        if width == 2 { cells[row * size.columns + column + 1] = Cell(nil, style) }
    }

    public mutating func fill(_ rect: Rect, with character: Character = " ", style: Style = .plain) {
        for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row + rect.rows)) {
            for column in max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.column + rect.columns)) {
                splitWide(at: column, row: row)
                cells[row * size.columns + column] = Cell(character, style)
            }
        }
    }

    /// Lays attributes or another style over what is there.
    public mutating func restyle(_ rect: Rect, _ change: (Style) -> Style) {
        for row in max(0, rect.row)..<max(0, rect.row, min(size.rows, rect.row + rect.rows)) {
            for column in max(0, rect.column)..<max(0, rect.column, min(size.columns, rect.column + rect.columns)) {
                let index = row * size.columns + column
                cells[index].style = change(cells[index].style)
            }
        }
    }

    /// The half of a wide character that is left behind when its other half is overwritten becomes a blank.
    private mutating func splitWide(at column: Int, row: Int) {
        let index = row * size.columns + column
        if cells[index].character == nil, column > 0 { cells[index - 1].character = " " }
        if column + 1 < size.columns, cells[index + 1].character == nil { cells[index + 1].character = " " }
    }
}

extension Grid {
    /// The screen as text, one line a row, trailing blanks dropped: how tests and plain output read it.
    public var lines: [String] {
        (0..<size.rows).map { row in
            var line = ""
            for column in 0..<size.columns {
                if let character = self[column: column, row: row].character { line.append(character) }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    public var text: String { lines.joined(separator: "\n") }
}
