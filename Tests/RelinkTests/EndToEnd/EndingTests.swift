import Glibc
import PtyHarness
import Simulator
import Testing

@Suite("The terminal is given back with a code on the screen", .timeLimit(.minutes(15)))
struct EndingTests {
    struct Way: Sendable, CustomTestStringConvertible {
        var name: String
        var keys = ""
        var signal: Int32 = 0
        var exit: ProcessExit
        var testDescription: String { name }
    }

    static let ways = [
        Way(name: "q and q", keys: "qq", exit: .status(0)), Way(name: "Q", keys: "Q", exit: .status(0)),
        Way(name: "Ctrl-c", keys: "\u{3}", exit: .status(0)),
        Way(name: "SIGTERM", signal: SIGTERM, exit: .signal(SIGTERM)),
        // Ctrl-c comes as this signal, and leaves.
        Way(name: "SIGINT", signal: SIGINT, exit: .status(0)),
        Way(name: "SIGHUP", signal: SIGHUP, exit: .signal(SIGHUP)),
        Way(name: "SIGQUIT", signal: SIGQUIT, exit: .signal(SIGQUIT)),
    ]

    private let plan = SimulationPlan(instances: 2, scenario: "phones-off", seed: 7)

    /// With a code on its screen.
    private func open(_ fleet: ServedFleet) async throws -> Session {
        let session = try await fleet.open()
        try await session.waitFor("▲ SCAN")
        session.press("r")
        try await session.wait("a code") { $0.payload != nil }
        return session
    }

    @Test("by every way out", arguments: ways)
    func ends(way: Way) async throws {
        try await ServedFleet.run(plan) { fleet in
            let session = try await open(fleet)
            #expect(session.pty.mode != session.modeBefore)
            if way.signal != 0 { session.pty.signal(way.signal) } else { session.press(way.keys) }
            #expect(try await session.pty.waitForExit() == way.exit)
            let screen = session.pty.screen
            #expect(session.pty.mode == session.modeBefore)
            #expect(!screen.isAlternate)
            #expect(screen.cursorIsVisible)
            #expect(screen.contains("shell before"))
            #expect(!screen.hasCode)
            #expect(!screen.cells.joined().contains { $0.text == "▄" })
        }
    }

    @Test("a terminal that is gone ends the program")
    func lost() async throws {
        try await ServedFleet.run(plan) { fleet in
            let session = try await open(fleet)
            session.pty.hangUp()
            let exit = try await session.pty.waitForExit()
            #expect(exit == .status(1) || exit == .signal(SIGHUP))
        }
    }

    @Test("Ctrl-Z leaves no code behind, and fg draws the living one")
    func suspended() async throws {
        try await ServedFleet.run(plan) { fleet in
            let pty = try PtyProcess(
                ["bash", "--norc", "--noprofile", "-i"],
                environment: ["PS1": "shell$ ", "SHELL": "/bin/bash", "HOME": fleet.home.path], columns: 80, rows: 36)
            try await pty.waitUntil("the prompt") { $0.contains("shell$") }
            pty.send("\(RelinkProcess.program) --config \(fleet.configuration)\n")
            try await pty.waitUntil("the list") { $0.contains("▲ SCAN") }
            pty.send("r")
            try await pty.waitUntil("a code") { $0.payload != nil }
            pty.send(.controlZ)
            let stopped = try await pty.waitUntil("the shell") { !$0.isAlternate && $0.contains("Stopped") }
            #expect(!stopped.hasCode)
            #expect(stopped.cursorIsVisible)
            pty.send("echo $((40 + 2))\n")
            try await pty.waitUntil("the shell at work") { $0.lines.contains("42") }
            pty.send("fg\n")
            let back = try await pty.waitUntil("a code again") { $0.isAlternate && $0.payload != nil }
            #expect(await fleet.simulation.scan(try #require(back.payload)) != nil)
            try await pty.waitUntil("LINKED") { $0.saysLinked && !$0.hasCode }
            pty.send("QQ")
            try await pty.waitUntil("the shell at the end") { !$0.isAlternate }
            #expect(!pty.screen.hasCode)
        }
    }
}
