import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

@Suite("Scenarios")
struct ScenarioTests {
    private func states(
        _ scenario: String, instances: Int? = nil, seed: UInt64 = 1, at seconds: [Double]
    ) throws -> [[EngineState: Int]] {
        let time = HandTime(jumps: true)
        let plan = SimulationPlan(instances: instances, scenario: scenario, seed: seed)
        let stage = try GatewayCast(plan: plan, time: time) { _, _ in nil }.members[0].stage
        return seconds.map { second in
            time.advance(by: .seconds(second - Instant.zero.duration(to: time.now).inSeconds))
            var counts: [EngineState: Int] = [:]
            _ = stage.first { instance, now in
                counts[instance.state(at: now), default: 0] += 1
                return false
            }
            return counts
        }
    }

    @Test("the demo has something of everything within its first minute", arguments: [UInt64(1), 2, 3])
    func demo(seed: UInt64) throws {
        let counts = try states("demo", seed: seed, at: [0, 9, 25, 28, 31, 36, 51])
        #expect(
            counts[0] == [
                .working: 22, .awaitingScan: 3, .failed: 2, .stopped: 1, .disconnected: 1, .blocked: 1,
            ])
        #expect(counts[1][.awaitingScan] == 4)
        #expect(counts[2][.failed] == 1, "the crashed one came back")
        #expect(counts[3][.starting] == 1)
        #expect(counts[4][.starting] == 1 && counts[4][.disconnected] == nil, "one more phone is on")
        #expect(counts[5] == [.working: 21, .awaitingScan: 6, .failed: 1, .stopped: 1, .blocked: 1])
        #expect(counts[6][.awaitingScan] == 7)
    }

    @Test("a mass logout takes half of the fleet at once")
    func massLogout() throws {
        let counts = try states("mass-logout", instances: 41, at: [4, 6])
        #expect(counts == [[.working: 41], [.working: 20, .awaitingScan: 21]])
    }

    @Test("unless told otherwise, 300 of 600 are logged out")
    func massLogoutOf300() throws {
        #expect(try states("mass-logout", at: [6]) == [[.working: 300, .awaitingScan: 300]])
    }

    @Test("a restart storm takes everybody down and most of them up again, again and again")
    func restartStorm() throws {
        let counts = try states("restart-storm", at: [4, 7, 15, 52, 60])
        #expect(counts[0] == [.working: 60])
        #expect((counts[1][.starting] ?? 0) > 40)
        #expect(counts[2] == [.working: 54, .failed: 6])
        #expect((counts[3][.starting] ?? 0) > 40)
        #expect(counts[4] == [.working: 54, .failed: 6])
    }

    @Test("after 405 everybody has failed, for good")
    func outdated() throws {
        let counts = try states("outdated", at: [9, 14, 1000])
        #expect(counts == [[.working: 21, .awaitingScan: 3], [.failed: 24], [.failed: 24]])
    }

    @Test("a flapping instance comes back and goes again")
    func flapping() throws {
        let counts = try states("flapping", instances: 30, at: stride(from: 0, to: 600, by: 2).map { $0 })
        #expect(counts[0] == [.working: 30])
        #expect(counts.suffix(100).contains { ($0[.failed] ?? 0) > 0 })
        #expect(counts.allSatisfy { ($0[.working] ?? 0) >= 20 })
        #expect(counts.allSatisfy { $0[.awaitingScan] == nil }, "they keep their links")
    }

    @Test("every scenario makes as many instances as it is asked for", arguments: Scenario.names, [1, 2, 7, 250])
    func sizes(name: String, count: Int) throws {
        var random = SplitMix64(1)
        let scenario = try #require(Scenario.named(name))
        #expect(scenario.cast(count, &random).count == count)
        #expect(try states(name, instances: count, at: [30])[0].values.reduce(0, +) == count)
    }

    @Test("ten thousand instances have ids, numbers and labels of their own")
    func large() throws {
        let plan = SimulationPlan(instances: 10_000)
        let instances = try GatewayCast(plan: plan, time: HandTime(jumps: true)) { _, _ in nil }.members[0].instances
        #expect(Set(instances.map(\.id)).count == 10_000)
        #expect(Set(instances.compactMap(\.phone)).count == 10_000)
        #expect(Set(instances.compactMap(\.label)).count == 10_000)
    }

    @Test("the same seed makes the same fleet, secret and codes; another seed others")
    func determinism() async throws {
        var facts: [Set<String>] = []
        for seed: UInt64 in [5, 5, 6] {
            let stage = try await Stage(seed: seed)
            let code = try #require(Stage.envelope(try await stage.post("/v2/auth/qr", 0)).value)
            facts.append(Set(stage.gateway.instances.map(\.id) + [stage.token, code]))
            await stage.simulation.stop()
        }
        #expect(facts[0] == facts[1])
        #expect(facts[0].isDisjoint(with: facts[2]))
    }

    @Test("the configuration names gateways, instances and secrets")
    func yaml() {
        let gateway = SimulatedGateway(
            name: "wawp-1", kind: .wawp, url: "http://127.0.0.1:4321", secret: Secret("s3cret"),
            instances: [
                InstanceConfiguration(
                    id: "4F1A0C9B2D7E", label: "Clinic \"North\" 02", phone: try? PhoneNumber(typed: "447700900001"),
                    holder: "Front desk"), InstanceConfiguration(id: "000000000001"),
            ])
        let yaml = SimulatedGateway.configurationYAML(for: [gateway])
        #expect(
            yaml == #"""
                # Simulated gateways: nothing in here opens anything real.
                gateways:
                  - name: "wawp-1"
                    kind: wawp
                    url: "http://127.0.0.1:4321"
                    secret: {value: "s3cret"}
                    instances:
                      - id: "4F1A0C9B2D7E"
                        label: "Clinic \"North\" 02"
                        phone: "+447700900001"
                        holder: "Front desk"
                      - id: "000000000001"

                """#)
        #expect(gateway.configuration.secret == .value(Secret("s3cret")))
        #expect(gateway.configuration.url == "http://127.0.0.1:4321")
    }

    @Test(
        "dates travel as HTTP and RFC 3339 want them",
        arguments: [
            (0.0, "Thu, 01 Jan 1970 00:00:00 GMT", "1970-01-01T00:00:00.000Z"),
            (951_782_399.5, "Mon, 28 Feb 2000 23:59:59 GMT", "2000-02-28T23:59:59.500Z"),
            (951_782_400, "Tue, 29 Feb 2000 00:00:00 GMT", "2000-02-29T00:00:00.000Z"),
            (1_795_230_728.25, "Sat, 21 Nov 2026 03:12:08 GMT", "2026-11-21T03:12:08.250Z"),
            (4_102_444_799, "Thu, 31 Dec 2099 23:59:59 GMT", "2099-12-31T23:59:59.000Z"),
        ])
    func dates(seconds: Double, http: String, rfc3339: String) {
        let date = Date(timeIntervalSince1970: seconds)
        #expect(WireDate.http(date) == http)
        #expect(WireDate.rfc3339(date) == rfc3339)
    }
}
