public import Fleet

/// Why a gateway of the configuration cannot be spoken to at all: one sentence that says what to change.
public struct GatewaySetupFailure: Error, Hashable, Sendable, CustomStringConvertible {
    public var gateway: String
    public var message: CleanText

    public init(gateway: String, _ message: String) {
        self.gateway = gateway
        self.message = CleanText(message)
    }

    public var description: String { message.text }
}

/// Makes the gateway that a configuration describes.
public enum GatewayFactory {
    /// - Parameters:
    ///   - secrets: already read; a gateway without one is made, and says so when it is asked.
    ///   - http: shared by all gateways.
    ///   - time: for dates in answers, and for the few pauses inside a call.
    public static func make(
        _ configuration: GatewayConfiguration, secrets: GatewaySecrets, http: HTTPClient,
        time: any TimeSource = SystemTime()
    ) throws(GatewaySetupFailure) -> any Gateway {
        let door = try door(configuration, secrets, http, time)
        switch configuration.kind {
        case .wawp: return WawpGateway(door: door, secrets: secrets)
        case .greenAPI: return GreenAPIGateway(door: door, secrets: secrets)
        case .gowa:
            return GOWAGateway(
                door: door, username: configuration.username, secret: secrets.gateway,
                loginLimit: configuration.pacing.longestAnswer)
        case .waha: return WAHAGateway(door: door, secrets: secrets)
        case .evolution: return EvolutionGateway(door: door, secrets: secrets)
        }
    }

    private static func door(
        _ configuration: GatewayConfiguration, _ secrets: GatewaySecrets, _ http: HTTPClient, _ time: any TimeSource
    ) throws(GatewaySetupFailure) -> GatewayDoor {
        let name = configuration.name
        guard secrets.all.allSatisfy(isUsable) else {
            throw GatewaySetupFailure(
                gateway: name, "\(name): the secret is empty or holds a line break or another control character.")
        }
        do throws(HTTPFailure) {
            var trust: ExtraTrust?
            if let path = configuration.trust { trust = try ExtraTrust(file: path) }
            return GatewayDoor(
                name: name, origin: try HTTPOrigin(configuration.url), http: http, trust: trust,
                insecure: configuration.insecure, answerLimit: configuration.pacing.answerLimit,
                redactor: Redactor(secrets.all), time: time)
        } catch {
            throw GatewaySetupFailure(gateway: name, "\(name): \(error.message)")
        }
    }

    /// What a header can carry.
    private static func isUsable(_ secret: Secret) -> Bool {
        !secret.isEmpty && secret.reveal().utf8.allSatisfy { $0 >= 0x20 && $0 != 0x7f }
    }
}
