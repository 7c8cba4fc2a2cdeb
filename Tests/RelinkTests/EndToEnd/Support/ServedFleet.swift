import Configuration
import Fleet
import Foundation
import PtyHarness
import Simulator
import TestKit
import Testing

@testable import relink

/// Simulated gateways over real HTTP, a configuration for them, and a home folder for the programs that use it.
final class ServedFleet: Sendable {
    let simulation: Simulation
    let gateways: [SimulatedGateway]
    let home: TemporaryHome
    let configuration: String

    /// - Parameter change: of the configuration's text, such as another place for the secret.
    static func run(
        _ plan: SimulationPlan, _ change: (String) -> String = { $0 }, _ body: (ServedFleet) async throws -> Void
    ) async throws {
        let simulation = Simulation(plan, drawPNG: Wiring.drawPNG)
        let gateways = try await simulation.start()
        let fleet = try ServedFleet(simulation, gateways, change)
        let result: Result<Void, any Error>
        do {
            result = .success(try await body(fleet))
        } catch {
            result = .failure(error)
        }
        await simulation.stop()
        try result.get()
    }

    private init(_ simulation: Simulation, _ gateways: [SimulatedGateway], _ change: (String) -> String) throws {
        self.simulation = simulation
        self.gateways = gateways
        home = try TemporaryHome()
        configuration = try home.write(change(SimulatedGateway.configurationYAML(for: gateways)), as: "fleet.yaml")
    }

    /// Instances in the order of the configuration.
    var instances: [InstanceConfiguration] { gateways.flatMap(\.instances) }

    func key(_ instance: InstanceConfiguration) -> InstanceKey {
        let gateway = gateways.first { $0.instances.contains(instance) }
        return InstanceKey(gateway: gateway?.name ?? "", id: instance.id)
    }

    func command(_ words: [String], _ environment: [String: String] = [:]) async throws -> RelinkProcess.Ended {
        try await RelinkProcess.run(
            words + ["--config", configuration], ["HOME": home.path].merging(environment) { $1 })
    }

    /// The application on these gateways, in a terminal of its own.
    func open(
        _ words: [String] = [], columns: Int = 80, rows: Int = 36, environment: [String: String] = [:],
        answering: TerminalAnswering = .asLibvterm
    ) async throws -> Session {
        try await Session.start(
            words + ["--config", configuration], columns: columns, rows: rows,
            environment: ["HOME": home.path].merging(environment) { $1 }, answering: answering)
    }

    /// Until the gateways were asked so often.
    @discardableResult
    func waitForRequests(_ count: Int) async throws -> Int {
        try await waitForLog("\(count) requests") { $0.count >= count }.count
    }

    /// Until the condition, which may ask the gateways, is fulfilled.
    func waitUntil(
        _ description: String, within limit: Duration = .seconds(120),
        _ condition: (ServedFleet) async throws -> Bool
    ) async throws {
        let came = try await eventually(every: .milliseconds(50), within: limit) { try await condition(self) }
        try #require(came, "waited in vain until \(description)")
    }

    /// Until what the gateways were asked fulfils the condition.
    @discardableResult
    func waitForLog(
        _ description: String, _ condition: @Sendable ([LoggedRequest]) -> Bool
    ) async throws -> [LoggedRequest] {
        var log: [LoggedRequest] = []
        let came = await eventually(every: .milliseconds(20)) {
            log = await simulation.requestLog()
            return condition(log)
        }
        try #require(came, "waited in vain for \(description): asked \(log.count) times")
        return log
    }
}
