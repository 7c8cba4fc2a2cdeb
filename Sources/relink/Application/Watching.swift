import Configuration
import Fleet
import Polling

extension Application {
    /// Has the instances of the configuration polled from now on.
    func watch(_ gateway: GatewayConfiguration) async {
        watched[gateway.name] = Set(gateway.instances.map(\.id))
        await coordinator.watch(
            keys(gateway.instances.map(\.id), of: gateway), of: gateway.name, pacing: gateway.pacing)
    }

    /// Has those polled too that only a list has told of: nobody can look closer at one, or link it, who does not.
    func watchFound(_ observation: Observation) async {
        guard case .gateway(let name) = observation.subject, case .list(let rows) = observation.outcome,
            let known = watched[name], rows.contains(where: { !known.contains($0.id) }),
            let gateway = fleet.configuration.gateways.first(where: { $0.name == name })
        else { return }
        let configured = gateway.instances.map(\.id)
        var seen = Set(configured)
        let ids = configured + (rows.map(\.id) + known.sorted()).filter { seen.insert($0).inserted }
        watched[name] = seen
        await coordinator.watch(keys(ids, of: gateway), of: name, pacing: gateway.pacing)
    }

    private func keys(_ ids: [String], of gateway: GatewayConfiguration) -> [InstanceKey] {
        ids.map { InstanceKey(gateway: gateway.name, id: $0) }
    }
}
