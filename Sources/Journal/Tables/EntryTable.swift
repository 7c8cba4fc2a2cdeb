import Fleet
import FoundationEssentials
import GRDB

/// The lines of the journal.
enum EntryTable {
    private static let columns = [
        "at", "gateway", "instance", "name", "event", "fromState", "toState", "reason", "source", "reachable", "act",
        "method", "number", "outcome", "after", "user", "origin",
    ]

    /// Writes lines in their order, and what follows from them into the memories.
    static func insert(_ entries: some Sequence<JournalEntry>, _ numbers: JournalPolicy.Numbers, in db: Database) throws
    {
        let marks = columns.map { _ in "?" }.joined(separator: ", ")
        let statement = try db.cachedStatement(
            sql: "INSERT INTO entry (\(columns.joined(separator: ", "))) VALUES (\(marks))")
        for entry in entries {
            statement.setUncheckedArguments(StatementArguments(EntryColumns(entry, numbers).values))
            try statement.execute()
            try MemoryTable.learn(entry, in: db)
        }
    }

    /// What each instance was called last.
    static func names(in db: Database) throws -> [InstanceKey: CleanText] {
        var names: [InstanceKey: CleanText] = [:]
        // Beside a `max`, SQLite takes the other columns from the row that has it.
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT gateway, instance, name, max(id) FROM entry WHERE instance IS NOT NULL AND name <> ''
                GROUP BY gateway, instance
                """)
        while let row = try rows.next() {
            names[InstanceKey(gateway: row["gateway"], id: row["instance"])] = CleanText(row["name"])
        }
        return names
    }

    /// The same for some: one look into the index for each, however long the journal is.
    static func names(of keys: [InstanceKey], in db: Database) throws -> [InstanceKey: CleanText] {
        let statement = try db.cachedStatement(
            sql: """
                SELECT name FROM entry WHERE gateway = ? AND instance = ? AND name <> '' ORDER BY at DESC LIMIT 1
                """)
        var names: [InstanceKey: CleanText] = [:]
        for key in keys {
            names[key] = try String.fetchOne(statement, arguments: [key.gateway, key.id]).map { CleanText($0) }
        }
        return names
    }

    static func fetch(_ filter: JournalFilter, in db: Database) throws -> [(id: Int64, entry: JournalEntry)] {
        var conditions: [String] = []
        var arguments: [(any DatabaseValueConvertible)?] = []
        if let since = filter.since {
            conditions.append("at >= ?")
            arguments.append(since.milliseconds)
        }
        if let until = filter.until {
            conditions.append("at < ?")
            arguments.append(until.milliseconds)
        }
        if let gateway = filter.gateway {
            conditions.append("gateway = ?")
            arguments.append(gateway)
        }
        if !filter.instances.isEmpty {
            let keys = filter.instances.sorted()
            conditions.append("(\(keys.map { _ in "(gateway = ? AND instance = ?)" }.joined(separator: " OR ")))")
            for key in keys { arguments += [key.gateway, key.id] }
        }
        if !filter.kinds.isEmpty {
            let kinds = filter.kinds.map(\.rawValue).sorted()
            conditions.append("event IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))")
            arguments += kinds
        }
        let direction = filter.order == .newestFirst ? "DESC" : "ASC"
        var sql = "SELECT id, \(columns.joined(separator: ", ")) FROM entry"
        if !conditions.isEmpty { sql += " WHERE " + conditions.joined(separator: " AND ") }
        sql += " ORDER BY at \(direction), id \(direction)"
        if let limit = filter.limit { sql += " LIMIT \(max(0, limit))" }
        var found: [(id: Int64, entry: JournalEntry)] = []
        let rows = try Row.fetchCursor(db, sql: sql, arguments: StatementArguments(arguments))
        while let row = try rows.next() {
            // A word of a later version: its line is not for us.
            guard let entry = EntryColumns(row).entry else { continue }
            found.append((row["id"], entry))
        }
        return found
    }
}
