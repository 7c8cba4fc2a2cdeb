import Board
import Configuration
import Fleet
import Gateways
import Grid

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
        guard watched[name] != nil else { return }
        await apply(.discovered(listed, of: name))
        await watch(found: listed.map(\.id), of: name)
    }
}
