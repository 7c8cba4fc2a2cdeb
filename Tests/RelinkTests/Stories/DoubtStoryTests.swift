import Board
import Fleet
import Simulator
import Testing
import TestKit

@testable import relink

@Suite("A link that is dead on no list", .timeLimit(.minutes(15)))
struct DoubtStoryTests {
    @Test(
        "An instance whose record says open long after it died is found out, though nobody looks at its row",
        arguments: [InstanceEvent.crash, .unload])
    func stale(event: InstanceEvent) async throws {
        let plan = SimulationPlan(kinds: [.evolution], instances: 12, scenario: "calm", seed: 3)
        try await Desk.run(plan) { desk in
            try await desk.run(until: "all linked") { $0.fleet.rows.allSatisfy { $0.state == .working } }
            let key = try #require(desk.keys.last)
            let died = desk.time.now
            #expect(await desk.simulation.befall(key, event))
            try await desk.run(until: "not linked any more", within: .seconds(900)) {
                $0.fleet[key]?.state == (event == .crash ? .disconnected : .unknown)
            }
            let row = try #require(desk.state.fleet[key])
            #expect(
                row.status?.value.reason?.text.contains(event == .crash ? "still says open" : "in its memory") == true)
            #expect(desk.calls.allSatisfy { !$0.isPerson })
            // Lists go on saying that it is open, and are not believed.
            try await desk.run(for: .seconds(120))
            #expect(desk.state.fleet[key]?.state == row.state)
            #expect(desk.state.fleet.rows.filter { $0.state == .working }.count == 11)

            let since = desk.calls.filter { $0.startedAt >= died }
            let lists = since.count { $0.instance == nil }
            #expect(since.count { $0.instance != nil } <= 4 * lists, "more than a few a round")
        }
    }

    @Test("After a storm of restarts whoever died of it does not stay linked on the board")
    func storm() async throws {
        let plan = SimulationPlan(kinds: [.evolution], instances: 10, scenario: "restart-storm", seed: 3)
        try await Desk.run(plan) { desk in
            var dead: [InstanceKey] = []
            for key in desk.keys where await desk.simulation.state(of: key) == .failed { dead.append(key) }
            try #require(dead.count == 1)
            try await desk.run(until: "it is told", within: .seconds(300)) {
                $0.fleet[dead[0]]?.state == .disconnected
            }
        }
    }
}
