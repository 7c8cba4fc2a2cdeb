import Configuration
import Fleet
import Gateways
import QRCode
import Simulator
import Testing
import TestKit

@testable import relink

/// One simulated gateway and the client for it, over real HTTP. Both go by one clock, which jumps to whatever
/// somebody sleeps for: nothing here waits for real time but HTTP itself.
struct VendorBench: Sendable {
    let simulation: Simulation
    let served: SimulatedGateway
    let gateway: any Gateway
    let time: HandTime

    /// Everything works, or waits for a phone that nobody has at hand: half of the instances each.
    static func run(
        _ kind: GatewayKind, instances: Int = 4, scenario: String = "phones-off",
        _ change: (inout SimulationPlan) -> Void = { _ in }, _ body: (VendorBench) async throws -> Void
    ) async throws {
        var plan = SimulationPlan(kinds: [kind], instances: instances, scenario: scenario, seed: 5)
        change(&plan)
        try await run(plan) { benches in try await body(try #require(benches.first)) }
    }

    /// Several gateways under one clock.
    static func run(_ plan: SimulationPlan, _ body: ([VendorBench]) async throws -> Void) async throws {
        let time = HandTime(jumps: true, from: .seconds(100))
        let simulation = Simulation(plan, time: time, drawPNG: Wiring.drawPNG)
        let gateways = try await simulation.start()
        let result: Result<Void, any Error>
        do {
            let benches = try gateways.map { try VendorBench(simulation, $0, time) }
            // Past the opening of the first codes.
            time.advance(by: .seconds(8))
            result = .success(try await body(benches))
        } catch {
            result = .failure(error)
        }
        await simulation.stop()
        try result.get()
    }

    private init(_ simulation: Simulation, _ served: SimulatedGateway, _ time: HandTime) throws {
        self.simulation = simulation
        self.served = served
        self.time = time
        gateway = try Self.client(served.configuration, secret: served.secret, time)
    }

    private static let http = HTTPClient(version: "test")

    private static func client(
        _ configuration: GatewayConfiguration, secret: Secret?, _ time: HandTime
    ) throws -> any Gateway {
        var secrets = GatewaySecrets()
        if configuration.secret != nil { secrets.gateway = secret }
        for case (let id, .value(let secret)?) in configuration.instances.map({ ($0.id, $0.secret) }) {
            secrets.instances[id] = secret
        }
        return try GatewayFactory.make(configuration, secrets: secrets, http: http, time: time)
    }

    /// A client as another program would have it, which knows nothing of what this one did.
    func anotherClient() throws -> any Gateway {
        try Self.client(served.configuration, secret: served.secret, time)
    }

    /// A client for the same gateway with a secret that is not its own.
    func clientWithWrongSecret() throws -> any Gateway {
        var configuration = served.configuration
        let wrong = Secret("wrong-0123456789abcdef0123456789abcdef")
        for index in configuration.instances.indices where configuration.instances[index].secret != nil {
            configuration.instances[index].secret = .value(wrong)
        }
        return try Self.client(configuration, secret: wrong, time)
    }

    /// A client that has a partner's token too, which finds instances.
    func clientWithPartnerToken() throws -> any Gateway {
        var configuration = served.configuration
        configuration.secret = .value(served.secret)
        configuration.instances = []
        return try Self.client(configuration, secret: served.secret, time)
    }

    func key(_ id: String) -> InstanceKey { InstanceKey(gateway: served.name, id: id) }

    func phone(of id: String) throws -> PhoneNumber {
        try #require(served.instances.first { $0.id == id }?.phone)
    }

    /// An instance without a link.
    func unlinked() async throws -> String { try await first { $0 != .working } }

    func linked() async throws -> String { try await first { $0 == .working } }

    private func first(_ condition: (EngineState) -> Bool) async throws -> String {
        for instance in served.instances {
            if let state = await simulation.state(of: key(instance.id)), condition(state) { return instance.id }
        }
        throw Missing(what: "an instance to try it with")
    }

    struct Missing: Error, CustomStringConvertible {
        var what: String

        var description: String { "there is not \(what)" }
    }

    /// Asks until it is answered with more than "wait", as the poll plan would.
    func patiently<Value>(
        _ what: String, limit: Duration = .seconds(120), _ ask: () async throws -> Value?
    ) async throws -> Value {
        let end = time.now + limit
        while true {
            do {
                if let value = try await ask() { return value }
            } catch let failure as GatewayFailure {
                guard case .notReady = failure.kind else { throw failure }
            }
            guard time.now < end else { throw Missing(what: what) }
            time.advance(by: .seconds(2))
        }
    }

    @discardableResult
    func wait(for state: LinkState, of id: String) async throws -> StatusReading {
        try await patiently("\(state) of \(id)") {
            let reading = try await gateway.status(of: id)
            return reading.state == state ? reading : nil
        }
    }

    /// What the vendor needs before it has codes to show.
    func bringUp(_ id: String) async throws {
        // Not within the same second as the question before: some vendors count.
        time.advance(by: .seconds(2))
        let state = try await gateway.status(of: id).state
        let needsStart = [.loggedOut, .stopped, .failed].contains(state)
        if needsStart, !gateway.abilities.codeOpensLink { try await gateway.perform(.start, on: id) }
    }

    /// The current code, read as the screen would.
    func code(of id: String) async throws -> CodePayload {
        let reading = try await patiently("a code of \(id)") { try await gateway.code(for: id) }
        return try #require(try DrawableCode(reading.content).payload)
    }

    /// The requests so far that changed something, or opened a link.
    func log() async -> [LoggedRequest] { await simulation.requestLog() }
}

/// Only what failed, for `#expect`.
func failure<Value>(of ask: () async throws(GatewayFailure) -> Value) async -> GatewayFailure? {
    do throws(GatewayFailure) {
        _ = try await ask()
        return nil
    } catch {
        return error
    }
}
