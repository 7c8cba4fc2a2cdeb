import ArgumentParser
import Configuration
import Fleet

struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor", abstract: "Check the configuration, the secrets, the gateways and this terminal.",
        discussion: """
            One line for each check. Every gateway is asked for its list, or for the state of one instance, and for its \
            version; nothing is changed. The exit status is that of the worst line; a warning is no failure.
            """)

    @OptionGroup var options: GlobalOptions

    func run() async throws { try await run(in: Wiring.context(options)) }

    func run(in context: CommandContext) async throws {
        let configuration: FleetConfiguration
        do {
            configuration = try context.loadConfiguration(options)
        } catch let failure as CommandFailure {
            let complaints = failure.message.split(separator: "\n").map {
                Diagnosis.failed(failure.status, "config", String($0))
            }
            return try tell(complaints + terminal(context), in: context)
        }
        let connection = await FleetConnection.open(configuration, for: [], in: context)
        let path = try context.configurationFile(options)
        try await run(on: connection, path: path, in: context)
    }

    /// - Parameter path: where the configuration was read from.
    func run(on connection: FleetConnection, path: String, in context: CommandContext) async throws {
        let configuration = connection.configuration
        let resolver = SecretResolver(environment: context.environment, files: context.files)
        let check = ConfigurationCheck(resolver: resolver, files: context.files)
        // Secrets that are not there are told by the gateway that cannot be asked without them.
        let told = connection.unopened.keys
        let warnings = check.warnings(configuration).filter { words in
            !told.contains { words.hasPrefix("\($0): ") || words.hasPrefix("\($0)/") }
        }.map { Diagnosis.warning("config", $0) }
        let gateways = configuration.gateways
        let named = gateways.reduce(0) { $0 + $1.instances.count }
        let read = Diagnosis.fine("config", "\(path), \(gateways.count) gateways, \(named) instances named")
        let examined = await concurrently(gateways, limit: max(1, gateways.count)) { gateway in
            await GatewayExamination(connection: connection, gateway: gateway).run()
        }
        let alerts = NotificationExamination(
            settings: configuration.defaults.notifications, environment: context.environment
        ).run()
        try tell([read] + warnings + examined.flatMap(\.self) + terminal(context) + alerts, in: context)
    }

    private func terminal(_ context: CommandContext) -> [Diagnosis] {
        TerminalExamination(screen: context.console.screen, environment: context.environment, ascii: options.ascii)
            .run()
    }

    private func tell(_ diagnoses: [Diagnosis], in context: CommandContext) throws(CommandFailure) {
        for diagnosis in diagnoses { context.console.line(diagnosis.line) }
        let worst = ShellStatus.worst(diagnoses.compactMap(\.failure))
        if worst != .done { throw CommandFailure(worst) }
    }
}
