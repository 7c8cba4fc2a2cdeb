public import Fleet
public import FoundationEssentials
import GRDB

extension Journal {
    /// The lines that were asked for, those that wait to be written included.
    public func entries(_ filter: JournalFilter) -> [JournalEntry] {
        flush()
        let written = read { try EntryTable.fetch(filter, in: $0) } ?? []
        guard memory != nil else { return written.map(\.entry) }
        let kept = (try? memory?.read { try EntryTable.fetch(filter, in: $0) }) ?? []
        // Stable: of lines with one time, those in the file came first.
        let all: [JournalEntry] =
            switch filter.order {
            case .oldestFirst: Self.merged(written, kept) { $0.at <= $1.at }
            case .newestFirst: Self.merged(kept, written) { $0.at >= $1.at }
            }
        return filter.limit.map { Array(all.prefix(max(0, $0))) } ?? all
    }

    /// What is known of each instance that was ever written down.
    public func memories(at now: Date) -> [InstanceKey: InstanceMemory] {
        flush()
        let written = read { try MemoryTable.fetch(at: now, in: $0) } ?? [:]
        let kept = (try? memory?.read { try MemoryTable.fetch(at: now, in: $0) }) ?? [:]
        return written.merging(kept) { $0.followed(by: $1) }
    }

    /// What each instance was called last.
    public func names() -> [InstanceKey: CleanText] {
        flush()
        let written = read { try EntryTable.names(in: $0) } ?? [:]
        return written.merging((try? memory?.read { try EntryTable.names(in: $0) }) ?? [:]) { $1 }
    }

    /// What some were called last; nothing for those of whom no line is left.
    public func names(of keys: [InstanceKey]) -> [InstanceKey: CleanText] {
        flush()
        let written = read { try EntryTable.names(of: keys, in: $0) } ?? [:]
        return written.merging((try? memory?.read { try EntryTable.names(of: keys, in: $0) }) ?? [:]) { $1 }
    }

    /// Pairing codes that were asked for, by whatever process, oldest first.
    public func attempts(since: Date) -> [PairingAttempt] {
        open()
        let written = read { try AttemptTable.fetch(since: since, in: $0) } ?? []
        return written + ((try? memory?.read { try AttemptTable.fetch(since: since, in: $0) }) ?? [])
    }

    /// Reads the file; `nil` when it cannot be.
    func read<Result>(_ work: (Database) throws -> Result) -> Result? {
        open()
        guard let disk else { return nil }
        do {
            return try disk.read(work)
        } catch let error as DatabaseError where error.tellsOfDamage {
            guard beginAnew(after: error) else { return nil }
            return try? self.disk?.read(work)
        } catch {
            trouble(WritingProblem(error))
            return nil
        }
    }

    private static func merged(
        _ first: [(id: Int64, entry: JournalEntry)], _ second: [(id: Int64, entry: JournalEntry)],
        by goesFirst: (JournalEntry, JournalEntry) -> Bool
    ) -> [JournalEntry] {
        var out: [JournalEntry] = []
        out.reserveCapacity(first.count + second.count)
        var rest = second[...]
        for item in first {
            while let next = rest.first, !goesFirst(item.entry, next.entry) {
                out.append(next.entry)
                rest.removeFirst()
            }
            out.append(item.entry)
        }
        return out + rest.map(\.entry)
    }
}
