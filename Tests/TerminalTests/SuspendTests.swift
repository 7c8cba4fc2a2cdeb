internal import Foundation
internal import PtyHarness
@testable internal import TerminalProbe
internal import Testing

@Suite("Ctrl-Z and fg")
struct SuspendTests {
    @Test("in a real shell: stopped with the secret wiped, and drawn again afterwards")
    func shell() async throws {
        let probe = BuildProducts.executable("TerminalProbe")
        let pty = try PtyProcess(
            ["bash", "--norc", "--noprofile", "-i"], environment: ["PS1": "shell$ ", "SHELL": "/bin/bash"])
        try await pty.waitUntil("the prompt") { $0.contains("shell$") }
        pty.send("\(probe)\n")
        try await pty.waitUntil("the picture") { $0.isAlternate && $0.contains("arrows") }
        #expect(pty.screen.contains(ProbeScreen.secret))
        let process = try #require(
            pty.screen.lines[0].split(separator: " ").dropFirst().first.flatMap { Int32($0) })

        pty.send(.controlZ)
        try await pty.waitUntil("the shell again") { !$0.isAlternate && $0.contains("Stopped") }
        #expect(ProcessActivity(of: process)?.state == "T")
        #expect(pty.screen.cursorIsVisible)
        #expect(!pty.screen.contains(ProbeScreen.secret))
        pty.send("echo $((40 + 2))\n")
        try await pty.waitUntil("the shell at work") { $0.lines.contains("42") }

        pty.send("fg\n")
        let back = try await pty.waitUntil("the picture again") {
            $0.isAlternate && $0.contains("arrows") && $0.contains("suspended resumed")
        }
        #expect(!back.contains(ProbeScreen.secret))
        pty.send("j")
        try await pty.waitUntil("a key") { $0.contains("keys j") }
        pty.send(ProbeSession.quit)
        try await pty.waitUntil("the shell at the end") { !$0.isAlternate }
    }

    @Test("without a shell to continue it, the program carries on")
    func orphan() async throws {
        let session = try await ProbeSession.start()
        session.pty.send(.controlZ)
        try await session.pty.waitUntil("the picture again") { $0.isAlternate && $0.contains("suspended resumed") }
        session.pty.send("j")
        try await session.pty.waitUntil("a key") { $0.contains("keys j") }
    }

    @Test("stopped without being asked (SIGSTOP), it draws everything again when it is continued")
    func stoppedByForce() async throws {
        let session = try await ProbeSession.start()
        session.pty.signal(SIGSTOP)
        session.pty.signal(SIGCONT)
        try await session.pty.waitUntil("the picture again") { $0.contains("events resumed") && $0.contains("arrows") }
    }
}
