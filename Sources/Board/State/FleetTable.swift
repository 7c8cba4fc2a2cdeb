public import Fleet

/// All rows, in a fixed place each, with what is counted over them.
public struct FleetTable: Hashable, Sendable {
    public private(set) var rows: [InstanceRow] = []
    private var places: [InstanceKey: Int] = [:]
    /// Which rows are linked to one number, by the number's canonical key.
    private var linkedTo: [String: Set<InstanceKey>] = [:]
    public private(set) var totals = Totals()

    public init(_ rows: [InstanceRow] = []) {
        for row in rows { add(row) }
    }

    public struct Totals: Hashable, Sendable {
        public internal(set) var all = 0
        public internal(set) var byState: [LinkState?: Int] = [:]
        public internal(set) var byGateway: [String: Int] = [:]
        public internal(set) var stale = 0
        public internal(set) var clash = 0
        public internal(set) var problems = 0

        mutating func count(_ row: InstanceRow, by step: Int) {
            all += step
            let number = byState[row.state, default: 0] + step
            byState[row.state] = number == 0 ? nil : number
            if row.isStale { stale += step }
            if row.clashRounds >= 2 { clash += step }
            if row.isProblem { problems += step }
        }
    }

    public subscript(_ key: InstanceKey) -> InstanceRow? { places[key].map { rows[$0] } }

    public mutating func add(_ row: InstanceRow) {
        guard places[row.key] == nil else { return }
        var row = row
        // Whether others share its number is decided here, and not by where the row comes from.
        row.isDuplicate = false
        places[row.key] = rows.count
        rows.append(row)
        totals.count(row, by: 1)
        totals.byGateway[row.key.gateway, default: 0] += 1
        if let number = row.linkedKey { _ = relink(row.key, from: nil, to: number) }
    }

    /// Changes one row and keeps the totals; `true` when the order of the list may have changed.
    public mutating func update(_ key: InstanceKey, _ change: (inout InstanceRow) -> Void) -> Bool {
        guard let place = places[key] else { return false }
        let before = rows[place]
        change(&rows[place])
        let after = rows[place]
        totals.count(before, by: -1)
        totals.count(after, by: 1)
        var othersChanged = false
        let (old, new) = (before.linkedKey, after.linkedKey)
        if old != new { othersChanged = relink(key, from: old, to: new) }
        return othersChanged || before.severity != after.severity || before.since != after.since
            || before.word != after.word || before.name != after.name
    }

    /// Keeps the duplicate riders of everybody who shared or shares a number with `key`; `true` when one changed.
    private mutating func relink(_ key: InstanceKey, from old: String?, to new: String?) -> Bool {
        if let old {
            linkedTo[old]?.remove(key)
            if linkedTo[old]?.isEmpty == true { linkedTo[old] = nil }
        }
        if let new { linkedTo[new, default: []].insert(key) }
        var changed = new == nil && mark(key, duplicate: false)
        for number in [old, new].compactMap({ $0 }) {
            let sharing = linkedTo[number] ?? []
            for other in sharing where mark(other, duplicate: sharing.count > 1) { changed = true }
        }
        return changed
    }

    private mutating func mark(_ key: InstanceKey, duplicate: Bool) -> Bool {
        guard let place = places[key], rows[place].isDuplicate != duplicate else { return false }
        totals.count(rows[place], by: -1)
        rows[place].isDuplicate = duplicate
        totals.count(rows[place], by: 1)
        return true
    }
}

extension InstanceRow {
    /// The number this row is linked to, in the form that is equal for one account.
    fileprivate var linkedKey: String? { state == .working ? account?.value.phone?.canonicalKey : nil }
}
