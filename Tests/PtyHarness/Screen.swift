/// What a terminal shows at one moment.
public struct Screen: Sendable {
    public var columns: Int
    public var rows: Int
    /// Rows of cells, from the top.
    public var cells: [[ScreenCell]]
    public var cursor: (column: Int, row: Int)
    public var cursorIsVisible: Bool
    /// The screen that full-screen programs use and leave again.
    public var isAlternate: Bool
    public var title: String
    /// How often the bell was rung.
    public var bells: Int
    /// Bytes the program has written so far.
    public var byteCount: Int
    /// How the program ended, once it has.
    public var exit: ProcessExit?
    /// Everything the program wrote has been read, and nobody can write any more.
    public var isAtEnd: Bool

    /// The rows as text, blanks at their ends dropped.
    public var lines: [String] {
        cells.map { row in
            var line = row.map(\.text).joined()
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    public var text: String { lines.joined(separator: "\n") }

    public func contains(_ text: String) -> Bool { lines.contains { $0.contains(text) } }
}

/// One place of the terminal.
public struct ScreenCell: Hashable, Sendable {
    /// Empty in the right half of a wide character.
    public var text: String
    public var ink: ScreenColour
    public var paper: ScreenColour
    public var bold: Bool
    public var underline: Bool
    public var reverse: Bool
}

public enum ScreenColour: Hashable, Sendable {
    /// The terminal's own.
    case standard
    case palette(Int)
    case rgb(Int, Int, Int)
}
