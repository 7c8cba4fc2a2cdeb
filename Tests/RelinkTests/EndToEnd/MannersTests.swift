import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Manners towards gateways", .timeLimit(.minutes(3)))
struct MannersTests {
    /// What lies between a start at the client, where two seconds are promised, and the arrival that the log knows.
    private static let travel = Duration.milliseconds(250)

    /// Distances between the arrivals of requests about each instance.
    private func gaps(_ log: [LoggedRequest]) -> [Duration] {
        Dictionary(grouping: log.filter { $0.instance != nil }, by: \.instance).values.flatMap { requests in
            zip(requests, requests.dropFirst()).map { $1.age - $0.age }
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
            let gaps = gaps(log)
            #expect(gaps.count > 5)
            #expect(gaps.allSatisfy { $0 >= .seconds(2) - Self.travel }, "closest: \(gaps.min() ?? .zero)")
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
            let close = gaps(log).filter { $0 < .seconds(2) - Self.travel }
            #expect(close.count <= 1)
            #expect(log.count { $0.route == "/v2/auth/qr" } >= 2)
        }
    }
}
