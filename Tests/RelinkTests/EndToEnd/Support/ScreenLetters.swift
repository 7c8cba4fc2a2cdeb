import Board
import Grid
import PtyHarness

extension PtyHarness.Screen {
    /// The pairing code, put together from the words in which it is spelled.
    var spelledCode: String? {
        let spelled = lines.joined(separator: " ").split(separator: " ")
        var letters = ""
        for (letter, word) in zip(spelled, spelled.dropFirst())
        where letter.count == 1 && letter.allSatisfy({ $0.isUppercase || $0.isNumber }) {
            let isSpelling =
                letter.first?.isNumber == true
                ? Self.digits.contains(String(word)) : word.count > 3 && word.first == letter.first
            if isSpelling { letters += letter }
        }
        guard letters.count == 8 else { return nil }
        return "\(letters.prefix(4))-\(letters.suffix(4))"
    }

    private static let digits = ["Zero", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine"]

    /// Whether this text stands on the screen in large letters, at any of their sizes, dot by dot.
    func shows(large text: String) -> Bool {
        let dots = Self.dots(in: cells.map { $0.map { $0.reverse && $0.text == " " } })
        guard !dots.isEmpty else { return false }
        let rooms = [Size(columns: columns, rows: rows), Size(columns: columns, rows: 13), Size(columns: 60, rows: 13)]
        return rooms.contains { room in
            var grid = Grid(room)
            BigLetters.draw(text, into: &grid, grid.bounds)
            let drawn = (0..<room.rows).map { row in
                (0..<room.columns).map { grid[column: $0, row: row].style.attributes.contains(.reverse) }
            }
            return dots == Self.dots(in: drawn)
        }
    }

    /// Linked, in large letters or in a line of its own, while the link is being proven and after.
    var saysLinked: Bool {
        shows(large: "LINKED") || contains("LINKED, and it held")
            || lines.contains { $0.contains("  LINKED") || $0.contains("● LINKED") }
    }

    /// Where dots are, counted from the first row and column that has one.
    private static func dots(in cells: [[Bool]]) -> Set<[Int]> {
        var dots: Set<[Int]> = []
        for (row, line) in cells.enumerated() {
            for (column, isDot) in line.enumerated() where isDot { dots.insert([row, column]) }
        }
        let top = dots.map { $0[0] }.min() ?? 0
        let left = dots.map { $0[1] }.min() ?? 0
        return Set(dots.map { [$0[0] - top, $0[1] - left] })
    }
}
