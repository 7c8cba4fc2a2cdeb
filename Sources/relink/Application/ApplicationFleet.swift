import Board
import Configuration
import Fleet
import Gateways

/// What the application is run on: the configured gateways, those that could be opened, and why others could not.
struct ApplicationFleet: Sendable {
    var configuration: FleetConfiguration
    /// Open ones; each is named in the configuration.
    var gateways: [any Gateway]
    /// Why a gateway cannot be asked, by its name: a secret that is not there, a kind this version does not know.
    var unopened: [String: CleanText] = [:]

    var rows: [InstanceRow] {
        configuration.gateways.flatMap { gateway in
            gateway.instances.map { instance in
                InstanceRow(
                    key: InstanceKey(gateway: gateway.name, id: instance.id), kind: gateway.kind, configured: instance)
            }
        }
    }

    /// Gateways that tell which instances there are.
    var listing: Set<String> {
        Set(gateways.filter { $0.abilities.lists || $0.abilities.discovers }.map(\.name))
    }

    func statuses(at now: Instant) -> [GatewayStatus] {
        let listing = listing
        let acts = Dictionary(gateways.map { ($0.name, $0.abilities.acts) }, uniquingKeysWith: { first, _ in first })
        return configuration.gateways.map { gateway in
            let failure = unopened[gateway.name].map { Fact(GatewayFailure(.refused, $0), from: .status, at: now) }
            return GatewayStatus(
                name: gateway.name, kind: gateway.kind, idleStatus: gateway.pacing.idleStatus,
                linkPause: gateway.pacing.linkPause, lists: listing.contains(gateway.name),
                acts: acts[gateway.name] ?? Set(Act.allCases), failure: failure)
        }
    }
}
