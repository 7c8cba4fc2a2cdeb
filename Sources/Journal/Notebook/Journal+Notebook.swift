public import Fleet
public import FoundationEssentials
import GRDB

extension Journal {
    /// Writes a pairing attempt into the ledger, if the rules allow it when they see all that others wrote.
    ///
    /// Looking and writing are one transaction: of two processes that ask for the last free place, one gets it.
    /// - Parameters:
    ///   - since: how far back the rules look.
    ///   - isAllowed: decides by the attempts since then, oldest first.
    /// - Returns: whether it was allowed, and is written down.
    public func claim(
        _ attempt: PairingAttempt, since: Date = .distantPast, if isAllowed: @Sendable ([PairingAttempt]) -> Bool
    ) -> Bool {
        let known = read { try AttemptTable.fetch(since: since, in: $0) } ?? []
        return store { db in
            var attempts = try AttemptTable.fetch(since: since, in: db)
            // In memory alone there is only what the file could still be asked for.
            if db.isInMemory { attempts = known + attempts }
            guard isAllowed(attempts) else { return false }
            try AttemptTable.insert(attempt, in: db)
            return true
        } ?? false
    }

    /// Takes an attempt back of which nothing came.
    public func withdraw(_ attempt: PairingAttempt) {
        store { try AttemptTable.remove(attempt, in: $0) }
    }

    /// Keeps a value under a name, in place of the one before; this process owns it then. An empty value is none.
    public func remember(_ name: String, _ value: Data) {
        let note = Note(name: name, value: value, updatedAt: time.date, owner: .current)
        store { try NoteTable.put(note, in: $0) }
    }

    public func recall(_ name: String) -> Note? {
        if let kept = try? memory?.read({ try NoteTable.fetch(name, in: $0) }) { return kept.isForgotten ? nil : kept }
        return read { try NoteTable.fetch(name, in: $0) } ?? nil
    }

    /// All whose names begin so: the rounds, for instance.
    public func recallAll(prefix: String) -> [Note] {
        let written = read { try NoteTable.fetchAll(prefix: prefix, in: $0) } ?? []
        let kept = (try? memory?.read { try NoteTable.fetchAll(prefix: prefix, in: $0) }) ?? []
        let newer = Set(kept.map(\.name))
        return (written.filter { !newer.contains($0.name) } + kept.filter { !$0.isForgotten })
            .sorted { $0.name < $1.name }
    }

    public func forget(_ name: String) {
        let forgotten = Note(name: name, value: Data(), updatedAt: time.date, owner: .current)
        store { db in
            // The file is told when it can be written again.
            if db.isInMemory { try NoteTable.put(forgotten, in: db) } else { try NoteTable.remove(name, in: db) }
        }
    }

    /// Remembers nothing of these any more: what is gone and was dismissed. Their lines stay.
    public func dismiss(_ keys: Set<InstanceKey>) {
        // What was recorded about them before is not to bring them back.
        flush()
        store { try MemoryTable.forget(keys, in: $0) }
    }

    /// Takes over what a process left that is gone. Of several that try, one gets it.
    ///
    /// - Returns: the note, now this process's own; `nil` when there is none, or its owner still works on it.
    public func claim(
        _ name: String, by owner: ProcessOwner = .current,
        ifOwnerGone isGone: @Sendable (ProcessOwner) -> Bool = { $0.isGone }
    ) -> Note? {
        let now = time.date
        return store { db -> Note? in
            guard var note = try NoteTable.fetch(name, in: db), note.owner == owner || isGone(note.owner) else {
                return nil
            }
            note.owner = owner
            note.updatedAt = now
            try NoteTable.put(note, in: db)
            return note
        } ?? nil
    }
}

extension Database {
    fileprivate var isInMemory: Bool {
        (try? String.fetchOne(self, sql: "SELECT file FROM pragma_database_list WHERE name = 'main'"))?.isEmpty != false
    }
}
