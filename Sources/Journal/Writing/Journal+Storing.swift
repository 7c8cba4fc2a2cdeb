import Fleet
import FoundationEssentials
import GRDB

extension Journal {
    /// Between two tries to reach a file that could not be written.
    static let retryPause = Duration.seconds(15)

    /// As many lines as memory keeps for a file that cannot be written; the oldest go first.
    private static let memoryBound = 50_000

    /// Makes one change where it lasts longest: in the file, together with everything that memory kept for it, else
    /// in memory.
    @discardableResult
    func store<Result>(_ change: (Database) throws -> Result) -> Result? {
        open()
        if let problem, retry == nil, problem.needsReopening || (disk == nil && problem.passes) { openFile() }
        if disk != nil, let folder, let file, StateFolder(path: folder).hasLost(file) { openFile() }
        // A file that turns out damaged is set aside, and the new one is tried once.
        for _ in 0..<2 {
            guard let disk else { break }
            do {
                let result = try disk.change { db in
                    try bringHome(to: db)
                    return try change(db)
                }
                memory = nil
                settle()
                return result
            } catch let error as DatabaseError where error.tellsOfDamage {
                guard beginAnew(after: error) else { break }
            } catch {
                trouble(WritingProblem(error))
                break
            }
        }
        return keep(change)
    }

    /// Writes into memory what the file did not take.
    private func keep<Result>(_ change: (Database) throws -> Result) -> Result? {
        if memory == nil { memory = try? JournalFile.inMemory() }
        return try? memory?.change { db in
            let result = try change(db)
            try db.execute(
                sql: "DELETE FROM entry WHERE id <= (SELECT max(id) FROM entry) - ?", arguments: [Self.memoryBound])
            return result
        }
    }

    private func bringHome(to db: Database) throws {
        guard let memory else { return }
        let kept = try memory.read { db in
            (
                entries: try EntryTable.fetch(JournalFilter(), in: db).map(\.entry),
                attempts: try AttemptTable.fetch(since: .distantPast, in: db),
                notes: try NoteTable.fetchAll(prefix: "", in: db)
            )
        }
        // Numbers were masked on the way into memory.
        try EntryTable.insert(kept.entries, .whole, in: db)
        for attempt in kept.attempts { try AttemptTable.insert(attempt, in: db) }
        for note in kept.notes {
            if note.isForgotten { try NoteTable.remove(note.name, in: db) } else { try NoteTable.put(note, in: db) }
        }
    }

    /// Opens the file, or tells why it cannot be.
    ///
    /// - Parameter damaged: is set aside for it.
    func openFile(damaged: FileIdentity? = nil) {
        guard let folder else { return }
        try? disk?.close()
        disk = nil
        do {
            let opened = try JournalFile.open(
                StateFolder(path: folder), damaged: damaged, stamp: Self.stamp(time.date))
            (disk, file) = (opened.database, opened.file)
            if let name = opened.setAside {
                begun = opened.file
                damage = "the journal was damaged and begins anew; the old one is \(folder)/\(name)"
            }
            if memory == nil { settle() }
        } catch {
            trouble(WritingProblem(error))
        }
    }

    /// Opens a new file in place of one that turned out damaged while it was used.
    ///
    /// One that this process has begun in such a place is left: where two go bad the disk is at fault, and would be
    /// filled with one file after the other.
    /// - Returns: whether it was tried; otherwise the trouble is told of.
    func beginAnew(after error: DatabaseError) -> Bool {
        guard let file, file != begun else {
            trouble(WritingProblem(error))
            return false
        }
        openFile(damaged: file)
        return true
    }

    func trouble(_ problem: WritingProblem) {
        self.problem = problem
        bell.tell(problem.sentence("\(folder ?? "")/journal.sqlite"))
        guard problem.passes, retry == nil else { return }
        let time = time
        retry = Task { [weak self] in
            do { try await time.sleep(until: time.now + Self.retryPause) } catch { return }
            await self?.tryAgain()
        }
    }

    private func settle() {
        problem = nil
        bell.tell(damage)
    }

    private func tryAgain() {
        retry = nil
        guard problem != nil else { return }
        store { _ in }
    }

    /// For the name of a file: `20261121T031208Z`.
    private static func stamp(_ date: Date) -> String {
        date.ISO8601Format().filter { $0 != "-" && $0 != ":" }
    }
}
