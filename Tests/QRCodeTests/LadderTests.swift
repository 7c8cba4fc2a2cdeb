import Grid
import QRCode
import Testing

@Suite("Which drawing fits")
struct LadderTests {
    static let plain = QRTerminal(utf8: true, sextants: false, cellAspect: nil)
    static let sextants = QRTerminal(utf8: true, sextants: true, cellAspect: nil)
    static let wideCells = QRTerminal(utf8: true, sextants: true, cellAspect: 1.9)
    static let slimCells = QRTerminal(utf8: true, sextants: true, cellAspect: 2.1)
    static let ascii = QRTerminal(utf8: false, sextants: false, cellAspect: nil)

    struct Step: Sendable, CustomTestStringConvertible {
        var columns: Int
        var rows: Int
        var terminal: QRTerminal
        /// Style and size, or `nil` with what is missing.
        var style: QRStyle?
        var result: (columns: Int, rows: Int)

        init(_ columns: Int, _ rows: Int, _ terminal: QRTerminal, _ style: QRStyle?, _ resultColumns: Int, _ r: Int) {
            self.columns = columns
            self.rows = rows
            self.terminal = terminal
            self.style = style
            result = (resultColumns, r)
        }

        var testDescription: String { "\(columns)x\(rows) \(terminal)" }
    }

    /// For 237 bytes: version 10, 57 modules.
    static let steps = [
        Step(160, 50, plain, .half, 65, 33), Step(160, 50, wideCells, .half, 65, 33),
        Step(60, 30, plain, .half, 59, 30), Step(59, 30, plain, .half, 59, 30), Step(58, 30, plain, nil, 1, 0),
        Step(59, 30, sextants, .half, 59, 30), Step(61, 31, plain, .half, 61, 31), Step(61, 32, plain, .half, 61, 32),
        Step(59, 29, plain, nil, 0, 1), Step(80, 24, plain, nil, 0, 6), Step(80, 24, sextants, .third, 65, 22),
        Step(80, 24, slimCells, .third, 65, 22), Step(80, 24, wideCells, .sextant, 33, 22),
        Step(80, 20, sextants, .third, 65, 20), Step(80, 19, sextants, nil, 0, 1), Step(58, 30, sextants, nil, 1, 0),
        Step(58, 30, wideCells, .sextant, 33, 22), Step(40, 12, plain, nil, 19, 18), Step(40, 12, sextants, nil, 19, 8),
        Step(40, 12, wideCells, nil, 0, 8), Step(200, 60, ascii, .full, 130, 60), Step(118, 59, ascii, .full, 118, 59),
        Step(160, 50, ascii, nil, 0, 9), Step(80, 24, ascii, nil, 38, 35), Step(0, 0, plain, nil, 59, 30),
        // Line spacing so wide that halves are stretched beyond what phones read, and cells that nothing suits.
        Step(160, 50, QRTerminal(utf8: true, sextants: true, cellAspect: 2.8), .third, 65, 22),
        Step(160, 50, QRTerminal(utf8: true, sextants: false, cellAspect: 2.8), .half, 65, 33),
        Step(160, 50, QRTerminal(utf8: true, sextants: true, cellAspect: 0.5), .half, 65, 33),
    ]

