import Fleet
import Grid
import Linking
import QRCode
import Testing

@testable import Board

@Suite("The code on the screen")
struct CodeOnScreenTests {
    static let plain = QRTerminal(utf8: true, sextants: false, cellAspect: nil)
    static let sextants = QRTerminal(utf8: true, sextants: true, cellAspect: nil)

    /// A window with a live code.
    static func window(_ columns: Int, _ rows: Int, _ terminal: QRTerminal = plain) throws -> Fixture {
        var fixture = Fixture(columns, rows, settings: Settings(reducedMotion: true, terminal: terminal))
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        return fixture
    }

    struct Case: Sendable, CustomTestStringConvertible {
        var columns: Int
        var rows: Int
        var sextants = false
        var testDescription: String { "\(columns)x\(rows)\(sextants ? " with sextants" : "")" }
    }

    @Test(
        "A scanner reads it from the rendered cells",
        arguments: [
            Case(columns: 160, rows: 50), Case(columns: 80, rows: 31), Case(columns: 100, rows: 40),
            Case(columns: 80, rows: 24, sextants: true), Case(columns: 200, rows: 60), Case(columns: 59, rows: 31),
            Case(columns: 65, rows: 21, sextants: true),
        ])
    func readable(size: Case) throws {
        let fixture = try Self.window(size.columns, size.rows, size.sextants ? Self.sextants : Self.plain)
        #expect(render(fixture.state).scanned() == [Fixture.payload])
    }

    @Test("It stays readable through every way of drawing it, and inverted when asked for")
    func drawings() throws {
        var fixture = try Self.window(180, 62, Self.sextants)
        var sizes: Set<Size> = []
        for _ in QRStyle.allCases {
            let grid = render(fixture.state)
            #expect(grid.scanned() == [Fixture.payload])
            sizes.insert(try #require(grid.codes.first).size)
            fixture.press(.character("m"))
        }
        #expect(sizes.count == QRStyle.allCases.count, "each press shows another drawing")
        #expect(fixture.state.links[Fixture.key(Fixture.ready)]?.style == nil, "and the last leads back to the first")
        fixture.press(.character("i"))
        #expect(render(fixture.state).scanned(inverted: true) == [Fixture.payload])
    }

    @Test("What does not fit is not drawn at all, and says what is missing")
    func tooSmall() throws {
        let fixture = try Self.window(80, 24)
        let grid = render(fixture.state)
        #expect(!grid.hasCode)
        #expect(grid.text.contains("needs 7 more rows"))
    }

    @Test("It comes by itself the moment the window is large enough")
    func resized() throws {
        var fixture = try Self.window(80, 24)
        fixture.send(.resized(Size(columns: 80, rows: 31)))
        #expect(render(fixture.state).scanned() == [Fixture.payload])
    }

    @Test("At its expiry the very next frame is blank, and says so with a spinner", arguments: [20.0, 0.001, 59.9999])
    func expiry(lifetime: Double) throws {
        var fixture = Fixture(160, 50)
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready, lives: .told(.nanoseconds(Int64(lifetime * 1e9))))
        #expect(render(fixture.state).hasCode)
        fixture.pass(.nanoseconds(Int64(lifetime * 1e9) - 1))
        #expect(render(fixture.state).hasCode, "not a nanosecond too early")
        #expect(fixture.state.nextWake == fixture.state.now + .nanoseconds(1))
        fixture.pass(.nanoseconds(1))
        let grid = render(fixture.state)
        #expect(!grid.hasCode)
        #expect(grid.text.contains("Generating fresh code…"))
    }

    @Test("422 blanks it at once")
    func notReady() throws {
        var fixture = try Self.window(100, 40)
        fixture.send(.failed(GatewayFailure(.notReady(status: nil), "wait")), .code, of: Fixture.ready)
        let grid = render(fixture.state)
        #expect(!grid.hasCode)
        #expect(grid.text.contains("Generating fresh code…"))
        #expect(!grid.text.contains("wait"), "no error is shown for a wait")
    }

    @Test("Modules of another content than the flow's are never drawn")
    func otherContent() throws {
        var fixture = try Self.window(160, 50)
        let other = CodeContent.text(CodePayload("another"))
        fixture.state.links[Fixture.key(Fixture.ready)]?.drawn = DrawnCode(
            content: other, matrix: try QREncoder.encode(CodePayload("another")))
        let grid = render(fixture.state)
        #expect(!grid.hasCode)
        #expect(grid.text.contains("cannot be drawn"))
    }

    @Test("A code that cannot be drawn says why")
    func problem() {
        var fixture = Fixture(100, 40)
        fixture.press(.down, .character("r"))
        let reading = CodeReading(content: .picture(CodePicture([1, 2, 3])), lifetime: .untold)
        fixture.send(
            .code(reading), .code, of: Fixture.ready, drawn: .failure(DrawingProblem("the picture is no PNG")))
        #expect(render(fixture.state).text.contains("the picture is no PNG"))
    }

    @Test("Closing the window takes the code from the screen and from memory")
    func closed() throws {
        var fixture = try Self.window(160, 50)
        fixture.press(.escape)
        #expect(!render(fixture.state).hasCode)
        #expect(fixture.state.links.isEmpty)
    }

    @Test("Where the terminal has room for half blocks, the window has it too")
    func layouts() {
        let wanted = LinkLayout.halfBlocks(57)
        for columns in wanted.columns...220 {
            for rows in wanted.rows + 1...70 {
                let layout = LinkLayout(Size(columns: columns, rows: rows), code: wanted)
                #expect(
                    layout.room.columns >= wanted.columns && layout.room.rows >= wanted.rows,
                    "\(columns)×\(rows) leaves \(layout.room)")
            }
        }
    }

    @Test("On the wall two phones are linked side by side")
    func wall() throws {
        var fixture = Fixture(130, 40)
        fixture.press(.down, .character(" "), .character(" "), .character("W"), .character("r"), .enter)
        let second = "C4418EE2F013"
        try fixture.code(of: Fixture.ready)
        try fixture.code(CodePayload("2@another" + String(repeating: "z", count: 200)), of: second)
        let grid = render(fixture.state)
        #expect(grid.codes.count == 2)
        #expect(Set(grid.scanned()).count == 2)
    }
}
