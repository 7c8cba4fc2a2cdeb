import Board
import Fleet
import Journal

/// How the application is run.
struct ApplicationSetup: Sendable {
    var settings: Settings
    /// Of this process; secrets of gateways may be in it.
    var environment: [String: String]
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
    /// The one instance that this run is about: no other is watched or written about, and nobody is alerted.
    var only: InstanceKey?
}
