import Fleet
import Foundation
import Gateways
import PtyHarness
import Simulator
import Testing

@testable import relink

@Suite("Finding instances", .timeLimit(.minutes(2)))
struct VendorDiscoveryTests {
    @Test("a partner's token finds the instances with their tokens, and leaves out what is deleted or not WhatsApp")
    func partner() async throws {
        try await VendorBench.run(.greenAPI) { bench in
            let client = try bench.clientWithPartnerToken()
            #expect(client.abilities.discovers && !client.abilities.lists)
            let listed = try await client.list()
            #expect(Set(listed.map(\.id)) == Set(bench.served.instances.map(\.id)))
            let id = try await bench.linked()
            let state = try await client.status(of: id).state
            #expect(state == .working)
            #expect(!bench.gateway.abilities.discovers, "without that token nothing is found")
        }
    }

    @Test("the application shows what a partner's token finds, and asks each for its state")
    func application() async throws {
        let plan = SimulationPlan(kinds: [.greenAPI], instances: 3, scenario: "calm", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let served = try #require(fleet.gateways.first)
            let configuration = try fleet.home.write(
                """
                gateways:
                  - name: partner
                    kind: green-api
                    url: \(served.url)
                    secret: {value: "\(served.secret.reveal())"}
                """, as: "partner.yaml")
            let session = try await Session.start(
                ["--config", configuration], columns: 120, rows: 30, environment: ["HOME": fleet.home.path])
            try await session.wait("all of them, linked") { screen in
                served.instances.allSatisfy { instance in
                    screen.lines.contains { $0.contains("LINKED") && $0.contains(instance.id) }
                }
            }
            let lists = await fleet.simulation.requestLog().count { $0.route?.contains("getInstances") == true }
            // Once at the start; news of the configuration file that come late list once more, and that is all.
            #expect((1...2).contains(lists))
            #expect(!session.written.contains(served.secret.reveal()))
        }
    }
}
