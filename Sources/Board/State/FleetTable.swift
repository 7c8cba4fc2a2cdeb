public import Fleet

/// All rows, in a fixed place each, with what is counted over them.
public struct FleetTable: Hashable, Sendable {
    public private(set) var rows: [InstanceRow] = []
    private var places: [InstanceKey: Int] = [:]
    /// Which rows are linked to one account.
    private var linkedTo: [AccountKey: Set<InstanceKey>] = [:]
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
        /// Linked to another number than expected; `byState` counts them too.
        public internal(set) var mismatched = 0
        public internal(set) var problems = 0

        /// Linked as expected.
        public var linked: Int { byState[.working, default: 0] - mismatched }

        mutating func count(_ row: InstanceRow, by step: Int) {
            all += step
            let number = byState[row.state, default: 0] + step
            byState[row.state] = number == 0 ? nil : number
            if row.isStale { stale += step }
            if row.clashRounds >= 2 { clash += step }
            if row.isMismatched { mismatched += step }
            if row.isProblem { problems += step }
        }
    }

    public subscript(_ key: InstanceKey) -> InstanceRow? { places[key].map { rows[$0] } }

    /// Another row that is linked to this number.
    public func row(linkedTo number: PhoneNumber, besides key: InstanceKey) -> InstanceRow? {
        linked(to: number).filter { $0 != key }.min().flatMap { self[$0] }
    }

    /// Who is linked to this number.
    func linked(to number: PhoneNumber) -> Set<InstanceKey> { linkedTo[AccountKey(number)] ?? [] }

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

    /// Takes rows out for good; the places of those behind them change.
    public mutating func remove(_ keys: Set<InstanceKey>) {
        self = FleetTable(rows.filter { !keys.contains($0.key) })
    }

    /// What a change of a row comes to.
    public enum Change: Hashable, Sendable {
        /// What was known was told again, or nothing changed.
        case age
        /// It says something new.
        case news
        /// It says something new, and its place in the list may have changed.
        case place
        /// The places of other rows may have changed too: they share or shared a number with it.
        case places
    }

    /// Changes one row and keeps the totals.
    public mutating func update(_ key: InstanceKey, _ change: (inout InstanceRow) -> Void) -> Change {
        guard let place = places[key] else { return .age }
        let before = rows[place]
        change(&rows[place])
        let after = rows[place]
        guard before.says(otherThan: after) else { return .age }
        totals.count(before, by: -1)
        totals.count(after, by: 1)
        let (old, new) = (before.linkedKey, after.linkedKey)
        if old != new, relink(key, from: old, to: new) { return .places }
        let stays =
            before.severity == after.severity && before.since == after.since
            && before.word == after.word && before.name == after.name
        return stays ? .news : .place
    }

    /// Keeps the duplicate riders of everybody who shared or shares a number with `key`; `true` when one changed.
    private mutating func relink(_ key: InstanceKey, from old: AccountKey?, to new: AccountKey?) -> Bool {
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
    /// Whether the two differ in more than when things were told, or will be asked next.
    fileprivate func says(otherThan other: InstanceRow) -> Bool {
        status?.value != other.status?.value || since != other.since || failure?.value != other.failure?.value
            || account?.value != other.account?.value || codeSays?.value != other.codeSays?.value
            || clashRounds != other.clashRounds || isStale != other.isStale || settlingUntil != other.settlingUntil
    }

    fileprivate var linkedKey: AccountKey? { state == .working ? account?.value.phone.map { AccountKey($0) } : nil }
}

/// A number in the form that is equal for one account. It is somebody's, so it never describes itself.
private struct AccountKey: Hashable, Sendable, Redacted {
    private let canonical: String

    init(_ phone: PhoneNumber) { canonical = phone.canonicalKey }
}
