import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Instances that only a list tells of", .timeLimit(.minutes(15)))
struct FoundInstanceTests {
    @Test(
        "a row that is in no configuration is linked like any other", arguments: [GatewayKind.waha, .gowa, .evolution])
    func linked(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "phones-off", seed: 7)
        try await ServedFleet.run(plan) { text in
            // Everything that names instances goes.
            String(text.split(separator: "    instances:", maxSplits: 1)[0])
        } _: { fleet in
            let session = try await fleet.open()
            try await session.wait("what the list found") { screen in
                screen.contains("rows 1-2 of 2")
                    && screen.lines.contains { $0.contains("▲ SCAN") || $0.contains("△ UNLINKED") }
            }
            session.press("r")
            let (_, key) = try await session.scan(fleet)
            #expect(key.id == fleet.instances[0].id)
            try await session.wait("LINKED") { $0.saysLinked && !$0.hasCode }
        }
    }
}
