import Board
import Grid
import Testing

@Suite("Big letters")
struct BigLettersTests {
    static let characters = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-")

    @Test("Every character of a pairing code has a whole glyph")
    func whole() {
        #expect(Set(BigLetters.glyphs.keys) == Set(Self.characters))
    }

    /// Parts in which two glyphs differ.
    private func distance(_ one: Character, _ other: Character) -> Int {
        guard let one = BigLetters.glyphs[one], let other = BigLetters.glyphs[other] else { return 0 }
        return zip(one.joined(), other.joined()).count { $0 != $1 }
    }

    @Test("No two glyphs are alike")
    func distinct() {
        for (index, one) in Self.characters.enumerated() {
            for other in Self.characters[..<index] {
                #expect(distance(one, other) >= 4, "\(one) and \(other)")
            }
        }
    }

    @Test(
        "Those that people mix up differ in at least ten of thirty-five parts",
        arguments: [("1", "7"), ("8", "B"), ("5", "S"), ("2", "Z"), ("0", "O"), ("0", "D"), ("0", "Q"), ("U", "V")]
            as [(Character, Character)])
    func confusable(one: Character, other: Character) {
        #expect(distance(one, other) >= 10)
    }

    @Test(
        "The largest size that fits is taken",
        arguments: [
            (160, 50, 114, 14), (114, 14, 114, 14), (120, 13, 114, 7), (113, 14, 61, 7), (80, 24, 61, 7),
            (60, 7, 53, 7),
            (52, 24, 17, 1), (80, 6, 17, 1), (12, 1, 9, 1),
        ])
    func sizes(columns: Int, rows: Int, expectedColumns: Int, expectedRows: Int) {
        let size = BigLetters.size(of: "ABCD-1234", in: Size(columns: columns, rows: rows))
        #expect(size == Size(columns: expectedColumns, rows: expectedRows))
    }

    @Test("Letters stand in the middle, and every part of every glyph is painted")
    func drawn() {
        var grid = Grid(Size(columns: 80, rows: 9))
        BigLetters.draw("K7HX-2RWQ", into: &grid, grid.bounds, paint: .hashes)
        let expected = "K7HX-2RWQ".reduce(0) { sum, character in
            sum + (BigLetters.glyphs[character]?.joined().count { $0 } ?? 0)
        }
        #expect(grid.cells.count { $0.character == "#" } == expected)
        #expect(grid.lines[0].isEmpty && grid.lines[8].isEmpty)
        #expect(grid.lines[1].hasPrefix(String(repeating: " ", count: 9) + "#   #  #####  #   #  #   #"))
    }

    @Test("Doubled letters paint four times the cells, as blanks in opposite colours")
    func doubled() {
        var small = Grid(Size(columns: 70, rows: 7))
        BigLetters.draw("ABCD-1234", into: &small, small.bounds)
        var large = Grid(Size(columns: 120, rows: 20))
        BigLetters.draw("ABCD-1234", into: &large, large.bounds)
        func ink(_ grid: Grid) -> Int { grid.cells.count { $0 == Cell(" ", Style(.plain, .reverse)) } }
        #expect(ink(small) > 0)
        #expect(ink(large) == 4 * ink(small))
    }

    @Test("Where nothing large fits, the text is written plainly and not cut")
    func plain() {
        var narrow = Grid(Size(columns: 20, rows: 3))
        BigLetters.draw("ABCD-1234", into: &narrow, narrow.bounds)
        #expect(narrow.text.contains("A B C D - 1 2 3 4"))
        var narrower = Grid(Size(columns: 10, rows: 1))
        BigLetters.draw("ABCD-1234", into: &narrower, narrower.bounds)
        #expect(narrower.text.contains("ABCD-1234"))
        var unknown = Grid(Size(columns: 120, rows: 20))
        BigLetters.draw("ÄB?", into: &unknown, unknown.bounds)
        #expect(unknown.text.contains("Ä B ?"))
    }
}
