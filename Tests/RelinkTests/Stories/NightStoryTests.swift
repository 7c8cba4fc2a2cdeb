import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Story 1: a night over SSH, 80x24", .timeLimit(.minutes(15)))
struct NightStoryTests {
    @Test("Twelve of sixty refused with 405: one line after one poll, and no key links any of them")
    func refused() async throws {
        let plan = SimulationPlan(kinds: [.evolution, .waha], instances: 120, scenario: "calm", seed: 3)
        try await ServedFleet.run(plan) { fleet in
            let ssh = ["SSH_CONNECTION": "203.0.113.9 50522 198.51.100.4 22", "SSH_TTY": "/dev/pts/9"]
            let session = try await fleet.open(rows: 24, environment: ssh)
            try await session.wait("everybody linked") { $0.contains("●120 linked") }
            let struck = fleet.gateways[0]
            for instance in struck.instances.prefix(12) {
                #expect(await fleet.simulation.befall(fleet.key(instance), .outdate))
            }
            let before = await fleet.simulation.requestLog().count { $0.isList(of: struck.name) }
            let screen = try await session.waitFor(
                "405 on \(struck.name): upgrade it, do NOT re-scan; 12 of 60 refused")
            // The one that was under way, and the one that told.
            #expect(await fleet.simulation.requestLog().count { $0.isList(of: struck.name) } <= before + 2)
            #expect(screen.columns == 80 && screen.rows == 24)
            session.press("g")
            for key in ["r", "p"] {
                session.press(key)
                try await session.waitFor("is too old for WhatsApp; upgrade it, do NOT re-scan")
                session.press("j")
            }
            session.press("b")
            session.press("?")
            try await session.waitFor("HELP")
            #expect(!session.pty.screen.contains("relink round"))
            session.press(.escape)
            try await session.wait("the list") { !$0.contains("HELP") }
            try await session.quit()
            let log = await fleet.simulation.requestLog()
            #expect(!log.contains { $0.asksForCode })
            #expect(log.allSatisfy { $0.method == "GET" }, "nothing was done to any of them")
        }
    }
}

extension LoggedRequest {
    func isList(of gateway: String) -> Bool { self.gateway == gateway && instance == nil }
}
