import Board
import Configuration
import Fleet
import Gateways
import Grid
import Polling

/// Gateways whose list tells which instances there are, and not what they are in: listed at the start and on
/// `:reload`, and what they list is then asked one by one.
extension Application {
    /// Lists beside the loop; what comes of it comes in as an event.
    func discover() {
        for gateway in fleet.gateways where gateway.abilities.discovers {
            Task { [inlet] in
                do throws(GatewayFailure) {
                    inlet.yield(.discovered(try await gateway.list(), of: gateway.name))
                } catch {
                    inlet.yield(.event(.told("\(gateway.name): \(error.message)", .attention)))
                }
            }
        }
    }

    /// Watches what was found beside what is configured. The configuration may have changed meanwhile.
    func adopt(_ listed: [ListedInstance], of name: String) async {
        guard let gateway = fleet.configuration.gateways.first(where: { $0.name == name }) else { return }
        let configured = gateway.instances.map(\.id)
        let found = listed.map(\.id).filter { !configured.contains($0) }
        let keys = (configured + found).map { InstanceKey(gateway: name, id: $0) }
        await apply(.discovered(listed, of: name))
        await coordinator.watch(keys, of: name, pacing: gateway.pacing)
    }
}
