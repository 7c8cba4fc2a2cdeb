/// A grid as text for standard output, with or without colours.
public enum ANSIText {
    public enum Colours: Hashable, Sendable {
        /// No escape sequence at all: for files and pipes.
        case none
        /// Bold, reverse and the like, and no colour: for `NO_COLOR`.
        case attributes
        /// The sixteen colours every terminal has.
        case sixteen
        /// The palette of 256.
        case palette
    }

    /// One line a row, each ended by a line feed and none leaving a colour behind. Plain blanks at line ends are dropped.
    public static func render(_ grid: Grid, theme: Theme, colours: Colours) -> String {
        var sequences: [Style: String] = [:]
        var text = ""
        for row in 0..<grid.size.rows {
            var current = ""
            for column in 0..<printedColumns(grid, row) {
                let cell = grid[column: column, row: row]
                guard let character = cell.character else { continue }
                let wanted = sequences[cell.style] ?? sequence(theme.look(cell.style.role), cell.style, colours)
                sequences[cell.style] = wanted
                if wanted != current {
                    // A look says all of itself, so whatever was there before must be gone.
                    if !current.isEmpty { text += reset }
                    text += wanted
                    current = wanted
                }
                text.append(character)
            }
            if !current.isEmpty { text += reset }
            text += "\n"
        }
        return text
    }

    private static let reset = "\u{1B}[0m"

    private static func printedColumns(_ grid: Grid, _ row: Int) -> Int {
        var end = grid.size.columns
        while end > 0, grid[column: end - 1, row: row] == .blank { end -= 1 }
        return end
    }

    private static func sequence(_ look: Theme.Look, _ style: Style, _ colours: Colours) -> String {
        guard colours != .none else { return "" }
        var attributes = style.attributes.union(look.attributes)
        if colours == .attributes { attributes.formUnion(look.mono) }
        var codes: [Int] = []
        if attributes.contains(.bold) { codes.append(1) }
        if attributes.contains(.dim) { codes.append(2) }
        if attributes.contains(.underline) { codes.append(4) }
        if attributes.contains(.reverse) { codes.append(7) }
        switch colours {
        case .none, .attributes: break
        case .sixteen:
            if let ink = look.ink16 { codes.append(ink < 8 ? 30 + ink : 82 + ink) }
            if let paper = look.paper16 { codes.append(paper < 8 ? 40 + paper : 92 + paper) }
        case .palette:
            if let ink = look.ink { codes += [38, 5, ink] }
            if let paper = look.paper { codes += [48, 5, paper] }
        }
        return codes.isEmpty ? "" : "\u{1B}[\(codes.map(String.init).joined(separator: ";"))m"
    }
}