    @Test("The ladder", arguments: steps)
    func ladder(step: Step) throws {
        let payload = Payloads.linking(bytes: 237)
        let matrix = try QREncoder.encode(payload)
        let room = Size(columns: step.columns, rows: step.rows)
        switch QRLadder.choose(matrix, room: room, terminal: step.terminal) {
        case .drawn(let drawing):
            #expect(drawing.style == step.style)
            #expect(drawing.size == Size(columns: step.result.columns, rows: step.result.rows))
            #expect(!drawing.inverted)
            #expect(QRReadback.reads(drawing) == payload)
            var grid = Grid(room)
            #expect(drawing.draw(into: &grid, column: 0, row: 0))
        case .tooSmall(let columns, let rows, let smallest):
            #expect(step.style == nil)
            #expect(columns == step.result.columns)
            #expect(rows == step.result.rows)
            // What it asks for is enough, and a cell less is not.
            #expect(smallest.columns <= room.columns + columns && smallest.rows <= room.rows + rows)
            #expect(QRLadder.choose(matrix, room: smallest, terminal: step.terminal).drawing?.size == smallest)
            let narrower = Size(columns: smallest.columns - 1, rows: smallest.rows)
            let lower = Size(columns: smallest.columns, rows: smallest.rows - 1)
            #expect(QRLadder.choose(matrix, room: lower, terminal: step.terminal).drawing == nil)
            #expect(QRLadder.choose(matrix, room: narrower, terminal: step.terminal).drawing == nil)
        }
    }

    @Test("A quiet zone grows with the room, never over four, and stays even above half blocks")
    func quietZone() throws {
        let matrix = try Payloads.matrix(bytes: 230)
        for rows in 28...45 {
            for columns in 55...70 {
                let fit = QRLadder.choose(matrix, room: Size(columns: columns, rows: rows), terminal: Self.plain)
                let quiet = try #require(fit.drawing).quiet
                #expect(quiet.above % 2 == 0 && (2...4).contains(quiet.above))
                #expect((1...4).contains(quiet.left) && quiet.left == quiet.right && (1...4).contains(quiet.below))
            }
        }
    }

    @Test("The advice names what is missing")
    func advice() throws {
        let matrix = try Payloads.matrix(bytes: 237)
        func advice(_ columns: Int, _ rows: Int) -> String? {
            QRLadder.choose(matrix, room: Size(columns: columns, rows: rows), terminal: Self.plain).advice
        }
        #expect(advice(80, 24)?.hasPrefix("The code needs 6 more rows:") == true)
        #expect(advice(58, 30)?.hasPrefix("The code needs 1 more column:") == true)
        #expect(advice(40, 29)?.hasPrefix("The code needs 19 more columns and 1 more row:") == true)
        #expect(advice(80, 30) == nil)
    }

    @Test("Every style is offered by hand, with the reason why one is not drawn")
    func options() throws {
        let matrix = try Payloads.matrix(bytes: 237)
        let options = QRLadder.options(matrix, room: Size(columns: 80, rows: 24), terminal: Self.plain)
        #expect(options.map(\.style) == [.half, .third, .sextant, .full])
        #expect(options.map { $0.drawing != nil } == [false, true, true, false])
        #expect(options[0].line() == "half blocks 59 × 30 cells needs 30 rows, you have 24")
        #expect(options[1].line().hasPrefix("third blocks 65 × 22 cells only if"))
        #expect(
            options[3].line(ascii: true)
                == "full blocks 118 x 59 cells needs 118 columns, you have 80; 59 rows, you have 24")
        let fit = QRLadder.options(matrix, room: Size(columns: 80, rows: 24), terminal: Self.slimCells)
        #expect(fit[1].remark == nil)
        #expect(fit[2].remark?.contains("stretched") == true)
        let ascii = QRLadder.options(matrix, room: Size(columns: 200, rows: 70), terminal: Self.ascii)
        #expect(ascii.map { $0.drawing != nil } == [false, false, false, true])
        #expect(ascii[0].remark == "needs a UTF-8 locale")
    }

    @Test("By hand, light on dark is drawn as asked", arguments: QRStyle.allCases)
    func forcedInverted(style: QRStyle) throws {
        let payload = Payloads.linking(bytes: 237)
        let fit = QRLadder.forced(
            style, try QREncoder.encode(payload), room: Size(columns: 200, rows: 70), inverted: true)
        let drawing = try #require(fit.drawing)
        #expect(drawing.inverted && drawing.style == style)
        #expect(QRReadback.reads(drawing) == payload)
    }
}
