import Board
import Configuration
import Fleet
import Gateways
import Grid

/// Gateways whose list tells which instances there are, and not what they are in: listed at the start, on `:reload` and
/// every ten minutes, and what they list is then asked one by one.
extension Application {
    typealias DiscoveryResult = Result<[ListedInstance], GatewayFailure>

    /// Lists beside the loop; what comes of it comes in as an event.
    ///
    /// - Parameter names: of the gateways; `nil` for all.
    func discover(_ names: [String]? = nil) {
        guard setup.only == nil else { return }
        discoveries.keep(Set(discovering.map(\.name)))
        for gateway in discovering where names?.contains(gateway.name) ?? true {
            guard discoveries.start(gateway.name) else { continue }
            Task { [inlet] in
                let result: DiscoveryResult
                do throws(GatewayFailure) {
                    result = .success(try await gateway.list())
                } catch {
                    result = .failure(error)
                }
                inlet.yield(.discovered(result, of: gateway.name))
            }
        }
    }

    private var discovering: [any Gateway] { fleet.gateways.filter(\.abilities.discovers) }

    /// Watches what was found beside what is configured. The configuration may have changed meanwhile.
    func adopt(_ result: DiscoveryResult, of name: String) async {
        discoveries.finish(name, at: time.now)
        discoveries.keep(Set(discovering.map(\.name)))
        switch result {
        case .success(let listed):
            undiscovered[name] = nil
            guard watched[name] != nil else { return }
            await apply(.discovered(listed, of: name))
            await watch(found: listed.map(\.id), of: name)
        case .failure(let failure):
            // Every ten minutes the same sentence would be noise.
            guard undiscovered.updateValue(failure.message, forKey: name) != failure.message else { return }
            await apply(.told("\(name): \(failure.message)", .attention))
        }
    }
}
