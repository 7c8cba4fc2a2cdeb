import Grid
import Testing

@Suite("The grid of cells")
struct GridTests {
    static let strong = Style(.attention, .bold)

    @Test("Text is put where it is said, and cut at both edges")
    func put() {
        var grid = Grid(Size(columns: 6, rows: 2))
        #expect(grid.put("hello", column: 1, row: 0) == 6)
        #expect(grid.put("abcdefgh", column: -2, row: 1) == 6)
        grid.put("nowhere", column: 0, row: 2)
        grid.put("nowhere", column: 0, row: -1)
        #expect(grid.lines == [" hello", "cdefgh"])
    }

    @Test("A limit cuts before the edge does")
    func limit() {
        var grid = Grid(Size(columns: 8, rows: 1))
        #expect(grid.put("abcdef", column: 2, row: 0, limit: 3) == 5)
        #expect(grid.put("x", column: 0, row: 0, limit: 0) == 0)
        grid.put("zz", column: 6, row: 0, limit: 100)
        #expect(grid.lines == ["  abc zz"])
    }

    @Test("Wide characters take two cells, and none is cut in half at an edge")
    func wide() {
        var grid = Grid(Size(columns: 5, rows: 1))
        #expect(grid.put("薬局店", column: 0, row: 0) == 4)
        #expect(grid[column: 0, row: 0].character == "薬")
        #expect(grid[column: 1, row: 0].character == nil)
        #expect(grid[column: 4, row: 0] == .blank)
        #expect(grid.lines == ["薬局"])
    }

    @Test("What is left of a wide character when its other half goes is a blank", arguments: 0..<4)
    func splitWide(column: Int) {
        for way in 0..<3 {
            var grid = Grid(Size(columns: 4, rows: 1))
            grid.put("薬局", column: 0, row: 0)
            switch way {
            case 0: grid.put("x", column: column, row: 0)
            case 1: grid[column: column, row: 0] = Cell("x", .plain)
            default: grid.fill(Rect(column: column, row: 0, columns: 1, rows: 1), with: "x")
            }
            let cells = grid.cells.map(\.character)
            for (place, character) in cells.enumerated() where character == nil {
                #expect(place > 0 && cells[place - 1].map { TextWidth.of($0) } == 2, "orphan at \(place)")
            }
            for (place, character) in cells.enumerated() where character.map({ TextWidth.of($0) }) == 2 {
                #expect(cells[place + 1] == nil, "half a character at \(place)")
            }
            #expect(cells[column] == "x")
        }
    }

    @Test("A wide character over the halves of two others leaves no half behind")
    func wideOverWide() {
        var grid = Grid(Size(columns: 6, rows: 1))
        grid.put("薬局店", column: 0, row: 0)
        grid.put("店", column: 1, row: 0)
        #expect(grid.lines == [" 店 店"])
    }

    @Test("Clusters of several letters are taken apart into cells as terminals advance")
    func clusters() {
        var grid = Grid(Size(columns: 8, rows: 1))
        let end = grid.put("क्ष्म|", column: 0, row: 0)
        #expect(end == TextWidth.of("क्ष्म|"))
        for cell in grid.cells {
            #expect(cell.character.map { $0.unicodeScalars.count { TextWidth.of($0) > 0 } } ?? 1 == 1)
        }
        #expect(grid[column: end - 1, row: 0].character == "|")
    }

    @Test("No cell holds more marks than a terminal takes")
    func marks() throws {
        var grid = Grid(Size(columns: 3, rows: 1))
        grid.put("a" + String(repeating: "\u{301}", count: 500) + "b", column: 0, row: 0)
        #expect(try #require(grid[column: 0, row: 0].character).unicodeScalars.count <= 6)
        #expect(grid[column: 1, row: 0].character == "b")
    }

    @Test("What cannot be printed is dropped")
    func unprintable() {
        var grid = Grid(Size(columns: 8, rows: 1))
        grid.put("a\u{1b}b\r\nc\u{7}\u{301}d\u{0}", column: 0, row: 0)
        for cell in grid.cells {
            #expect(cell.character?.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7f } == true)
        }
        #expect(grid.lines[0].hasPrefix("abc"))
    }

    @Test("Rectangles out of the grid are cut, and touch nothing else")
    func rectangles() {
        for column in -3...6 {
            for row in -3...4 {
                var grid = Grid(Size(columns: 4, rows: 2))
                let rect = Rect(column: column, row: row, columns: 3, rows: 2)
                grid.fill(rect, with: "x")
                grid.restyle(rect) { _ in Self.strong }
                for place in 0..<8 {
                    let isInside = (column..<column + 3).contains(place % 4) && (row..<row + 2).contains(place / 4)
                    #expect(grid.cells[place] == (isInside ? Cell("x", Self.strong) : .blank))
                }
            }
        }
    }

    @Test("Sizes below nothing are nothing")
    func empty() {
        var grid = Grid(Size(columns: -1, rows: 5))
        grid.put("x", column: 0, row: 0)
        grid.fill(Rect(column: 0, row: 0, columns: 9, rows: 9))
        grid[column: 0, row: 0] = .blank
        #expect(grid.cells.isEmpty)
        #expect(grid.text == "\n\n\n\n")
    }

    @Test("Lines are the text without trailing blanks")
    func lines() {
        var grid = Grid(Size(columns: 5, rows: 2))
        grid.put("a b  ", column: 0, row: 0)
        #expect(grid.text == "a b\n")
    }

    @Test("A rectangle in the middle is cut to fit")
    func centred() {
        let area = Rect(column: 2, row: 1, columns: 10, rows: 4)
        #expect(area.centred(Size(columns: 4, rows: 2)) == Rect(column: 5, row: 2, columns: 4, rows: 2))
        #expect(area.centred(Size(columns: 40, rows: 40)) == area)
        #expect(Rect(column: 0, row: 0, columns: 3, rows: 3).inset(2, 2).isEmpty)
    }
}
