import Fleet
import PtyHarness
import Simulator
import TestKit
import Testing

@Suite("A round of three hundred in a terminal", .timeLimit(.minutes(25)))
struct WallRoundTests {
    @Test("All held, and the journal, the phones and the gateways' own log tell the same")
    func threeHundred() async throws {
        var plan = SimulationPlan(kinds: GatewayKind.allCases, instances: 300, scenario: "calm", seed: 11)
        plan.logCapacity = 200_000
        try await ServedFleet.run(plan) { fleet in
            for instance in fleet.instances {
                #expect(await fleet.simulation.drop(fleet.key(instance)))
                #expect(await fleet.simulation.turnPhone(of: fleet.key(instance), on: false))
            }
            // Four panes beside each other, three below each other.
            let session = try await fleet.open(columns: 262, rows: 112)
            try await session.wait("everybody's answer") { $0.contains("rows 1-") && !$0.contains("asking") }
            // Wall first, so that as many windows stand side by side as there is room for.
            session.press("*W")
            try await session.waitFor("panes 1-")
            session.press("b")
            try await session.waitFor("relink round: 300 instances")
            session.press(.enter)
            // Phones before the wall: a camera reads what stands there, and nothing else is scanned.
            var linked: Set<InstanceKey> = []
            let all = await eventually(every: .milliseconds(500), within: .seconds(1200)) {
                for payload in session.pty.screen.allPhotographed {
                    if let key = await fleet.simulation.scan(payload) { linked.insert(key) }
                }
                return linked.count == 300
            }
            try #require(all, "\(linked.count) linked:\n\(session.pty.screen.text)")
            try await session.waitFor("the round is over: 300 held")
            try await session.quit()

            let log = await fleet.simulation.requestLog()
            let journal = try await fleet.command(["journal", "--json"])
            #expect(journal.status == 0, "\(journal.error)")
            let record = try LinkRecord(json: journal.output)
            #expect(record.windows.count == 300)
            #expect(record.windows.filter { $0.value.map(\.outcome) != [.held] }.isEmpty)
            // Times are told in whole seconds.
            #expect(record.mostAtOnce <= 2 * 12)
            await record.agrees(with: log, of: fleet.simulation, slack: 2)
            let manners = await VendorManners(fleet)
            #expect(manners.tooClose == [])
            #expect(manners.logins == 60)
        }
    }
}
