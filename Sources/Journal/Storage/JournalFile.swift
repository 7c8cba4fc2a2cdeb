import GRDB

/// Opens the database, on disk or in memory, with its tables in place.
enum JournalFile {
    /// Another process that writes is waited for that long, in seconds. A batch takes milliseconds.
    private static let patience = 5.0

    /// - Throws: `OpeningProblem`.
    static func open(_ folder: StateFolder, damaged stamp: String) throws -> (
        database: DatabaseQueue, setAside: String?
    ) {
        do throws(FolderProblem) {
            try folder.prepare()
        } catch {
            throw OpeningProblem.folder(error.words)
        }
        return try folder.locked {
            do {
                return (try connect(folder.journal), nil)
            } catch let error as DatabaseError where error.tellsOfDamage {
                let name: String
                do throws(FolderProblem) {
                    name = try folder.setAside(stamp: stamp)
                    try folder.prepare()
                } catch {
                    throw OpeningProblem.folder(error.words)
                }
                return (try connect(folder.journal), name)
            }
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
