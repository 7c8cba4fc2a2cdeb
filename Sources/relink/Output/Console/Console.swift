/// Where a command's words go, and what is known of who reads them.
///
/// Standard output carries what was asked for and nothing else; remarks, questions and progress go to standard error.
struct Console: Sendable {
    /// What standard output is, when it is a terminal.
    struct Screen: Hashable, Sendable {
        var columns: Int
        var rows: Int
        /// `TERM`, which decides about colours.
        var type: String
        var isUTF8: Bool
        /// Height of a cell by its width, where the terminal tells its pixels.
        var cellAspect: Double?
    }

    /// `nil` for files and pipes, which never get an escape sequence.
    var screen: Screen?
    /// Whether a person reads standard error, so that progress is worth telling.
    var errorIsTerminal: Bool
    /// `NO_COLOR` is in force.
    var noColour: Bool
    var write: @Sendable (String) -> Void
    var writeError: @Sendable (String) -> Void
    /// Asks a question and returns the line typed; `nil` when there is nobody to ask.
    var ask: (@Sendable (String) -> String?)?

    func line(_ text: String) { write(text + "\n") }

    /// For whoever runs the command, be it a person or a log.
    func remark(_ text: String) { writeError("relink: \(text)\n") }

    /// Only for a person who waits.
    func progress(_ text: String) {
        if errorIsTerminal { writeError(text + "\n") }
    }
}
