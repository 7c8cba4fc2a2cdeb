import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("What stands in the way of a link", .timeLimit(.minutes(15)))
struct BringUpTests {
    @Test("a stopped instance is started first, and then shows a code that scans")
    func stopped() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 1, scenario: "phones-off", seed: 2)) { fleet in
            let key = fleet.key(fleet.instances[0])
            #expect(try await fleet.command(["stop", key.description, "--yes"]).status == 0)
            let session = try await fleet.open()
            try await session.waitFor("■ STOPPED")
            session.press("r")
            try await session.waitFor("Started it; waiting until it takes a link")
            let (_, linked) = try await session.scan(fleet)
            #expect(linked == key)
            try await session.wait("LINKED") { $0.saysLinked && !$0.hasCode }
        }
    }

    @Test("an instance that gave up is restarted, and then shows a code")
    func failed() async throws {
        // With few instances the first plots come: among them one that was never linked and has failed.
        try await ServedFleet.run(SimulationPlan(instances: 6, scenario: "demo", seed: 1)) { fleet in
            let session = try await fleet.open()
            let failed = try await session.wait("a failed one") { $0.contains("✖ FAILED") && !$0.contains("asking") }
            #expect(failed.lines.first { $0.contains(" SCAN ") || $0.contains("FAILED") }?.contains("FAILED") == true)
            session.press("r")
            try await session.waitFor("Restarted it; waiting until it takes a link")
            try await session.wait("a code, or the link itself") {
                $0.payload != nil || $0.contains("came back by itself")
            }
        }
    }

    @Test("an instance that is linked already is left alone")
    func linked() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "calm", seed: 2)) { fleet in
            let session = try await fleet.open()
            try await session.waitFor("● LINKED")
            session.press("r")
            try await session.waitFor("It is linked already")
            session.press(.enter)
            try await session.waitFor("rows 1-2 of 2")
            let log = await fleet.simulation.requestLog()
            #expect(log.allSatisfy { $0.route == "/v2/session/info" || $0.route == "/v2/session/me" })
        }
    }

    @Test("codes that nobody scans: each is blanked at its end, then the window is over, and Enter opens another")
    func expired() async throws {
        var plan = SimulationPlan(instances: 1, scenario: "phones-off", seed: 2)
        plan.rhythm = CodeRhythm(first: .seconds(14), following: .seconds(3), count: 3)
        try await ServedFleet.run(plan) { fleet in
            // Its window opens before somebody's eyes.
            let name = fleet.key(fleet.instances[0]).description
            #expect(try await fleet.command(["restart", name, "--yes"]).status == 0)
            let session = try await fleet.open()
            try await session.wait("its state") { $0.contains("◌ START") || $0.contains("▲ SCAN") }
            session.press("r")
            let first = try #require(try await session.wait("a code") { $0.payload != nil }.payload)
            try await session.wait("another code, or none") { $0.payload != first }
            try await session.waitFor("Nobody scanned in time")
            #expect(!session.pty.screen.hasCode)
            #expect(await fleet.simulation.scan(first) == nil)
            session.press(.enter)
            try await session.waitFor("Restarted it; waiting until it takes a link")
        }
    }
}
