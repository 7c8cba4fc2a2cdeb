import ArgumentParser
import Configuration
import Fleet

struct SimulateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "simulate", abstract: "Serve simulated gateways for any client, until a signal ends it.",
        discussion: "Prints one line for each gateway when it answers, and writes a configuration for them.")

    @Option(
        name: .long, help: ArgumentHelp("Where the configuration is written (mode 0600).", valueName: "file"),
        completion: .file(extensions: ["yaml"]))
    var configOut: String

    @Option(name: .long, help: "A kind of gateway; may be repeated. One of every kind when left out.")
    var kind: [GatewayKind] = []

    @Option(
        name: .long,
        help: ArgumentHelp(
            "Where the first gateway listens; the next take the next ports.", valueName: "127.0.0.1:port"))
    var listen: ListenPlace?

    @OptionGroup var simulation: SimulationOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let context = Wiring.context(options)
        let ending = Signals()
        try checkTarget(context.files)
        let plan = SimulationRequest(
            kinds: kind, instances: simulation.instances, scenario: simulation.scenario, seed: simulation.seed,
            scanDelay: simulation.scanDelay, listen: listen)
        let running = try await Wiring.startSimulation(plan)
        do throws(CommandFailure) {
            try PrivateFile.write(Array(running.configurationText.utf8), to: configOut, replacing: true)
        } catch {
            await running.stop()
            throw error
        }
        for gateway in running.gateways {
            context.console.line(
                "\(gateway.name) \(gateway.kind.rawValue) \(gateway.url) \(gateway.instances.count) instances")
        }
        context.console.progress("relink --config \(configOut) shows them in another terminal; Ctrl-C ends them.")
        await ending.first()
        await running.stop()
    }

    /// A configuration that somebody wrote by hand is not replaced.
    func checkTarget(_ files: any FileDoor) throws(CommandFailure) {
        let contents: FileContents
        do throws(FileProblem) {
            contents = try files.read(configOut, limit: ConfigurationReader.largestFile)
        } catch .missing {
            return
        } catch {
            throw CommandFailure(.failed, "\(configOut) \(error.reason)")
        }
        guard contents.bytes.isEmpty || contents.bytes.starts(with: Self.heading.utf8) else {
            throw CommandFailure(.failed, "\(configOut) was not written by relink simulate: name another file")
        }
    }

    /// How the simulator's configurations begin.
    static let heading = "# Simulated gateways"
}
