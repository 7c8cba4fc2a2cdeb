import ArgumentParser
import Configuration

@main
struct Relink: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "relink", abstract: "Watch and relink WhatsApp gateway instances.",
        discussion: """
            Without a command, relink runs the application on the configured fleet.

            Exit status: 0 done; 1 it did not happen; 64 usage; 69 a gateway could not be reached; 75 timed out; \
            77 credentials refused; 78 configuration.
            """,
        version: Wiring.version,
        subcommands: [
            DemoCommand.self, SimulateCommand.self, StatusCommand.self, QRCommand.self, PairCommand.self,
            LinkCommand.self,
            StartCommand.self, StopCommand.self, RestartCommand.self, LogoutCommand.self, WaitCommand.self,
            JournalCommand.self, ConfigCommand.self, DoctorCommand.self,
        ])

    @OptionGroup var face: FaceOptions
    @OptionGroup var options: GlobalOptions

    func run() async throws {
        let context = Wiring.context(options)
        guard face.plain || context.console.screen != nil else {
            throw CommandFailure(
                .usage,
                "the application needs a terminal; relink --plain and relink status work anywhere")
        }
        let file = try context.configurationFile(options)
        let stamp = FileStamp(file)
        let configuration = try context.loadConfiguration(options)
        var application = ApplicationOptions(options, noColour: context.console.noColour)
        application.plain = face.plain
        application.configurationFile = file
        application.configurationStamp = stamp
        application.stateFolder = try? context.location.stateFolder()
        try await Wiring.runApplication(configuration, application, in: context)
    }

    /// Parses and runs, and turns what a command throws into the exit status of the contract.
    static func main() async {
        do {
            var command = try await asyncParseAsRoot(nil)
            if var command = command as? any AsyncParsableCommand {
                try await command.run()
            } else {
                try command.run()
            }
        } catch let failure as CommandFailure {
            let console = Console.system(environment: [:])
            failure.message.split(separator: "\n").forEach { console.remark(String($0)) }
            exit(withError: ExitCode(failure.status.rawValue))
        } catch {
            exit(withError: error)
        }
    }
}
