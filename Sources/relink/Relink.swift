import Board
import Configuration
import Fleet
import Gateways
import Grid
import QRCode
import Simulator
import Terminal

@main
enum Relink {
    static func main() async throws {
        let plan = SimulationPlan(kinds: [.wawp], instances: nil, scenario: "demo", seed: 1)
        let simulation = Simulation(plan, time: SystemTime(), drawPNG: { _ in nil })
        let simulated = try await simulation.start()
        let http = HTTPClient()
        let configurations = simulated.map(\.configuration)
        var gateways: [any Gateway] = []
        for s in simulated {
            gateways.append(try GatewayFactory.make(s.configuration, secrets: Gateways.GatewaySecrets(gateway: s.secret, instances: [:]), http: http))
        }
        let fleet = ApplicationFleet(configuration: FleetConfiguration(gateways: configurations), gateways: gateways)
        let app = Application(fleet, options: ApplicationOptions(settings: Settings(isDemo: true), terminal: TerminalOptions(theme: .dark), configurationFile: nil, seed: 1))
        _ = try await app.run()
        await simulation.stop()
    }
}
