internal import Grid
internal import PtyHarness
@testable internal import TerminalProbe
internal import Testing

@Suite("What is drawn")
struct DrawingTests {
    @Test("the first paint shows the grid as it is, wide characters and marks included")
    func firstPaint() async throws {
        let session = try await ProbeSession.start()
        let screen = session.pty.screen
        let capabilities = try #require(screen.lines[3].split(separator: " ", maxSplits: 1).last)
        #expect(screen.lines == session.expected { $0.capabilities = String(capabilities) }.lines)
        #expect(screen.isAlternate)
        #expect(!screen.cursorIsVisible)
    }

    @Test(
        "the code is black on white from entries that no theme remaps, and never bold",
        arguments: [
            ("xterm-256color", "", ScreenColour.palette(16), ScreenColour.palette(231)),
            // NO_COLOR takes the colours from everything but the code, which has to be scanned.
            ("xterm-256color", "1", .palette(16), .palette(231)),
            ("xterm", "", .palette(0), .palette(7)),
            ("linux", "", .palette(0), .palette(7)),
            ("relink-direct", "", .rgb(1, 1, 1), .rgb(255, 255, 255)),
        ])
    func code(type: String, noColour: String, black: ScreenColour, white: ScreenColour) async throws {
        let session = try await ProbeSession.start(
            environment: ["TERM": type, "NO_COLOR": noColour, "TERMINFO": try TestTerminfo.folder()])
        let row = session.pty.screen.cells[ProbeScreen.codeRow]
        for cell in row[4..<8] { #expect(cell.ink == black && cell.paper == white && !cell.bold && !cell.reverse) }
        for cell in row[8..<11] { #expect(cell.ink == white && cell.paper == black && !cell.bold && !cell.reverse) }
    }

    @Test("roles have their colours and attributes")
    func roles() async throws {
        let row = try await ProbeSession.start().pty.screen.cells[6]
        #expect(row[0].ink == .palette(231) && row[0].paper == .palette(24) && row[0].bold)
        #expect(row[10].ink == .palette(37) && row[10].paper == .standard && row[10].underline)
        #expect(row[20].ink == .standard && row[20].reverse)
    }

    @Test("without colours, roles are told apart by attributes, and the code's paper is the reversed one")
    func mono() async throws {
        let session = try await ProbeSession.start(environment: ["TERM": "vt100"])
        let cells = session.pty.screen.cells
        #expect(cells[6][0].reverse && !cells[6][30].reverse)
        #expect(cells[6][10].bold && cells[6][10].underline)
        #expect(cells[ProbeScreen.codeRow][4].reverse && !cells[ProbeScreen.codeRow][8].reverse)
        #expect(cells.joined().allSatisfy { $0.ink == .standard && $0.paper == .standard })
    }

    @Test(
        "where only ASCII may be drawn, nothing else is", arguments: [["LC_ALL": "C"], ["TERM": "vt100", "LANG": "C"]])
    func ascii(environment: [String: String]) async throws {
        let session = try await ProbeSession.start(environment: environment)
        #expect(session.pty.screen.contains("blocks ##, arrows >"))
        #expect(session.pty.output.allSatisfy { $0 < 0x80 })
    }

    @Test("--ascii does the same in a UTF-8 locale")
    func asciiOption() async throws {
        let session = try await ProbeSession.start(arguments: ["--ascii"])
        #expect(session.pty.screen.contains("arrows >"))
        #expect(session.pty.screen.contains("utf8:false"))
    }

    @Test("a frame costs what changed: nothing for the same picture, some bytes for one cell")
    func bytes() async throws {
        let session = try await ProbeSession.start(answering: .silent)
        let first = session.pty.screen.byteCount
        #expect(first < 2500)
        session.pty.send("N")
        let one = try await session.pty.waitUntil("the counter") { $0.contains("counter 1") }.byteCount - first
        #expect(one < 64)
        // A hundred draws of the same grid, then one changed cell: no more than that cell alone.
        session.pty.send("=")
        let two = try await session.pty.waitUntil("the counter") { $0.contains("counter 2") }.byteCount - first - one
        #expect(two <= one)
    }

    @Test("the cursor stands where something is typed, and nowhere else")
    func cursor() async throws {
        let session = try await ProbeSession.start()
        session.pty.send("I")
        try await session.pty.waitUntil("the cursor") { $0.cursorIsVisible && $0.cursor == (5, 1) }
        session.pty.send("N")
        try await session.pty.waitUntil("a frame with it") { $0.contains("counter 1") && $0.cursor == (5, 1) }
        session.pty.send("I")
        try await session.pty.waitUntil("no cursor") { !$0.cursorIsVisible }
    }

    @Test("a repaint mends what others wrote on the screen")
    func repaint() async throws {
        let session = try await ProbeSession.start()
        let before = session.pty.screen.byteCount
        session.pty.send("L")
        try await session.pty.waitUntil("a whole picture again") {
            $0.byteCount > before + 300 && $0.contains("arrows")
        }
    }
}
