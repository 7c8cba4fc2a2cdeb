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
            try await begin(session)
            // Phones before the wall: a camera reads what stands there, and nothing else is scanned.
            var linked: Set<InstanceKey> = []
            var rounds = 1
            let all = try await eventually(every: .milliseconds(500), within: .seconds(1200)) {
                let screen = session.pty.screen
                for payload in screen.allPhotographed {
                    if let key = await fleet.simulation.scan(payload) { linked.insert(key) }
                }
                // On a busy machine the camera may come too late for some: they get another round, as at a desk.
                if linked.count < 300, screen.contains("the round is over") {
                    rounds += 1
                    try await begin(session)
                }
                return linked.count == 300
            }
            try #require(all, "\(linked.count) linked in \(rounds) rounds:\n\(session.pty.screen.text)")
            try await session.waitFor("the round is over: \(rounds == 1 ? "300 held" : "")")
            try await session.quit()

            let log = await fleet.simulation.requestLog()
            let journal = try await fleet.command(["journal", "--json"])
            #expect(journal.status == 0, "\(journal.error)")
            let record = try LinkRecord(json: journal.output)
            #expect(record.windows.count == 300)
            let wrong = record.windows.filter {
                $0.value.last?.outcome != .held
                    || $0.value.dropLast().contains { ![.unscanned, .unattended].contains($0.outcome) }
            }
            #expect(wrong.isEmpty)
            // Times are told in whole seconds.
            #expect(record.mostAtOnce <= 2 * 12)
            await record.agrees(with: log, of: fleet.simulation, slack: 2)
            let manners = await VendorManners(fleet)
            #expect(manners.tooClose == [])
            #expect(rounds > 1 ? manners.logins >= 60 : manners.logins == 60)
        }
    }

    /// A round of all that need a link.
    private func begin(_ session: Session) async throws {
        session.press("b")
        try await session.waitFor("relink round: ")
        session.press(.enter)
        try await session.wait("the round") { !$0.contains("relink round: ") && !$0.contains("the round is over") }
    }
}
