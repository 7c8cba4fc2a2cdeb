import Configuration
import Fleet
import Gateways

/// The one place where the parts of the program are put together for real.
enum Wiring {
    static let version = "0.1.0"

    /// Which actions and keys a configuration may name.
    static var keyVocabulary: KeyVocabulary { KeyVocabulary() }

    static func context(_ options: GlobalOptions) -> CommandContext {
        let environment = ProcessEnvironment.current
        var console = Console.system(environment: environment)
        console.noColour = console.noColour || options.noColour
        return CommandContext(environment: environment, console: console, time: SystemTime(), makeGateway: makeGateway)
    }

    @Sendable
    static func makeGateway(_ gateway: GatewayConfiguration, _ secrets: GatewaySecrets) throws -> any Gateway {
        throw notWired("gateways of the kind \(gateway.kind.rawValue)")
    }

    /// Runs the application until its user leaves it.
    static func runApplication(_ fleet: FleetConfiguration, _ options: ApplicationOptions) async throws {
        throw notWired("the application")
    }

    /// Brings simulated gateways up; they answer when this returns.
    static func startSimulation(_ plan: SimulationRequest) async throws -> RunningSimulation {
        throw notWired("the simulator")
    }

    private static func notWired(_ part: String) -> CommandFailure {
        CommandFailure(.failed, "\(part) are not part of this build")
    }
}
