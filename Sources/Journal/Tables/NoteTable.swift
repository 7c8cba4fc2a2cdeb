import FoundationEssentials
import GRDB

/// The notebook: what the program itself has to remember, by name.
enum NoteTable {
    static func put(_ note: Note, in db: Database) throws {
        try db.execute(
            sql: "INSERT OR REPLACE INTO note (name, value, updatedAt, owner) VALUES (?, ?, ?, ?)",
            arguments: [note.name, note.value, note.updatedAt.milliseconds, note.owner.text])
    }

    static func fetch(_ name: String, in db: Database) throws -> Note? {
        try Row.fetchOne(db, sql: "SELECT * FROM note WHERE name = ?", arguments: [name]).map(Note.init)
    }

    /// Those whose names begin so, in the order of their names.
    static func fetchAll(prefix: String, in db: Database) throws -> [Note] {
        try Row.fetchAll(
            db, sql: "SELECT * FROM note WHERE substr(name, 1, ?) = ? ORDER BY name",
            arguments: [prefix.unicodeScalars.count, prefix]
        ).map(Note.init)
    }

    static func remove(_ name: String, in db: Database) throws {
        try db.execute(sql: "DELETE FROM note WHERE name = ?", arguments: [name])
    }
}

extension Note {
    fileprivate init(_ row: Row) {
        self.init(
            name: row["name"], value: row["value"], updatedAt: Date(milliseconds: row["updatedAt"]),
            owner: ProcessOwner(text: row["owner"]))
    }
}
