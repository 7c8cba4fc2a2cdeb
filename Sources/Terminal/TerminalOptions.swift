public import Grid
internal import FoundationEssentials

/// How the terminal is used.
public struct TerminalOptions: Sendable {
    public var theme: Theme
    /// Off under `NO_COLOR` or `--no-color`: roles look as they do without colours, except for the code roles, which
    /// have to stay dark on light to be scanned.
    public var colour: Bool
    /// Draws ASCII only, whatever the locale.
    public var ascii: Bool
    /// What is looked up for hints on the terminal.
    public var environment: [String: String]
    /// How long the start may wait for the terminal's answers. Terminals at hand need some milliseconds; a later
    /// answer is not lost, it arrives as `TerminalInput.capabilities`.
    public var answerLimit: Duration
    /// Called before the process stops (Ctrl-Z): the place to blank secrets in memory. It has to come to an end.
    public var beforeSuspend: @Sendable () async -> Void

    /// - Parameter environment: the process's own when left out.
    public init(
        theme: Theme, ascii: Bool = false, environment: [String: String]? = nil,
        answerLimit: Duration = .milliseconds(300), beforeSuspend: @escaping @Sendable () async -> Void = {}
    ) {
        let environment = environment ?? ProcessInfo.processInfo.environment
        self.theme = theme
        self.colour = environment["NO_COLOR", default: ""].isEmpty
        self.ascii = ascii
        self.environment = environment
        self.answerLimit = answerLimit
        self.beforeSuspend = beforeSuspend
    }
}
