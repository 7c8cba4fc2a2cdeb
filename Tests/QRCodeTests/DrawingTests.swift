import Fleet
import Grid
import PhoneCamera
import QRCode
import Testing

@Suite("Codes in cells")
struct DrawingTests {
    struct Case: Sendable, CustomTestStringConvertible {
        var style: QRStyle
        var bytes: Int
        var inverted: Bool
        var quiet: QuietZone?

        var testDescription: String {
            "\(style) \(bytes) bytes, inverted \(inverted), quiet \(String(describing: quiet))"
        }
    }

    static let quietZones: [QuietZone?] = [
        nil, QuietZone(sides: 1, above: 1, below: 1), QuietZone(sides: 2, above: 2, below: 2),
        QuietZone(left: 3, right: 4, above: 4, below: 3), QuietZone(sides: 4, above: 4, below: 4),
    ]

    static let cases: [Case] = QRStyle.allCases.flatMap { style in
        [102, 230, 231, 237, 280].flatMap { bytes in
            [false, true].flatMap { inverted in
                quietZones.map { Case(style: style, bytes: bytes, inverted: inverted, quiet: $0) }
            }
        }
    }

    @Test("Drawn cells read back with two decoders, as they lie on a dark screen", arguments: cases)
    func readsBack(drawn: Case) throws {
        let payload = Payloads.linking(bytes: drawn.bytes)
        let drawing = QRDrawing(
            try QREncoder.encode(payload), style: drawn.style, quiet: drawn.quiet, inverted: drawn.inverted)
        #expect(QRReadback.reads(drawing) == payload)

        let cells = try #require(GridRaster(cellWidth: 8, cellHeight: 18).picture(drawing.grid(), Rect(drawing.size)))
        let picture = (drawn.inverted ? cells.negative : cells).framed(by: 18, 0)
        #expect(ZBar.read(picture.pixels, width: picture.width, height: picture.height) == [payload.reveal()])
    }

    @Test("Light on dark is not taken for dark on light")
    func inversionShows() throws {
        let drawing = QRDrawing(try Payloads.matrix(bytes: 237), style: .half, inverted: true)
        #expect(QRReadback.reads(drawing.grid(), Rect(drawing.size)) == nil)
    }

    @Test(
        "Cells are as many as were measured",
        arguments: [
            (QRStyle.half, 230, QuietZone.least(.half), 55, 28), (.half, 231, .least(.half), 59, 30),
            (.half, 280, .least(.half), 63, 32), (.half, 237, QuietZone(sides: 4, above: 4, below: 4), 65, 33),
            (.half, 237, QuietZone(sides: 2, above: 2, below: 2), 61, 31),
            (.third, 237, .least(.third), 59, 20), (.third, 230, .least(.third), 55, 19),
            (.third, 237, QuietZone(sides: 2, above: 2, below: 2), 61, 21),
            (.third, 280, QuietZone(sides: 4, above: 4, below: 4), 69, 23),
            (.sextant, 237, QuietZone(sides: 2, above: 2, below: 2), 31, 21),
            (.sextant, 102, QuietZone(sides: 2, above: 2, below: 2), 21, 14),
            (.full, 237, .least(.full), 118, 59), (.full, 230, .least(.full), 110, 55),
            (.full, 237, QuietZone(sides: 2, above: 2, below: 2), 122, 61),
        ])
    func sizes(style: QRStyle, bytes: Int, quiet: QuietZone, columns: Int, rows: Int) throws {
        let drawing = QRDrawing(try Payloads.matrix(bytes: bytes), style: style, quiet: quiet)
        #expect(drawing.size == Size(columns: columns, rows: rows))
        #expect(drawing.grid().size == drawing.size)
    }

    @Test("Only the characters and the two roles that scan are used", arguments: QRStyle.allCases, [false, true])
    func characters(style: QRStyle, inverted: Bool) throws {
        let drawing = QRDrawing(try Payloads.matrix(bytes: 237), style: style, inverted: inverted)
        var used: Set<Character> = []
        for cell in drawing.grid().cells {
            used.insert(try #require(cell.character))
            #expect(cell.style == Style(.codeDarkOnLight) || cell.style == Style(.codeLightOnDark))
        }
        for character in used { #expect(TextWidth.of(character) == 1) }
        switch style {
        case .half: #expect(used == [" ", "▄"])
        case .full: #expect(used == [" "])
        case .third: #expect(used == [" ", "\u{1FB0B}", "\u{1FB2D}", "\u{1FB39}"])
        case .sextant:
            #expect(used.isDisjoint(with: ["█", "▀", "▐"]))
            #expect(used.isSubset(of: [" ", "▌"] + (0x1FB00...0x1FB3B).map { Character(Unicode.Scalar($0)!) }))
        }
    }

    @Test("The core of each finder above is made of whole cells", arguments: [QRStyle.half, .third])
    func finderCore(style: QRStyle) throws {
        let drawing = QRDrawing(try Payloads.matrix(bytes: 237), style: style)
        let grid = drawing.grid()
        // The core's first module row is two under the code's edge.
        let row = (drawing.quiet.above + 2) / (style == .half ? 2 : 3)
        for column in 3...5 {
            #expect(grid[column: column, row: row] == Cell(" ", Style(.codeLightOnDark)))
        }
    }

    @Test("A code is drawn whole or not at all", arguments: QRStyle.allCases)
    func wholeOrNot(style: QRStyle) throws {
        let drawing = QRDrawing(try Payloads.matrix(bytes: 237), style: style)
        let size = drawing.size
        for (columns, rows, column, row) in [
            (size.columns - 1, size.rows, 0, 0), (size.columns, size.rows - 1, 0, 0),
            (size.columns, size.rows, 1, 0), (size.columns, size.rows, 0, -1),
        ] {
            var grid = Grid(Size(columns: columns, rows: rows))
            #expect(!drawing.draw(into: &grid, column: column, row: row))
            #expect(grid == Grid(Size(columns: columns, rows: rows)))
        }
    }

    @Test("It is drawn where it is asked for, over wide characters cut in half, and read from there")
    func place() throws {
        let payload = Payloads.linking(bytes: 237)
        let drawing = QRDrawing(try QREncoder.encode(payload), style: .half)
        var grid = Grid(Size(columns: 80, rows: 40))
        for row in 0..<40 { grid.put(String(repeating: "日", count: 40), column: 0, row: row) }
        #expect(drawing.draw(into: &grid, column: 11, row: 5))
        #expect(grid[column: 10, row: 10].character == " ")
        #expect(grid[column: 9, row: 10].character == nil)
        let rect = Rect(column: 11, row: 5, columns: drawing.size.columns, rows: drawing.size.rows)
        #expect(QRReadback.reads(grid, rect) == payload)
    }

    @Test("A window drawn over the code is noticed by reading back")
    func covered() throws {
        let drawing = QRDrawing(try Payloads.matrix(bytes: 237), style: .half)
        var grid = drawing.grid()
        grid.fill(Rect(column: 20, row: 10, columns: 25, rows: 8))
        #expect(QRReadback.reads(grid, grid.bounds) == nil)
        #expect(QRReadback.reads(grid, Rect(column: 0, row: 0, columns: 200, rows: 2)) == nil)
    }
}
