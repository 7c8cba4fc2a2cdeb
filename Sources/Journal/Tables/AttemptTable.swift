import Fleet
import FoundationEssentials
import GRDB

/// The ledger of pairing codes that were asked for.
enum AttemptTable {
    static func insert(_ attempt: PairingAttempt, in db: Database) throws {
        try db.execute(
            sql: "INSERT INTO attempt (at, gateway, instance, number) VALUES (?, ?, ?, ?)",
            arguments: [
                attempt.at.milliseconds, attempt.gateway, attempt.instance,
                Int64(bitPattern: attempt.number.value),
            ])
    }

    static func remove(_ attempt: PairingAttempt, in db: Database) throws {
        try db.execute(
            sql: "DELETE FROM attempt WHERE at = ? AND gateway = ? AND instance = ? AND number = ?",
            arguments: [
                attempt.at.milliseconds, attempt.gateway, attempt.instance, Int64(bitPattern: attempt.number.value),
            ])
    }

    /// Oldest first.
    static func fetch(since: Date, in db: Database) throws -> [PairingAttempt] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM attempt WHERE at >= ? ORDER BY at, id", arguments: [since.milliseconds]
        ).map { row in
            PairingAttempt(
                at: Date(milliseconds: row["at"]), key: InstanceKey(gateway: row["gateway"], id: row["instance"]),
                number: NumberFingerprint(value: UInt64(bitPattern: row["number"] as Int64)))
        }
    }
}
