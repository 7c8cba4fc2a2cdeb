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
        try await expectIdle(session.pty)
    }

    @Test("a program that stays on although its terminal is gone does not spin")
    func idleWithoutTerminal() async throws {
        let session = try await ProbeSession.start(arguments: ["--stay"])
        session.pty.hangUp()
        try await session.pty.waitUntil("the hangup") { $0.isAtEnd }
        try await expectIdle(session.pty)
        session.pty.signal(9)
        try await session.pty.waitForExit()
    }

    /// Over the life of another process that sleeps for a second: the terminal's thread is not woken once. Fast or slow
    /// does not matter; what is woken by nothing is woken by nothing, however long that takes here.
    private func expectIdle(_ pty: PtyProcess) async throws {
        var before: Int?
        // The thread may need a moment to lie down again after the last frame.
        for _ in 0..<5 {
            before = pty.activity?.switches["terminal"]
            try await PtyProcess(["sleep", "1"]).waitForExit()
            if pty.activity?.switches["terminal"] == before { break }
        }
        #expect(before != nil)
        #expect(pty.activity?.switches["terminal"] == before)
        #expect(pty.activity?.state == "S")
    }
}
