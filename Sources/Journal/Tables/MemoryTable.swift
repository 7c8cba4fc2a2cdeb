import Fleet
import FoundationEssentials
import GRDB

/// What is remembered of each instance beyond the life of its lines: one row, kept with every change.
enum MemoryTable {
    /// How far back a drop counts.
    static let dropWindow = Duration.seconds(3600)

    /// A change that another process wrote down too begins once: the earlier time stays. What comes late says nothing.
    static func learn(_ entry: JournalEntry, in db: Database) throws {
        guard let id = entry.instance, case .state(let from, let to, _, _) = entry.event else { return }
        // It was known and nothing is remembered of it: somebody else dismissed it, and that stands.
        if from != nil, to == .missing, try !isKnown(entry.gateway, id, in: db) { return }
        let touchesGood = from == .working || to == .working
        try db.cachedStatement(
            sql: """
                INSERT INTO memory (gateway, instance, state, since, lastGood, downSince)
                VALUES (:gateway, :instance, :state, :at, :good, :down)
                ON CONFLICT (gateway, instance) DO UPDATE SET
                    since = iif(state = excluded.state, since, excluded.since),
                    lastGood = iif(state = excluded.state, lastGood, coalesce(excluded.lastGood, lastGood)),
                    state = excluded.state,
                    downSince = iif(excluded.state = 'working', NULL, coalesce(downSince, excluded.downSince))
                WHERE excluded.since >= since
                """
        ).execute(arguments: [
            "gateway": entry.gateway, "instance": id, "state": to.rawValue, "at": entry.at.milliseconds,
            "good": touchesGood ? entry.at.milliseconds : nil,
            "down": from == .working && to != .working ? entry.at.milliseconds : nil,
        ])
    }

    static func forget(_ keys: Set<InstanceKey>, in db: Database) throws {
        let statement = try db.cachedStatement(sql: "DELETE FROM memory WHERE gateway = ? AND instance = ?")
        for key in keys { try statement.execute(arguments: [key.gateway, key.id]) }
    }

    private static func isKnown(_ gateway: String, _ id: String, in db: Database) throws -> Bool {
        let statement = try db.cachedStatement(sql: "SELECT 1 FROM memory WHERE gateway = ? AND instance = ?")
        return try Int.fetchOne(statement, arguments: [gateway, id]) != nil
    }

    static func fetch(at now: Date, in db: Database) throws -> [InstanceKey: InstanceMemory] {
        var memories: [InstanceKey: InstanceMemory] = [:]
        let rows = try Row.fetchCursor(db, sql: "SELECT * FROM memory")
        while let row = try rows.next() {
            memories[InstanceKey(gateway: row["gateway"], id: row["instance"])] = InstanceMemory(
                state: LinkState(stored: row["state"]), since: Date(milliseconds: row["since"]),
                lastGood: (row["lastGood"] as Int64?).map(Date.init(milliseconds:)),
                downSince: (row["downSince"] as Int64?).map(Date.init(milliseconds:)))
        }
        for (key, drops) in try drops(before: now, in: db) { memories[key]?.drops = drops }
        return memories
    }

    /// When each left `working` within the last hour. Two processes that saw the same drop tell of one.
    private static func drops(before now: Date, in db: Database) throws -> [InstanceKey: [Date]] {
        let since = now.milliseconds - Int64(dropWindow.inSeconds * 1000)
        let rows = try Row.fetchCursor(
            db,
            sql: """
                SELECT gateway, instance, at, fromState, toState FROM entry
                WHERE at > ? AND at <= ? AND event = 'state' AND (fromState = 'working' OR toState = 'working')
                ORDER BY at, id
                """, arguments: [since, now.milliseconds])
        var drops: [InstanceKey: [Date]] = [:]
        var down: Set<InstanceKey> = []
        while let row = try rows.next() {
            let key = InstanceKey(gateway: row["gateway"], id: row["instance"])
            if row["toState"] == LinkState.working.rawValue {
                down.remove(key)
            } else if down.insert(key).inserted {
                drops[key, default: []].append(Date(milliseconds: row["at"]))
            }
        }
        return drops
    }
}

extension InstanceMemory {
    /// What is known from the file, then from what could only be kept in memory after it.
    func followed(by later: InstanceMemory) -> InstanceMemory {
        var memory = later
        // Where the later one knows of a link, it knows whether that still stands.
        if later.lastGood == nil { memory.downSince = downSince }
        memory.lastGood = later.lastGood ?? lastGood
        memory.drops = drops + later.drops
        return memory
    }
}
