import GRDB

/// The tables, one step for every version there ever was. A step that was released never changes: files carry it.
enum Schema {
    static var migrator: DatabaseMigrator {
        var migrator = DatabaseMigrator()
        migrator.registerMigration("1: entries, memories, attempts") { try $0.execute(sql: first) }
        migrator.registerMigration("2: notes") { try $0.execute(sql: second) }
        return migrator
    }

    /// Times are milliseconds since 1970 UTC, durations milliseconds.
    private static let first = """
        CREATE TABLE entry (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            at INTEGER NOT NULL,
            gateway TEXT NOT NULL,
            instance TEXT,
            name TEXT NOT NULL,
            event TEXT NOT NULL,
            fromState TEXT, toState TEXT, reason TEXT, source TEXT,
            reachable INTEGER,
            act TEXT,
            method TEXT, number TEXT,
            outcome TEXT, after INTEGER,
            user TEXT, origin TEXT
        );
        CREATE INDEX entryByTime ON entry (at);
        CREATE INDEX entryByInstance ON entry (gateway, instance, at);
        CREATE TABLE memory (
            gateway TEXT NOT NULL,
            instance TEXT NOT NULL,
            state TEXT NOT NULL,
            since INTEGER NOT NULL,
            lastGood INTEGER,
            downSince INTEGER,
            PRIMARY KEY (gateway, instance)
        ) WITHOUT ROWID;
        CREATE TABLE attempt (
            id INTEGER PRIMARY KEY,
            at INTEGER NOT NULL,
            gateway TEXT NOT NULL,
            instance TEXT NOT NULL,
            number INTEGER NOT NULL
        );
        CREATE INDEX attemptByTime ON attempt (at);
        """

    private static let second = """
        CREATE TABLE note (
            name TEXT PRIMARY KEY,
            value BLOB NOT NULL,
            updatedAt INTEGER NOT NULL,
            owner TEXT NOT NULL
        ) WITHOUT ROWID;
        """
}
