import ArgumentParser
import Fleet

struct StartCommand: ActCommand {
    static let act = Act.start
    static let configuration = CommandConfiguration(commandName: "start", abstract: "Start instances.")
    @OptionGroup var arguments: ActArguments
    @OptionGroup var options: GlobalOptions
}

struct StopCommand: ActCommand {
    static let act = Act.stop
    static let configuration = CommandConfiguration(
        commandName: "stop", abstract: "Stop instances; they stay linked.")
    @OptionGroup var arguments: ActArguments
    @OptionGroup var options: GlobalOptions
}

struct RestartCommand: ActCommand {
    static let act = Act.restart
    static let configuration = CommandConfiguration(commandName: "restart", abstract: "Restart instances.")
    @OptionGroup var arguments: ActArguments
    @OptionGroup var options: GlobalOptions
}

struct LogoutCommand: ActCommand {
    static let act = Act.logout
    static let configuration = CommandConfiguration(
        commandName: "logout", abstract: "Unlink instances from their phones; they have to be linked again.")
    @OptionGroup var arguments: ActArguments
    @OptionGroup var options: GlobalOptions
}

struct ActArguments: ParsableArguments {
    @Argument(help: "gateway/id, or an id or label that is unique.")
    var instances: [String]

    @Flag(name: .long, help: "Do not ask.")
    var yes = false

    @Flag(name: .long, help: "Print what would be done and do nothing.")
    var dryRun = false

    @Flag(name: .long, help: "Print a JSON array, one object for each instance.")
    var json = false
}
