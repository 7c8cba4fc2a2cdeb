import Fleet
import Grid

extension State {
    /// A configuration that was read again: rows keep what is known of them, new ones come, old ones go.
    mutating func renew(_ rows: [InstanceRow], _ gateways: [GatewayStatus]) -> [Effect] {
        let known = fleet
        fleet = FleetTable(
            rows.map { row in
                guard var old = known[row.key] else { return row }
                old.configured = row.configured
                return old
            })
        self.gateways = gateways.map { gateway in
            guard let old = self.gateways.first(where: { $0.name == gateway.name }) else { return gateway }
            var kept = old
            kept.idleStatus = gateway.idleStatus
            return kept
        }
        let gone = links.keys.filter { fleet[$0] == nil }
        for key in gone { links[key] = nil }
        screens.removeAll { screen in
            switch screen {
            case .detail(let key), .link(let key): fleet[key] == nil
            case .list, .wall: false
            }
        }
        list.marks = list.marks.filter { fleet[$0] != nil }
        queue.removeAll { fleet[$0.key] == nil }
        if let cursor = list.cursor, fleet[cursor] == nil { list.cursor = nil }
        orderIsOld = true
        tell("configuration read again: \(rows.count) instances on \(gateways.count) gateways", .good)
        return gone.map { .closeWindow($0) }
    }
}
