/// What the command line says to the application.
struct ApplicationOptions: Hashable, Sendable {
    var readOnly = false
    var noColour = false
    var ascii = false
    var logLevel = LogLevel.notice
    /// Lines and numbered choices instead of screens.
    var plain = false
    /// Every screen says DEMO, and nothing is written outside a temporary folder.
    var isDemo = false
    /// The file that `:reload` reads again; `nil` in a demo.
    var configurationFile: String?
    /// Taken before it was read.
    var configurationStamp: FileStamp?
    /// For the log and remembered views; `nil` in a demo.
    var stateFolder: String?

    init(_ options: GlobalOptions, noColour: Bool) {
        readOnly = options.readOnly
        self.noColour = noColour
        ascii = options.ascii
        logLevel = options.logLevel
    }
}
