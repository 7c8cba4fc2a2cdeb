import ArgumentParser
import Configuration

struct DemoCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "demo", abstract: "Run the application on simulated gateways.",
        discussion: "No account and no configuration is needed, and nothing real is reached.")

    @OptionGroup var simulation: SimulationOptions
    @OptionGroup var face: FaceOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let context = Wiring.context(options)
        guard face.plain || context.console.screen != nil else {
            throw CommandFailure(
                .usage,
                "the demo needs a terminal; --plain needs none, and relink simulate serves the gateways without one")
        }
        let plan = SimulationRequest(
            instances: simulation.instances, scenario: simulation.scenario, seed: simulation.seed,
            scanDelay: simulation.scanDelay)
        let running = try await Wiring.startSimulation(plan)
        var application = ApplicationOptions(options, noColour: context.console.noColour)
        application.isDemo = true
        application.plain = face.plain
        do {
            try await Wiring.runApplication(FleetConfiguration(gateways: running.gateways), application, in: context)
            await running.stop()
        } catch {
            await running.stop()
            throw error
        }
    }
}
