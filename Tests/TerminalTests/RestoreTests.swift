internal import Foundation
internal import PtyHarness
@testable internal import TerminalProbe
internal import Testing

@Suite("The terminal is given back")
struct RestoreTests {
    struct Way: Sendable, CustomTestStringConvertible {
        var name: String
        var key = ""
        var signal: Int32 = 0
        var exit: ProcessExit
        var testDescription: String { name }
    }

    #if arch(x86_64)
        private static let trap = SIGILL
    #else
        private static let trap = SIGTRAP
    #endif

    static let ways = [
        Way(name: "quit", key: "Q", exit: .status(0)),
        Way(name: "exit() without stop", key: "E", exit: .status(7)),
        Way(name: "fatalError", key: "F", exit: .signal(trap)),
        Way(name: "a real segmentation fault", key: "S", exit: .signal(SIGSEGV)),
        Way(name: "abort", key: "A", exit: .signal(SIGABRT)),
        Way(name: "Ctrl-C", key: PtyKey.controlC.rawValue, exit: .signal(SIGINT)),
        Way(name: "Ctrl-\\", key: PtyKey.controlBackslash.rawValue, exit: .signal(SIGQUIT)),
        Way(name: "SIGTERM", signal: SIGTERM, exit: .signal(SIGTERM)),
        Way(name: "SIGINT", signal: SIGINT, exit: .signal(SIGINT)),
        Way(name: "SIGHUP", signal: SIGHUP, exit: .signal(SIGHUP)),
        Way(name: "SIGQUIT", signal: SIGQUIT, exit: .signal(SIGQUIT)),
        Way(name: "SIGSEGV", signal: SIGSEGV, exit: .signal(SIGSEGV)),
        Way(name: "SIGBUS", signal: SIGBUS, exit: .signal(SIGBUS)),
    ]

    @Test("by every way out", arguments: ways)
    func restored(way: Way) async throws {
        let session = try await ProbeSession.start()
        #expect(session.pty.mode != session.modeBefore)
        if way.signal == 0 { session.pty.send(way.key) } else { session.pty.signal(way.signal) }
        #expect(try await session.pty.waitForExit() == way.exit)

        let screen = session.pty.screen
        #expect(session.pty.mode == session.modeBefore)
        #expect(!screen.isAlternate)
        #expect(screen.cursorIsVisible)
        #expect(screen.contains("ready"))
        #expect(!screen.contains(ProbeScreen.secret))
        let output = session.pty.output
        #expect(last("\u{1b}[?2004l", in: output) > last("\u{1b}[?2004h", in: output))
        #expect(last("\u{1b}[23;0t", in: output) > last("\u{1b}[22;0t", in: output))
        // Cleared before it was left: some terminals can show their alternate screen again.
        let left = last("\u{1b}[?1049l", in: output)
        #expect(last("\u{1b}[2J", in: output, before: left) > last(ProbeScreen.secret, in: output))
    }

    @Test("what was said on standard error meanwhile is shown afterwards", arguments: ["Q", "F"])
    func standardError(way: String) async throws {
        let session = try await ProbeSession.start()
        session.pty.send("WN")
        try await session.pty.waitUntil("a frame after it") { $0.contains("counter 1") }
        #expect(!session.pty.screen.contains("said while"))
        session.pty.send(way)
        try await session.pty.waitForExit()
        #expect(session.pty.screen.contains("said while the screen was up"))
        if way == "F" { #expect(session.pty.screen.contains("the probe fails on purpose")) }
    }

    @Test("a terminal that is gone ends the program at once")
    func lostTerminal() async throws {
        let session = try await ProbeSession.start()
        session.pty.hangUp()
        // SIGHUP and the end of input come together; either may be seen first.
        let exit = try await session.pty.waitForExit()
        #expect(exit == .status(3) || exit == .signal(SIGHUP))
    }

    @Test("a hangup that sends no signal does so too: nohup, or a lost session leader")
    func lostTerminalWithoutSignal() async throws {
        // The inner program is in a session of its own, where no SIGHUP reaches it, with input and output on the pty.
        let probe = BuildProducts.executable("TerminalProbe")
        let marker = FileManager.default.temporaryDirectory.appending(path: "relink-gone-\(UUID())").path
        let pty = try PtyProcess([
            "sh", "-c",
            #"trap '' HUP; setsid sh -c '"$0"; echo $? > "$1.part"; mv "$1.part" "$1"' "$0" "$1"; read wait"#,
            probe, marker,
        ])
        try await pty.waitUntil("the picture") { $0.contains("arrows") }
        pty.hangUp()
        try await pty.waitForExit()
        #expect(try String(contentsOfFile: marker, encoding: .utf8) == "3\n")
        try FileManager.default.removeItem(atPath: marker)
    }

    private func last(_ text: String, in bytes: [UInt8], before end: Int = .max) -> Int {
        let data = Data(bytes.prefix(end))
        return data.range(of: Data(text.utf8), options: .backwards)?.lowerBound ?? -1
    }
}
