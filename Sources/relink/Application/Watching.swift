import Board
import Configuration
import Fleet
import Polling

extension Application {
    /// Has the instances of the configuration polled from now on.
    func watch(_ gateway: GatewayConfiguration) async {
        let ids = gateway.instances.map(\.id).filter { setup.only?.id ?? $0 == $0 }
        watched[gateway.name] = Set(ids)
        await watch(ids, of: gateway)
    }

    /// Has those polled too that only a list has told of: nobody could look closer at them, or link them, otherwise.
    func watchFound(_ observation: Observation) async {
        guard case .gateway(let name) = observation.subject, case .list(let rows) = observation.outcome else { return }
        await watch(found: rows.map(\.id), of: name)
    }

    /// Has those polled no more that were found once, are gone, and were let go of.
    func forget(_ keys: Set<InstanceKey>) async {
        for (name, gone) in Dictionary(grouping: keys, by: \.gateway) {
            guard let known = watched[name] else { continue }
            let left = known.subtracting(gone.map(\.id))
            watched[name] = left
            await rewatch(left.sorted(), of: name)
        }
    }

    /// The same for those that an earlier run found: one that is there again may not be listed yet.
    func watchRemembered() async {
        for (name, rows) in Dictionary(grouping: state.fleet.rows.filter(\.isFound), by: \.key.gateway) {
            await watch(found: rows.map(\.key.id), of: name)
        }
    }

    /// Those that were found before stay.
    func watch(found ids: [String], of name: String) async {
        guard let known = watched[name], ids.contains(where: { !known.contains($0) }) else { return }
        await rewatch(ids + known.sorted(), of: name)
    }

    /// The configured ones come first.
    private func rewatch(_ ids: [String], of name: String) async {
        guard let gateway = fleet.configuration.gateways.first(where: { $0.name == name }) else { return }
        let configured = gateway.instances.map(\.id)
        var seen = Set(configured)
        let found = ids.filter { seen.insert($0).inserted }
        watched[name] = seen
        await watch(configured + found, of: gateway)
    }

    private func watch(_ ids: [String], of gateway: GatewayConfiguration) async {
        setup.log.know(ids)
        let keys = ids.map { InstanceKey(gateway: gateway.name, id: $0) }
        await coordinator.watch(keys, of: gateway.name, pacing: gateway.pacing)
    }
}
