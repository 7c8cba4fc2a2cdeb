import Fleet
import Grid

/// Rows that come and go with what gateways list, beside those of the configuration.
extension State {
    /// Instances that a gateway found without telling their states: those are asked for one by one.
    ///
    /// A configured row is left to its own answers: it may belong to another account than the one that was listed.
    mutating func discover(_ listed: [ListedInstance], of gateway: String) -> [Effect] {
        guard let kind = gateways.first(where: { $0.name == gateway })?.kind else { return [] }
        let known = fleet.rows.count
        for instance in listed { meet(InstanceKey(gateway: gateway, id: instance.id), called: instance.label, kind) }
        let seen = Set(listed.map(\.id))
        let gone = fleet.rows.filter { $0.isFound && $0.key.gateway == gateway && !seen.contains($0.key.id) }
        let effects = gone.map(\.key).flatMap { miss($0, at: now) }
        let new = fleet.rows.count - known
        if new > 0 { tell("\(gateway): \(new) more \(new == 1 ? "instance" : "instances") found") }
        return effects
    }

    /// Makes a row for an instance that has none, and keeps what the gateway calls it.
    mutating func meet(_ key: InstanceKey, called label: CleanText?, _ kind: GatewayKind) {
        if let row = fleet[key] {
            if row.listedLabel != label { changeRow(key) { $0.listedLabel = label } }
            return
        }
        var row = InstanceRow(key: key, kind: kind, configured: InstanceConfiguration(id: key.id))
        row.listedLabel = label
        row.isFound = true
        fleet.add(row)
        orderIsOld = true
    }

    /// Makes rows for instances that a list named in an earlier run: the next one names them, or they are MISSING.
    ///
    /// Those of gateways that are not configured any more, or that do not list, are left to the journal.
    mutating func bringBack(_ keys: [InstanceKey], _ names: [InstanceKey: CleanText]) {
        let listing = Dictionary(
            gateways.lazy.filter(\.lists).map { ($0.name, $0.kind) }, uniquingKeysWith: { first, _ in first })
        for key in keys where fleet[key] == nil {
            guard let kind = listing[key.gateway] else { continue }
            meet(key, called: names[key], kind)
        }
    }

    /// Lets go of rows whose instance is gone from the gateway: the marked ones, or the one the cursor is on.
    mutating func dismiss() -> [Effect] {
        let marked = screen == .list ? list.marks : []
        let keys = marked.isEmpty ? Set([current].compactMap(\.self)) : marked
        let rows = keys.compactMap { fleet[$0] }
        let gone = rows.filter { $0.isFound && $0.state == .missing }
        guard !gone.isEmpty else {
            guard let row = rows.min(by: { $0.key < $1.key }) else { return [] }
            tell(
                row.state == .missing
                    ? "\(row.name) is named in the configuration: take it out there, and it goes"
                    : "\(row.name) is not MISSING: only rows whose instance is gone can be dismissed", .attention)
            return []
        }
        let dismissed = Set(gone.map(\.key))
        fleet.remove(dismissed)
        orderIsAsked = true
        let left = rows.count - gone.count
        let what = gone.count == 1 ? "dismissed \(gone[0].name)" : "dismissed \(gone.count) rows"
        tell(left == 0 ? what : "\(what); \(left) left alone: not MISSING, or named in the configuration")
        return forgetWhatIsGone() + [.forget(dismissed)]
    }
}
