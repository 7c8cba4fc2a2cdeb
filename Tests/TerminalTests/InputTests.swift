internal import PtyHarness
internal import Testing

@Suite("What arrives")
struct InputTests {
    @Test(
        "keys arrive by name",
        arguments: [
            ("jk", "j k"), ("é漢", "é 漢"), (PtyKey.up.rawValue, "↑"), ("\u{1b}OA", "↑"), ("\u{1b}[5~", "PgUp"),
            ("\u{1b}", "Esc"), ("\u{1b}x", "Alt-x"), ("\r", "Enter"), ("\u{0c}", "Ctrl-l"), ("\u{13}", "Ctrl-s"),
            ("\u{1b}[Z", "Shift-Tab"), ("\u{1b}OP\u{1b}[24~", "F1 F12"), ("\u{1b}[1;5H", "Home"),
        ])
    func keys(sent: String, shown: String) async throws {
        let session = try await ProbeSession.start()
        session.pty.send(sent)
        try await session.pty.waitUntil("keys \(shown)") { $0.lines[1] == "keys \(shown)" }
    }

    @Test("a paste is one text, whatever keys are in it")
    func paste() async throws {
        let session = try await ProbeSession.start()
        session.pty.send("\u{1b}[200~Qq+20 114\u{1b}[201~z")
        try await session.pty.waitUntil("the paste") {
            $0.contains("paste:Qq+20 114") && $0.lines[1] == "keys z"
        }
    }

    @Test("a new size is drawn at once", arguments: [(120, 40), (40, 12), (160, 50)])
    func resize(columns: Int, rows: Int) async throws {
        let session = try await ProbeSession.start()
        session.pty.resize(columns: columns, rows: rows)
        try await session.pty.waitUntil("the new size") {
            $0.lines[0].contains("\(columns)x\(rows)") && $0.contains("events resized") && $0.lines.count == rows
        }
    }

    @Test("an answer that comes late is no key press, and is used")
    func lateAnswer() async throws {
        let session = try await ProbeSession.start(answering: .silent)
        session.pty.send("\u{1b}P>|foot(1.13.1)\u{1b}\\\u{1b}[?62;4;22c")
        try await session.pty.waitUntil("the late name") { $0.contains("name:foot(1.13.1) sextants:true") }
        #expect(session.pty.screen.lines[1] == "keys")
    }

    @Test("an idle program is never woken")
    func idle() async throws {
        let session = try await ProbeSession.start()
        session.pty.send("j")
        try await session.pty.waitUntil("the key") { $0.contains("keys j") }
        // Threads that were woken for the last frame may need a moment to lie down again.
        var last = try #require(session.pty.activity)
        var same = 0
        while same < 3 {
            try await anotherSession()
            let now = try #require(session.pty.activity)
            same = now == last ? same + 1 : 0
            last = now
        }
        // The lifetime of two whole other sessions, however long that takes here: not one switch, not one tick.
        for _ in 0..<2 { try await anotherSession() }
        #expect(session.pty.activity == last)
        #expect(last.state == "S")
    }

    private func anotherSession() async throws {
        let other = try await ProbeSession.start()
        other.pty.send(ProbeSession.quit)
        try await other.pty.waitForExit()
    }
}
