import PtyHarness
import Testing

@Suite("relink demo", .timeLimit(.minutes(15)))
struct DemoTests {
    private func demo(columns: Int = 80, rows: Int = 36) async throws -> (Session, TemporaryHome) {
        let home = try TemporaryHome()
        let session = try await Session.start(
            ["demo", "--seed", "1"], columns: columns, rows: rows, environment: ["HOME": home.path])
        try await session.wait("every answer") { $0.contains("● LINKED") && !$0.contains("asking") }
        return (session, home)
    }

    /// Keys that lead from the list to a screen, and what stands on it.
    struct Place: Sendable, CustomTestStringConvertible {
        var keys: String
        var shows: String
        var testDescription: String { shows }
    }

    static let places = [
        Place(keys: "?", shows: "HELP"), Place(keys: ":", shows: "command"), Place(keys: "/", shows: "Enter keeps"),
        Place(keys: "W", shows: "┌─ Pharmacy"), Place(keys: "\r", shows: "THIS SESSION"),
        Place(keys: "R", shows: "[Cancel]"),
        Place(keys: "/state:unlinked\rp", shows: "Phone number, country code first"),
        Place(keys: "/state:banned\rr", shows: "Type relink and Enter"),
        Place(keys: "/state:unlinked\rr", shows: " close"),
        Place(keys: "t", shows: "HOW FAR"),
        Place(keys: "T", shows: "TIMELINE"), Place(keys: "L", shows: "LOG  everything"),
        Place(keys: "J", shows: "HANDOVER"),
    ]

    @Test("every screen says DEMO, at every size", arguments: places, [(80, 24), (160, 50)])
    func says(place: Place, size: (columns: Int, rows: Int)) async throws {
        let (session, _) = try await demo(columns: size.columns, rows: size.rows)
        #expect(session.pty.screen.contains("DEMO"))
        session.press(place.keys)
        let screen = try await session.wait(place.shows) { $0.text.lowercased().contains(place.shows.lowercased()) }
        #expect(screen.contains("DEMO"))
    }

    @Test("nothing is written outside of a temporary folder")
    func writesNothing() async throws {
        let (session, home) = try await demo()
        session.press("jjk?qWqLqTqJq")
        session.press("QQ")
        #expect(try await session.pty.waitForExit() == .status(0))
        #expect(home.texts().isEmpty)
    }

    @Test("the filter sifts while it is typed, keeps with Enter and goes with Esc")
    func filter() async throws {
        let (session, _) = try await demo()
        session.press("/state:linked !kiosk")
        let typing = try await session.wait("the sifted list") { screen in
            let rows = screen.lines.filter { $0.contains("wawp-1") || $0.contains("waha-1") }
            return !rows.isEmpty && rows.allSatisfy { $0.contains("LINKED") && !$0.contains("Kiosk") }
        }
        #expect(typing.cursorIsVisible)
        session.press(.enter)
        try await session.wait("what is kept") {
            !$0.contains("Enter keeps") && $0.contains("state:linked !kiosk")
        }
        session.press(.escape)
        try await session.wait("the whole list") { !$0.contains("state:linked") && $0.contains("FAILED") }
    }

    @Test("the palette does what is typed")
    func palette() async throws {
        let (session, _) = try await demo()
        session.press(":wall")
        try await session.waitFor("wall of live panes")
        session.press(.enter)
        try await session.waitFor("┌─ Pharmacy")
        session.press(.escape)
        try await session.waitFor("rows 1-")
        session.press(":nonsense")
        session.press(.enter)
        try await session.waitFor("no command called “nonsense”")
    }

    @Test("a window that changes its size while a code is up: drawn anew, or told what is missing, and back again")
    func resize() async throws {
        let (session, _) = try await demo(columns: 120, rows: 40)
        session.press("/state:scan")
        session.press(.enter)
        try await session.wait("those that wait for a scan") { screen in
            screen.lines.contains { $0.contains("▲ SCAN") } && !screen.contains("● LINKED")
        }
        session.press("r")
        try await session.wait("a code") { $0.payload != nil }
        for (columns, rows) in [(60, 20), (20, 5), (8, 2), (200, 60), (80, 36)] {
            session.pty.resize(columns: columns, rows: rows)
            try await session.wait("a screen of \(columns)x\(rows)") { screen in
                let isWhole = screen.payload != nil
                return screen.columns == columns && (rows < 34 ? !screen.hasCode : isWhole || !screen.hasCode)
            }
        }
        // Whatever the phone has done meanwhile, the program is there and answers.
        session.press("?")
        try await session.waitFor("HELP")
    }
}
