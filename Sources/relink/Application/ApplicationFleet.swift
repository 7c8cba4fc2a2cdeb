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

    func statuses(at now: Instant) -> [GatewayStatus] {
        configuration.gateways.map { gateway in
            let failure = unopened[gateway.name].map { Fact(GatewayFailure(.refused, $0), from: .status, at: now) }
            return GatewayStatus(
                name: gateway.name, kind: gateway.kind, idleStatus: gateway.pacing.idleStatus, failure: failure)
        }
    }
}
