import Fleet
import Gateways
import PtyHarness
import Simulator
import Testing
import TestKit

@testable import relink

@Suite("Manners towards every vendor, from the gateways' own logs", .timeLimit(.minutes(15)))
struct VendorMannersTests {
    /// As many requests as two seconds between two starts allow until the last one arrived. What a busy machine adds
    /// on the way only widens that, where the distance of two arrivals says nothing.
    private static func keepsFloor(_ requests: [LoggedRequest]) -> Bool {
        guard let last = requests.last else { return true }
        return .seconds(2) * (requests.count - 1) <= last.age
    }

    @Test(
        "an act is sent once, and the secret stays out of URLs where the vendor allows that",
        arguments: GatewayKind.allCases)
    func acts(kind: GatewayKind) async throws {
        try await VendorBench.run(kind) { bench in
            let id = try await bench.linked()
            try await meet(bench, id)
            for act in [Act.restart, .stop, .start, .logout] where bench.gateway.abilities.acts.contains(act) {
                let before = await bench.log().count
                try await bench.gateway.perform(act, on: id)
                let asked = await bench.log().dropFirst(before)
                #expect(asked.count == 1, "\(act): \(asked.map { ($0.method, $0.route ?? "?", $0.secretPlace) })")
                bench.time.advance(by: .seconds(60))
            }
            let log = await bench.log()
            #expect(log.allSatisfy { $0.secretInURL == (kind == .greenAPI) })
        }
    }

    @Test("an act that meets a gateway in trouble is not sent again", arguments: GatewayKind.allCases)
    func failedAct(kind: GatewayKind) async throws {
        try await VendorBench.run(kind, scenario: "outage") { bench in
            let id = try await bench.linked()
            try await meet(bench, id)
            bench.time.advance(by: .seconds(10))
            let before = await bench.log().count
            for act in [Act.restart, .logout] {
                let failure = await failure { () async throws(GatewayFailure) in
                    try await bench.gateway.perform(act, on: id)
                }
                #expect(failure?.kind == .server)
            }
            let log = await bench.log().dropFirst(before)
            #expect(log.count == 2, "\(log.map { ($0.route ?? "?", $0.status) })")
        }
    }

    /// What a client asks once in its life, such as for a version, is asked before the requests are counted.
    private func meet(_ bench: VendorBench, _ id: String) async throws {
        _ = try await bench.gateway.status(of: id)
        _ = try await bench.gateway.version()
        bench.time.advance(by: .seconds(2))
    }

    @Test("GOWA: one login a code, however often the code is asked for, and none for an id that it does not know")
    func logins() async throws {
        try await VendorBench.run(.gowa) { bench in
            let id = try await bench.unlinked()
            let first = try await bench.code(of: id)
            for _ in 0..<4 {
                bench.time.advance(by: .seconds(3))
                _ = try await bench.gateway.status(of: id)
                let again = try await bench.code(of: id)
                #expect(again == first)
            }
            #expect(await bench.log().count { $0.route?.hasSuffix("/login") == true } == 1)
            _ = await failure { () async throws(GatewayFailure) in try await bench.gateway.code(for: "ghost") }
            #expect(await bench.log().count { $0.route?.hasSuffix("/login") == true } == 1)
        }
    }

    @Test("GOWA in the application: one login for each code on the screen, until the phone has scanned")
    func loginsOfTheApplication() async throws {
        try await ServedFleet.run(SimulationPlan(kinds: [.gowa], instances: 1, scenario: "phones-off", seed: 7)) {
            fleet in
            let session = try await fleet.open(columns: 100, rows: 40)
            try await session.waitFor("UNLINKED")
            session.press("r")
            let screen = try await session.wait("a code") { $0.payload != nil }
            // Four more requests, whatever they are about: had the code been polled, a login would be among them.
            let asked = await fleet.simulation.requestLog().count
            try await fleet.waitForRequests(asked + 4)
            let log = await fleet.simulation.requestLog()
            #expect(log.count { $0.route?.hasSuffix("/login") == true } == 1)
            let payload = try #require(screen.payload)
            #expect(await fleet.simulation.scan(payload) != nil)
            try await session.wait("LINKED and no code") { $0.contains("LINKED") && !$0.hasCode }
            let end = await fleet.simulation.requestLog()
            #expect(end.count { $0.route?.hasSuffix("/login") == true } == 1)
            #expect(end.allSatisfy { !$0.secretInURL })
            let lists = end.filter { $0.route == "/devices" }
            #expect(Self.keepsFloor(lists))
        }
    }

    @Test("all five in the application: two seconds between two requests about one instance, and between two lists")
    func floor() async throws {
        let plan = SimulationPlan(kinds: GatewayKind.allCases, instances: 15, scenario: "phones-off", seed: 11)
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(columns: 160, rows: 50)
            try await session.waitFor("LINKED")
            var asked = 0
            while asked < 24 {
                for key in ["j", "\r", "n", "q", "W", "j", "q", "G", "g"] { session.press(key) }
                asked = try await fleet.waitForRequests(asked + 1)
            }
            let log = await fleet.simulation.requestLog()
            let subjects = Dictionary(grouping: log) { "\($0.gateway) \($0.instance ?? $0.route ?? "?")" }
            #expect(subjects.values.contains { $0.count > 2 })
            #expect(subjects.values.allSatisfy(Self.keepsFloor))
            #expect(log.allSatisfy { !$0.secretInURL || $0.gateway.hasPrefix("green-api") })
        }
    }
}
