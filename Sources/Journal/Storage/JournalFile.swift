import GRDB

/// Opens the database, on disk or in memory, with its tables in place.
enum JournalFile {
    /// Another process that writes or opens the file is waited for that long, in seconds. Both take milliseconds.
    private static let patience = 5.0

    /// A journal that was opened.
    struct Opened {
        let database: DatabaseQueue
        let file: FileIdentity?
        /// The name that a damaged one has now, in whose place this one came.
        let setAside: String?
    }

    /// - Parameters:
    ///   - damaged: a file that turned out to be damaged after it was opened: it is set aside, unless another process
    ///     has done so and this is a new one.
    ///   - stamp: for the name of what is set aside.
    /// - Throws: `OpeningProblem`.
    static func open(_ folder: StateFolder, damaged: FileIdentity? = nil, stamp: String) throws -> Opened {
        try prepare(folder)
        return try folder.locked(patience: patience) {
            if let damaged, folder.file == damaged { return try beginAnew(folder, stamp) }
            do {
                return Opened(database: try connect(folder.journal), file: folder.file, setAside: nil)
            } catch let error as DatabaseError where error.tellsOfDamage {
                return try beginAnew(folder, stamp)
            }
        }
    }

    private static func beginAnew(_ folder: StateFolder, _ stamp: String) throws -> Opened {
        let name: String
        do throws(FolderProblem) {
            name = try folder.setAside(stamp: stamp)
        } catch {
            throw OpeningProblem.folder(error.words)
        }
        try prepare(folder)
        return Opened(database: try connect(folder.journal), file: folder.file, setAside: name)
    }

    private static func prepare(_ folder: StateFolder) throws(OpeningProblem) {
        do throws(FolderProblem) {
            try folder.prepare()
        } catch {
            throw .folder(error.words)
        }
    }

    private static func connect(_ path: String) throws -> DatabaseQueue {
        let database = try DatabaseQueue(path: path, configuration: configuration(isFile: true))
        if try database.read({ try Schema.migrator.hasBeenSuperseded($0) }) { throw OpeningProblem.newer }
        try Schema.migrator.migrate(database)
        return database
    }

    /// A database that goes with the process.
    static func inMemory() throws -> DatabaseQueue {
        let database = try DatabaseQueue(configuration: configuration(isFile: false))
        try Schema.migrator.migrate(database)
        return database
    }

    private static func configuration(isFile: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.label = "journal"
        configuration.busyMode = .timeout(patience)
        guard isFile else { return configuration }
        configuration.journalMode = .wal
        configuration.prepareDatabase { db in
            // Takes effect in a file without tables; one that has them keeps what it began with.
            try db.execute(sql: "PRAGMA auto_vacuum = INCREMENTAL")
        }
        return configuration
    }
}

/// Why the journal's file cannot be used.
enum OpeningProblem: Error, Sendable {
    case folder(String)
    /// Another process has been opening it for too long.
    case held
    /// A later version of relink wrote it, with tables that this one does not know.
    case newer
}

extension DatabaseError {
    var tellsOfDamage: Bool { resultCode == .SQLITE_CORRUPT || resultCode == .SQLITE_NOTADB }
}

extension DatabaseQueue {
    /// One change, whole or not at all. The right to write is taken at once: what is read inside stays true until
    /// the end, whatever other processes do.
    func change<Result>(_ work: (Database) throws -> Result) throws -> Result {
        try writeWithoutTransaction { db in
            var result: Result?
            try db.inTransaction(.immediate) {
                result = try work(db)
                return .commit
            }
            guard let result else { throw DatabaseError(resultCode: .SQLITE_ABORT) }
            return result
        }
    }
}
