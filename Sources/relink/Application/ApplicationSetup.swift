import Board
import Journal
import Terminal

/// How the application is run.
struct ApplicationSetup: Sendable {
    var settings: Settings
    var terminal: TerminalOptions
    /// Read again when it changes.
    var configurationFile: String?
    /// Of that file, when it was read.
    var configurationStamp: FileStamp?
    /// Decides the spread of backoffs.
    var seed: UInt64
    var log: LogFile
    var journal: Journal
    /// Where files go that somebody asked for.
    var stateFolder: String?
}
