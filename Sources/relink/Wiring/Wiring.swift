import Board
import Configuration
import Fleet
import Gateways
import Grid
import Journal
import QRCode
import Simulator

/// The one place where the parts of the program are put together for real.
enum Wiring {
    static let version = "0.1.0"

    /// All gateways of the process share its connections.
    private static let http = HTTPClient(version: version)

    /// Which actions and keys a configuration may name.
    static var keyVocabulary: KeyVocabulary {
        KeyVocabulary(actions: Action.allCases.map(\.rawValue), isKey: { $0 == "none" || Key(label: $0) != nil })
    }

    static func context(_ options: GlobalOptions) -> CommandContext {
        let environment = ProcessEnvironment.current
        var console = Console.system(environment: environment)
        console.noColour = console.noColour || options.noColour
        let time = SystemTime()
        var context = CommandContext(environment: environment, console: console, time: time, makeGateway: makeGateway)
        let folder = try? context.location.stateFolder()
        context.openJournal = { policy in
            folder.map {
                // Commands are short: the application sees to what is too old.
                Journal(
                    folder: $0, person: Person(environment: environment), policy: policy, tidies: false, time: time)
            }
        }
        return context
    }

    @Sendable
    static func makeGateway(_ gateway: GatewayConfiguration, _ secrets: GatewaySecrets) throws -> any Gateway {
        do throws(GatewaySetupFailure) {
            return try GatewayFactory.make(gateway, secrets: secrets, http: http)
        } catch {
            throw CommandFailure(.configuration, error.description)
        }
    }

    /// Brings simulated gateways up; they answer when this returns.
    static func startSimulation(_ request: SimulationRequest) async throws -> RunningSimulation {
        let kinds =
            request.kinds.isEmpty ? GatewayKind.allCases.filter(SimulationPlan.simulatedKinds.contains) : request.kinds
        var plan = SimulationPlan(kinds: kinds, instances: request.instances, seed: request.seed)
        plan.scanDelay = request.scanDelay
        if let scenario = request.scenario { plan.scenario = scenario }
        if let listen = request.listen { plan.listen = ListenAddress(host: listen.host, port: listen.port) }
        let simulation = Simulation(plan, time: SystemTime(), drawPNG: drawPNG)
        do throws(SimulationFailure) {
            let gateways = try await simulation.start()
            return RunningSimulation(
                gateways: gateways.map(\.configuration),
                configurationText: SimulatedGateway.configurationYAML(for: gateways), stop: { await simulation.stop() })
        } catch {
            throw CommandFailure(.usage, error.description)
        }
    }

    /// Gateways that offer pictures draw them as the vendors do: in their size, their colour and their quiet zone.
    @Sendable
    static func drawPNG(_ payload: String, _ style: PictureStyle) -> [UInt8]? {
        guard let matrix = try? QREncoder.encode(CodePayload(payload)) else { return nil }
        let pixels =
            switch style.size {
            case .module(let pixels): pixels
            case .side(let pixels): max(1, pixels / (matrix.width + 2 * style.quietZone))
            }
        return PNGWriter.png(
            matrix, modulePixels: pixels, quiet: style.quietZone,
            ink: PNGWriter.Ink(red: style.red, green: style.green, blue: style.blue))
    }
}
