import Fleet
import Gateways
import Polling

/// One configured gateway that can be asked, with the floor kept for it.
struct OpenGateway: Sendable {
    let configuration: GatewayConfiguration
    let gateway: any Gateway
    private let floors: Floors
    private let rows: [String: InstanceConfiguration]

    init(configuration: GatewayConfiguration, gateway: any Gateway, floors: Floors) {
        self.configuration = configuration
        self.gateway = gateway
        self.floors = floors
        rows = Dictionary(configuration.instances.map { ($0.id, $0) }) { first, _ in first }
    }

    var name: String { configuration.name }

    /// It may hold instances that the configuration does not name, and has a list of them, with their states or without.
    var knowsMore: Bool { gateway.abilities.lists || gateway.abilities.discovers }

    func key(_ id: String) -> InstanceKey { InstanceKey(gateway: name, id: id) }

    func configured(_ id: String) -> InstanceConfiguration? { rows[id] }

    // Automatic: each waits for the floor.

    func list() async -> Result<[ListedInstance], GatewayFailure> {
        await automatic(.gateway(name)) { () async throws(GatewayFailure) in try await gateway.list() }
    }

    func status(of id: String) async -> Result<StatusReading, GatewayFailure> {
        await automatic(.instance(key(id))) { () async throws(GatewayFailure) in try await gateway.status(of: id) }
    }

    func account(of id: String) async -> Result<Account?, GatewayFailure> {
        await automatic(.instance(key(id))) { () async throws(GatewayFailure) in try await gateway.account(of: id) }
    }

    func version() async -> Result<CleanText?, GatewayFailure> {
        await result { () async throws(GatewayFailure) in try await gateway.version() }
    }

    // A person's: each starts at once, and the command asks nothing by itself after it.

    func pairingCode(for id: String, phone: PhoneNumber) async -> Result<PairingReading, GatewayFailure> {
        await result { () async throws(GatewayFailure) in try await gateway.pairingCode(for: id, phone: phone) }
    }

    func perform(_ act: Act, on id: String) async -> Result<Void, GatewayFailure> {
        await result { () async throws(GatewayFailure) in try await gateway.perform(act, on: id) }
    }

    private func automatic<Value: Sendable>(
        _ subject: Observation.Subject, _ request: () async throws(GatewayFailure) -> Value
    ) async -> Result<Value, GatewayFailure> {
        do {
            try await floors.wait(for: subject)
        } catch {
            return .failure(GatewayFailure(.cancelled, "given up before it was asked"))
        }
        return await result(request)
    }

    private func result<Value: Sendable>(
        _ request: () async throws(GatewayFailure) -> Value
    ) async -> Result<Value, GatewayFailure> {
        do throws(GatewayFailure) {
            return .success(try await request())
        } catch {
            return .failure(error)
        }
    }
}
