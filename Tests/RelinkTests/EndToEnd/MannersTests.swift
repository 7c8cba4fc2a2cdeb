import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Manners towards gateways", .timeLimit(.minutes(15)))
struct MannersTests {
    /// What may lie between a start at the client, where two seconds are promised, and the arrival that the log
    /// knows. A busy machine delays single arrivals by any time, so distances are added up: then only the first and
    /// the last arrival count.
    private static let travel = Duration.milliseconds(1500)

    /// Requests about each instance: how many came after the first, and how long that took in all.
    private func runs(_ log: [LoggedRequest]) -> [(more: Int, within: Duration)] {
        Dictionary(grouping: log.filter { $0.instance != nil }, by: \.instance).values.compactMap { requests in
            guard let first = requests.first, let last = requests.last else { return nil }
            return (requests.count - 1, last.age - first.age)
        }
    }

    @Test("keys that only look never bring two automatic requests closer than two seconds")
    func mashing() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 5, scenario: "phones-off", seed: 11)) { fleet in
            let session = try await fleet.open(columns: 160, rows: 50)
            try await session.waitFor("▲ SCAN")
            // Each round moves the focus, opens and closes screens; the answers of four rounds come in meanwhile.
            var asked = 0
            while asked < 14 {
                for key in [
                    "j", "\r", "\u{1b}[B", "n", "q", "W", "j", "q", "k", "?", "x", "/a\u{15}\r", "o", "V", "G", "g",
                ] {
                    session.press(key)
                }
                asked = try await fleet.waitForRequests(asked + 1)
            }
            let log = await fleet.simulation.requestLog()
            let runs = runs(log)
            #expect(runs.reduce(0) { $0 + $1.more } > 5)
            for run in runs { #expect(run.within >= .seconds(2) * run.more - Self.travel) }
            #expect(log.allSatisfy { !$0.secretInURL })
        }
    }

    @Test(
        "an open link window keeps the two seconds too; only what a person pressed comes sooner, and after it they hold"
    )
    func window() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 1, scenario: "phones-off", seed: 7)) { fleet in
            let session = try await fleet.open()
            try await session.waitFor("▲ SCAN")
            session.press("r")
            try await session.wait("a code") { $0.payload != nil }
            try await fleet.waitForRequests(8)
            let log = await fleet.simulation.requestLog()
            // The key was pressed once: one request at once, at whatever distance from the one before it.
            let run = try #require(runs(log).first)
            #expect(run.within >= .seconds(2) * (run.more - 1) - Self.travel)
            #expect(log.count { $0.route == "/v2/auth/qr" } >= 2)
        }
    }
}
