import Configuration
import Fleet
import Gateways
import Polling

/// The configured gateways, ready to be asked, and what is known of their instances before anything was sent.
struct FleetConnection: Sendable {
    let configuration: FleetConfiguration
    /// By name.
    let gateways: [String: OpenGateway]
    /// Gateways that cannot be asked as the configuration stands, such as for a secret that is not there.
    let unopened: [String: CommandFailure]
    /// What was asked without a plan.
    let floors: Floors

    /// - Parameter gateways: by name; those that are missing cannot be asked.
    init(
        _ configuration: FleetConfiguration, gateways: [String: any Gateway],
        unopened: [String: CommandFailure] = [:], time: any TimeSource
    ) {
        let floors = Floors(time: time)
        self.floors = floors
        self.configuration = configuration
        self.unopened = unopened
        var open: [String: OpenGateway] = [:]
        for entry in configuration.gateways {
            guard let gateway = gateways[entry.name] else { continue }
            open[entry.name] = OpenGateway(configuration: entry, gateway: gateway, floors: floors)
        }
        self.gateways = open
    }

    /// Resolves secrets and makes the gateways that `names` need, all of them where a name does not say.
    static func open(
        _ configuration: FleetConfiguration, for names: [String], in context: CommandContext
    ) async -> FleetConnection {
        let resolver = SecretResolver(environment: context.environment, files: context.files)
        let needed = InstanceName.gateways(named: names, in: configuration)
        var gateways: [String: any Gateway] = [:]
        var unopened: [String: CommandFailure] = [:]
        for entry in configuration.gateways where needed.contains(entry.name) {
            let resolution = await resolver.resolve(entry)
            resolution.warnings.forEach(context.console.remark)
            if !resolution.problems.isEmpty {
                let lines = resolution.problems.map(\.description).joined(separator: "\n")
                unopened[entry.name] = CommandFailure(.configuration, lines)
                continue
            }
            do {
                gateways[entry.name] = try context.makeGateway(entry, resolution.secrets)
            } catch let failure as CommandFailure {
                unopened[entry.name] = failure
            } catch {
                unopened[entry.name] = CommandFailure(.configuration, "\(entry.name): \(error)")
            }
        }
        return FleetConnection(configuration, gateways: gateways, unopened: unopened, time: context.time)
    }

    /// The gateway, or the failure that says why there is none.
    func gateway(_ name: String) throws(CommandFailure) -> OpenGateway {
        if let gateway = gateways[name] { return gateway }
        throw unopened[name] ?? CommandFailure(.configuration, "\(name): this gateway is not open")
    }

    /// What is known of an instance before it was asked; `nil` for a gateway that is not configured.
    func blankReport(_ key: InstanceKey) -> InstanceReport? {
        guard let gateway = configuration.gateways.first(where: { $0.name == key.gateway }) else { return nil }
        let configured = gateways[key.gateway]?.configured(key.id) ?? gateway.instances.first { $0.id == key.id }
        return InstanceReport(key, gateway.kind, configured)
    }
}
