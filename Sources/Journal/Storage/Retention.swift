import Fleet
import FoundationEssentials
import GRDB

/// Keeps the file within its age and size.
struct Retention {
    private let policy: JournalPolicy
    private let now: Date

    /// Lines that go in one transaction: others that want to write wait for no more than these.
    private static let portion = 2000

    /// The ledger's rules look back a day at most.
    private static let attemptDays = 7.0

    init(_ policy: JournalPolicy, now: Date) {
        self.policy = policy
        self.now = now
    }

    func enforce(on database: DatabaseQueue) throws {
        let oldest = now.addingTimeInterval(-86_400 * Double(policy.keepDays)).milliseconds
        var gone = 0
        while true {
            let count = try forget("WHERE at < \(oldest)", in: database)
            gone += count
            if count < Self.portion { break }
        }
        try database.change { db in
            try db.execute(
                sql: "DELETE FROM attempt WHERE at < ?",
                arguments: [now.addingTimeInterval(-86_400 * Self.attemptDays).milliseconds])
        }
        while try database.read(Self.bytesInUse) > policy.keepMegabytes << 20 {
            let count = try forget("", in: database)
            gone += count
            if count == 0 { break }
        }
        guard gone > 0 else { return }
        try database.writeWithoutTransaction { db in
            // Each step of this pragma frees one page: the statement has to be run to its end.
            _ = try Row.fetchAll(db, sql: "PRAGMA incremental_vacuum")
            _ = try Row.fetchAll(db, sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
    }

    private func forget(_ condition: String, in database: DatabaseQueue) throws -> Int {
        try database.change { db in
            try db.execute(
                sql: "DELETE FROM entry WHERE id IN (SELECT id FROM entry \(condition) ORDER BY at, id LIMIT ?)",
                arguments: [Self.portion])
            return db.changesCount
        }
    }

    private static func bytesInUse(_ db: Database) throws -> Int {
        let pages = try Int.fetchOne(db, sql: "PRAGMA page_count") ?? 0
        let free = try Int.fetchOne(db, sql: "PRAGMA freelist_count") ?? 0
        let size = try Int.fetchOne(db, sql: "PRAGMA page_size") ?? 4096
        return (pages - free) * size
    }
}
