import Alerts
import Fleet
import Grid
import Linking

extension State {
    /// A configuration that was read again: rows keep what is known of them, new ones come, old ones go.
    mutating func renew(_ rows: [InstanceRow], _ gateways: [GatewayStatus]) -> [Effect] {
        let before = fleet
        let new = Set(gateways.map(\.name)).subtracting(self.gateways.map(\.name))
        fleet = FleetTable(rows.map { merged($0) } + found(besides: rows, on: gateways))
        let dismissed = Set(before.rows.filter { $0.state == .missing && fleet[$0.key] == nil }.map(\.key))
        self.gateways = gateways.map { gateway in
            guard let old = self.gateways.first(where: { $0.name == gateway.name }) else { return gateway }
            var kept = old
            kept.idleStatus = gateway.idleStatus
            kept.linkPause = gateway.linkPause
            kept.lists = gateway.lists
            kept.acts = gateway.acts
            return kept
        }
        var effects = forgetWhatIsGone() + (dismissed.isEmpty ? [] : [.forget(dismissed)])
        if !new.isEmpty {
            // As at the start: what they say first is seen in the light of what was known.
            remembers = false
            effects.append(.recall(new))
        }
        orderIsAsked = true
        tell("configuration read again: \(rows.count) instances on \(gateways.count) gateways", .good)
        return effects
    }

    /// Screens, windows, marks and waiting acts of rows that are in the table no more.
    mutating func forgetWhatIsGone() -> [Effect] {
        let fleet = fleet
        alerts.keep({ fleet[$0] != nil }, gateways: Set(gateways.map(\.name)))
        let gone = links.filter { fleet[$0.key] == nil }
        for key in gone.keys { links[key] = nil }
        screens.removeAll { screen in
            switch screen {
            case .detail(let key), .link(let key): fleet[key] == nil
            case .triage(let keys): !keys.contains { fleet[$0] != nil }
            case .journal(.timeline(let key)): fleet[key] == nil
            case .list, .wall, .journal: false
            }
        }
        forgetTriage()
        list.marks = list.marks.filter { fleet[$0] != nil }
        queue.removeAll { fleet[$0.key] == nil }
        watches = watches.filter { fleet[$0.key] != nil }
        let known = Set(fleet.rows.lazy.map(\.key))
        round?.keep(known.contains)
        if let from = list.rangeFrom, fleet[from] == nil { list.rangeFrom = nil }
        switch dialog {
        case .confirm(var confirmation):
            confirmation.keys.removeAll { fleet[$0] == nil }
            dialog = confirmation.keys.isEmpty ? nil : .confirm(confirmation)
        case .number(let form) where fleet[form.key] == nil: dialog = nil
        case .gate(let form) where fleet[form.key] == nil: dialog = nil
        case .assertion(let form) where fleet[form.key] == nil: dialog = nil
        case .mute(var form):
            form.keys.removeAll { fleet[$0] == nil }
            dialog = form.keys.isEmpty ? nil : .mute(form)
        case .unlock(let unlock) where fleet[unlock.key] == nil: dialog = nil
        default: break
        }
        return gone.filter { !$0.value.flow.isOver }.keys.sorted().map { .closeWindow($0) }
    }

    /// The row as configured now, with all that is known of it.
    private func merged(_ row: InstanceRow) -> InstanceRow {
        guard var old = fleet[row.key] else { return row }
        old.configured = row.configured
        old.isFound = false
        return old
    }

    /// Rows that a gateway's list brought stay as long as their gateway does.
    private func found(besides rows: [InstanceRow], on gateways: [GatewayStatus]) -> [InstanceRow] {
        let configured = Set(rows.map(\.key))
        let names = Set(gateways.map(\.name))
        return fleet.rows.filter { $0.isFound && !configured.contains($0.key) && names.contains($0.key.gateway) }
    }
}
