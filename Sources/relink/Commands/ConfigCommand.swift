import ArgumentParser
import Configuration

struct ConfigCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config", abstract: "Look at the configuration, without its secrets.",
        subcommands: [ConfigCheckCommand.self, ConfigShowCommand.self, ConfigPathCommand.self])
}

struct ConfigCheckCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Tell every mistake of the configuration, or what it holds.",
        discussion: "Nothing is sent and no command is run. Warnings do not change the exit status.")

    @OptionGroup var options: GlobalOptions

    func run() async throws { try run(in: Wiring.context(options)) }

    func run(in context: CommandContext) throws {
        let configuration = try context.loadConfiguration(options)
        let resolver = SecretResolver(environment: context.environment, files: context.files)
        let check = ConfigurationCheck(resolver: resolver, files: context.files)
        check.lines(configuration, path: try context.configurationFile(options)).forEach(context.console.line)
    }
}

struct ConfigShowCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "show", abstract: "Print the configuration in force, every default written out.")

    @OptionGroup var options: GlobalOptions

    func run() async throws { try run(in: Wiring.context(options)) }

    func run(in context: CommandContext) throws {
        context.console.write(ConfigurationText.show(try context.loadConfiguration(options)))
    }
}

struct ConfigPathCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "path", abstract: "Print where the configuration is read from.")

    @OptionGroup var options: GlobalOptions

    func run() async throws { try run(in: Wiring.context(options)) }

    func run(in context: CommandContext) throws {
        context.console.line(try context.configurationFile(options))
    }
}
