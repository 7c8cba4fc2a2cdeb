import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Acts from the application", .timeLimit(.minutes(15)))
struct ApplicationActTests {
    private let plan = SimulationPlan(instances: 6, scenario: "calm", seed: 8)

    /// Acts that the gateway was asked for, in order.
    private func acts(_ fleet: ServedFleet) async -> [String] {
        await fleet.simulation.requestLog().compactMap { request in
            let name = request.route?.split(separator: "/").last.map(String.init) ?? ""
            return ["start", "stop", "restart", "logout", "delete"].contains(name) ? name : nil
        }
    }

    @Test("R asks, y restarts")
    func restart() async throws {
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open()
            try await session.waitFor("● LINKED")
            session.press("R")
            try await session.waitFor("restart ")
            #expect(await acts(fleet).isEmpty)
            session.press("y")
            try await session.waitFor("restarted ")
            #expect(await acts(fleet) == ["restart"])
        }
    }

    @Test(
        "X stands on Cancel: Enter, Escape, n and q leave everything as it is", arguments: ["\r", "\u{1b}", "n", "q"])
    func logout(key: String) async throws {
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open()
            try await session.waitFor("● LINKED")
            session.press("X")
            try await session.waitFor("▸[Cancel]")
            #expect(session.pty.screen.contains("The phone's link is REMOVED"))
            session.press(key)
            try await session.wait("the list") { !$0.contains("[Cancel]") }
            #expect(await acts(fleet).isEmpty)
        }
    }

    @Test("three marked are listed, restarted one a second, each with its result")
    func marked() async throws {
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(rows: 45)
            try await session.wait("all of them") { $0.contains("●6") }
            session.press("   ")
            try await session.waitFor("3 marked")
            session.press("R")
            let dialog = try await session.waitFor("restart 3 instances?")
            #expect(dialog.contains("none hidden by the filter"))
            session.press("y")
            try await session.waitFor("acts waiting")
            try await session.wait("each in the log") { screen in
                screen.lines.count { $0.contains("restarted from here") } == 3
            }
            let restarts = await fleet.simulation.requestLog().filter { $0.route == "/v2/session/restart" }
            #expect(restarts.count == 3)
            #expect(Set(restarts.map(\.instance)).count == 3)
        }
    }

    @Test("Ctrl-c stops what has not begun, and only then leaves")
    func stopped() async throws {
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(rows: 45)
            try await session.wait("all of them") { $0.contains("●6") }
            session.press("*R")
            try await session.waitFor("restart 6 instances?")
            session.press("y")
            try await session.waitFor("acts waiting")
            session.press(.controlC)
            try await session.waitFor("left alone")
            let done = await acts(fleet).count
            #expect(done < 6)
            session.press(.controlC)
            #expect(try await session.pty.waitForExit() == .status(0))
            #expect(await acts(fleet).count <= done + 1)
        }
    }

    @Test("more than ten must be typed")
    func many() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 12, scenario: "calm", seed: 8)) { fleet in
            let session = try await fleet.open(rows: 45)
            try await session.wait("all of them") { $0.contains("●12") }
            session.press("*X")
            try await session.waitFor("Type 12 and Enter")
            session.press("y")
            session.press(.enter)
            try await session.waitFor("nothing was done")
            #expect(await acts(fleet).isEmpty)
        }
    }

    @Test("--read-only refuses every key that changes something", arguments: ["R", "X", "S", "U", "r", "p"])
    func readOnly(key: String) async throws {
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(["--read-only"])
            try await session.waitFor("● LINKED")
            #expect(session.pty.screen.contains("READ-ONLY"))
            session.press(key)
            try await session.waitFor("read-only:")
            #expect(await acts(fleet).isEmpty)
        }
    }
}
