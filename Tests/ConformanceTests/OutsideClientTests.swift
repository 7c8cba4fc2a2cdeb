import Fleet
import Foundation
import PtyHarness
import Simulator
import Testing

/// The simulator is held to what clients that we did not write make of it, unchanged as they come from PyPI.
@Suite("Outside clients")
struct OutsideClientTests {
    /// Far more than the minute that the slowest needs: the vendor's instances take up to 40 s to start anew.
    private static let limit = Duration.seconds(300)

    @Test(
        "A vendor's or the community's Python client lists, links by code and by picture, and logs out",
        arguments: [
            (GatewayKind.greenAPI, "check_green_api.py"), (.waha, "check_waha.py"),
            (.evolution, "check_evolution.py"), (.gowa, "check_gowa.py"),
        ])
    func client(kind: GatewayKind, script: String) async throws {
        let folder = try TemporaryFolder()
        let configuration = folder.path("fleet.yaml")
        let words = [
            "simulate", "--config-out", configuration, "--kind", kind.rawValue, "--instances", "4",
            // Nobody scans but the script.
            "--scenario", "phones-off", "--seed", "5",
        ]
        try await Child.with(BuildProducts.executable("relink"), words) { simulator in
            try await simulator.wait("for the gateway", within: .seconds(60)) {
                simulator.said.hasSuffix("instances\n")
            }
            let ended = try await Python.run(script, [configuration], within: Self.limit)
            #expect(ended.status == 0, "\(script):\n\(ended.said)")
        }
    }

    @Test("GREEN-API's own client lists instances with a partner's token, which `relink simulate` tells nobody")
    func partner() async throws {
        let simulation = Simulation(
            SimulationPlan(kinds: [.greenAPI], instances: 4, scenario: "phones-off", seed: 5))
        let gateways = try await simulation.start()
        let result: Result<Child.Ended, any Error>
        do {
            result = .success(try await listed(by: try #require(gateways.first)))
        } catch {
            result = .failure(error)
        }
        await simulation.stop()
        let ended = try result.get()
        #expect(ended.status == 0, "\(ended.said)")
    }

    private func listed(by gateway: SimulatedGateway) async throws -> Child.Ended {
        let folder = try TemporaryFolder()
        let text = SimulatedGateway.configurationYAML(for: [gateway]).replacing(
            "    instances:\n", with: "    secret: {value: \"\(gateway.secret.reveal())\"}\n    instances:\n")
        try text.write(toFile: folder.path("fleet.yaml"), atomically: false, encoding: .utf8)
        return try await Python.run("check_green_api_partner.py", [folder.path("fleet.yaml")], within: Self.limit)
    }
}
