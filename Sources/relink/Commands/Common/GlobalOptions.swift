import ArgumentParser

/// Options that every command takes.
struct GlobalOptions: ParsableArguments {
    @Option(
        name: .customLong("config"),
        help: ArgumentHelp(
            "The configuration (default: $RELINK_CONFIG, else ~/.config/relink/config.yaml).", valueName: "file"),
        completion: .file(extensions: ["yaml", "yml"]))
    var configurationFile: String?

    @Flag(name: .long, help: "Only look: refuse everything that changes an instance.")
    var readOnly = false

    @Flag(name: .customLong("no-color"), help: "No colours; NO_COLOR in the environment does the same.")
    var noColour = false

    @Flag(name: .long, help: "Draw with ASCII characters only.")
    var ascii = false

    @Option(name: .long, help: "What goes into the log file of the application.")
    var logLevel: LogLevel = .notice
}

/// How the application shows itself.
struct FaceOptions: ParsableArguments {
    @Flag(name: .long, help: "Lines and numbered choices, for screen readers and dumb terminals.")
    var plain = false
}

enum LogLevel: String, CaseIterable, ExpressibleByArgument, Hashable, Sendable {
    case trace, debug, info, notice, warning, error, critical
}
