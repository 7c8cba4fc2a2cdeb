import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Story 5 in a terminal, which takes its four minutes", .timeLimit(.minutes(15)))
struct UnattendedStoryTests {
    @Test("A code at GREEN-API open for four minutes: “Still there?”, and none is asked for until Enter")
    func greenAPI() async throws {
        let plan = SimulationPlan(kinds: [.greenAPI], instances: 1, scenario: "phones-off", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(columns: 120, rows: 44)
            try await session.wait(for: "▲ SCAN", of: fleet.instances[0])
            session.press("r")
            try await session.wait("a code") { $0.payload != nil }
            // The vendor bears five minutes and the flow asks after four: nothing shortens that honestly.
            try await session.pty.waitUntil("the question", timeout: .seconds(330)) { $0.contains("Still there?") }
            #expect(!session.pty.screen.hasCode)
            let asked = await fleet.simulation.requestLog()
            let states = asked.count - asked.count { $0.asksForCode }
            let later = try await fleet.waitForLog("two more looks at its state") { log in
                log.count - log.count { $0.asksForCode } >= states + 2
            }
            #expect(later.count { $0.asksForCode } == asked.count { $0.asksForCode })
            session.press(.enter)
            try await session.wait("a code again") { $0.payload != nil }
            try await session.quit()
        }
    }
}
