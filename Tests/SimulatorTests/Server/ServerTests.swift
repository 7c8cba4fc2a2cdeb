import Fleet
import Foundation
import Testing
import TestKit

@testable import Simulator

@Suite("The server")
struct ServerTests {
    @Test("many connections are kept open side by side")
    func connections() async throws {
        let stage = try await Stage("calm")
        let url = stage.gateway.url
        let target = "/v2/session/info?access_token=\(stage.token)&instance_id=\(stage.key(0).id)"
        let answered = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<100 {
                let client = try PlainClient(url)
                group.addTask {
                    var answered = 0
                    for _ in 0..<5 where try await client.send("GET", target).status == 200 { answered += 1 }
                    return answered
                }
            }
            return try await group.reduce(0, +)
        }
        #expect(answered == 500)
        #expect(await stage.simulation.requestLog().count == 500)
        await stage.simulation.stop()
    }

    @Test("after a stop nothing answers, on old connections nor on new ones")
    func stop() async throws {
        // Its own address: a port that was let go may be another test's the moment after.
        let stage = try await Stage("calm", listen: ListenAddress(host: "127.\(Int.random(in: 1...254)).9.7", port: 0))
        #expect(try await stage.status(0) == "WORKING")
        await stage.simulation.stop()
        await #expect(throws: PlainClient.Failure.self) { try await stage.client.send("GET", "/") }
        // A program that another test started just then may hold the socket until it has begun.
        #expect(await eventually { !isReachable(stage.gateway.url) })
    }

    @Test("two gateways on one plan share the fleet and have ports and secrets of their own")
    func twoGateways() async throws {
        let simulation = Simulation(SimulationPlan(kinds: [.wawp, .wawp], instances: 5, scenario: "calm"))
        let gateways = try await simulation.start()
        #expect(gateways.map(\.name) == ["wawp-1", "wawp-2"])
        #expect(gateways.map(\.instances.count) == [3, 2])
        #expect(gateways[0].url != gateways[1].url)
        #expect(gateways[0].secret != gateways[1].secret)
        #expect(Set(gateways.flatMap(\.instances).map(\.id)).count == 5)
        for gateway in gateways {
            let reply = try await PlainClient(gateway.url).send(
                "GET", "/v2/session/info?instance_id=\(gateway.instances[0].id)",
                headers: ["access-token": gateway.secret.reveal()])
            #expect(reply.member("status") == "WORKING")
        }
        await simulation.stop()
    }

    @Test("all five kinds share the demo's fleet, and every instance has a name of its own")
    func fiveKinds() async throws {
        let simulation = Simulation(SimulationPlan(kinds: GatewayKind.allCases), time: HandTime(jumps: true))
        let gateways = try await simulation.start()
        #expect(gateways.map(\.name) == ["wawp-1", "green-api-1", "gowa-1", "waha-1", "evolution-1"])
        #expect(gateways.map(\.instances.count) == [6, 6, 6, 6, 6])
        #expect(Set(gateways.flatMap(\.instances).map(\.id)).count == 30)
        #expect(Set(gateways.flatMap(\.instances).compactMap(\.label)).count == 30)
        #expect(Set(gateways.map(\.secret)).count == 5)
        let yaml = SimulatedGateway.configurationYAML(for: gateways)
        for gateway in gateways { #expect(yaml.contains("kind: \(gateway.kind.rawValue)\n")) }
        await simulation.stop()
    }

    @Test("names stay different in a large fleet", arguments: GatewayKind.allCases)
    func names(kind: GatewayKind) throws {
        let plan = SimulationPlan(kinds: [kind], instances: 10_000, scenario: "calm")
        let instances = try GatewayCast(plan: plan, time: HandTime(jumps: true)) { _, _ in nil }.members[0].instances
        #expect(Set(instances.map(\.id)).count == 10_000)
        #expect(instances.allSatisfy { ($0.secret != nil) == (kind == .greenAPI) })
    }

    @Test("a port that is taken is named")
    func takenPort() async throws {
        let stage = try await Stage("calm")
        let port = try #require(stage.gateway.url.split(separator: ":").last.flatMap { UInt16($0) })
        let second = Simulation(
            SimulationPlan(scenario: "calm", listen: ListenAddress(host: "127.0.0.1", port: port)))
        let failure = await #expect(throws: SimulationFailure.self) { try await second.start() }
        #expect(failure?.description.contains("127.0.0.1:\(port)") == true)
        await stage.simulation.stop()
    }

    @Test(
        "plans that cannot be served are refused in one sentence",
        arguments: [
            (SimulationPlan(kinds: []), "no kind"), (SimulationPlan(scenario: "storm"), "demo, calm, mass-logout"),
            (SimulationPlan(instances: 0), "0 instances"),
            (SimulationPlan(listen: ListenAddress(host: "nowhere", port: 0)), "cannot listen on nowhere:0"),
        ])
    func refused(plan: SimulationPlan, words: String) async {
        let failure = await #expect(throws: SimulationFailure.self) { try await Simulation(plan).start() }
        #expect(failure?.description.contains(words) == true, "\(failure?.description ?? "")")
    }
}
