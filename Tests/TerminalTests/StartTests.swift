internal import Foundation
internal import PtyHarness
internal import Testing

@Suite("The start")
struct StartTests {
    @Test(
        "draws on every kind of terminal",
        arguments: [
            ["TERM": "xterm-256color"], ["TERM": "relink-direct"], ["TERM": "vt100"], ["TERM": "linux"],
            ["TERM": "xterm"],
            ["TERM": "screen-256color"], ["TERM": "tmux-256color", "TMUX": "/tmp/x,1,0"], ["TERM": "rxvt-unicode"],
            ["LC_ALL": "C"], ["LC_ALL": "C", "TERM": "linux"], ["LANG": ""],
        ])
    func starts(environment: [String: String]) async throws {
        let session = try await ProbeSession.start(
            environment: environment.merging(["TERMINFO": try TestTerminfo.folder()]) { $1 })
        session.pty.send("j")
        try await session.pty.waitUntil("a key") { $0.contains("keys j") }
        session.pty.send(ProbeSession.quit)
        #expect(try await session.pty.waitForExit() == .status(0))
        #expect(session.pty.mode == session.modeBefore)
    }

    @Test(
        "where there can be no screen, one sentence says what to do, and nothing is changed",
        arguments: [
            ("TERM=nonsense exec \"$0\"", "“nonsense” (TERM) is unknown"), ("TERM= exec \"$0\"", "TERM is not set"),
            ("TERM=dumb exec \"$0\"", "cannot place text"),
            ("exec \"$0\" < /dev/null", "standard input is not a terminal"),
            ("\"$0\" | cat", "standard output is not a terminal"),
        ])
    func refuses(command: String, says: String) async throws {
        let pty = try PtyProcess(["sh", "-c", command, BuildProducts.executable("TerminalProbe")], columns: 200)
        try await pty.waitForExit()
        #expect(pty.screen.contains("cannot start: "))
        #expect(pty.screen.contains(says))
        #expect(pty.mode?.echoes == true)
        #expect(!pty.output.contains(0x1b))
    }

    @Test("a terminal that answers is known before the first paint")
    func answers() async throws {
        let session = try await ProbeSession.start(
            answering: .scripted([
                ("\u{1b}[>q", "\u{1b}P>|Konsole 22.12.3\u{1b}\\"), ("\u{1b}[16t", "\u{1b}[6;19;10t"),
                ("\u{1b}[c", "\u{1b}[?62;1;4c"),
            ]))
        #expect(session.pty.screen.contains("name:Konsole 22.12.3 sextants:true aspect:190"))
        #expect(session.pty.screen.lines[1] == "keys")
    }

    @Test("consoles are not asked", arguments: ["linux", "vt100"])
    func notAsked(type: String) async throws {
        let session = try await ProbeSession.start(environment: ["TERM": type])
        #expect(!String(decoding: session.pty.output, as: UTF8.self).contains("\u{1b}[>q"))
    }

    @Test("bell, title, clipboard and size go past the screen without disturbing it")
    func sideChannel() async throws {
        let session = try await ProbeSession.start()
        session.pty.send("BTCP")
        try await session.pty.waitUntil("the bell and the title") { $0.bells == 1 && $0.title == "probe title" }
        try await session.pty.waitUntil("the answer") { $0.contains("events copied:true") }
        let output = String(decoding: session.pty.output, as: UTF8.self)
        #expect(output.contains("\u{1b}]52;c;Y29weSBtZQ==\u{07}"))
        session.pty.send("N")
        try await session.pty.waitUntil("the counter") { $0.contains("counter 1") }
        #expect(String(decoding: session.pty.output, as: UTF8.self).contains("\u{1b}[8;40;100t"))
    }
}
