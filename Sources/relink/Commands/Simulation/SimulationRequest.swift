public import ArgumentParser
public import Fleet

/// What `demo` and `simulate` ask of the simulator.
struct SimulationRequest: Hashable, Sendable {
    /// Empty for one gateway of every kind.
    var kinds: [GatewayKind] = []
    /// Of all gateways together; `nil` for as many as the scenario has.
    var instances: Int?
    /// `nil` for the one that shows most.
    var scenario: String?
    var seed: UInt64 = 1
    /// `nil` for people who take their time.
    var scanDelay: Duration?
    /// `nil` for ports that the system chooses on loopback.
    var listen: ListenPlace?
}

/// Simulated gateways that answer.
struct RunningSimulation: Sendable {
    var gateways: [GatewayConfiguration]
    /// A configuration file for them, secrets included.
    var configurationText: String
    /// Returns when nothing listens any more.
    var stop: @Sendable () async -> Void
}

/// `HOST:PORT`; the gateways after the first take the ports that follow.
struct ListenPlace: Hashable, Sendable, ExpressibleByArgument {
    var host: String
    var port: UInt16

    init?(argument: String) {
        guard let colon = argument.lastIndex(of: ":"), let port = UInt16(argument[argument.index(after: colon)...])
        else { return nil }
        var host = String(argument[..<colon])
        if host.hasPrefix("["), host.hasSuffix("]") { host = String(host.dropFirst().dropLast()) }
        guard !host.isEmpty else { return nil }
        self.host = host
        self.port = port
    }
}

/// Options that `demo` and `simulate` share.
struct SimulationOptions: ParsableArguments {
    @Option(help: ArgumentHelp("Instances of all gateways together.", valueName: "n"))
    var instances: Int?

    @Option(help: ArgumentHelp("What happens to them.", valueName: "name"))
    var scenario: String?

    @Option(
        help: ArgumentHelp(
            "Phones scan so long after they see a code, instead of about 12 s.", valueName: "seconds"))
    var scanAfter: Double?

    @Option(help: ArgumentHelp("The same seed plays the same events.", valueName: "n"))
    var seed: UInt64 = 1

    func validate() throws {
        if let instances, !(1...60_000).contains(instances) {
            throw ValidationError("--instances is from 1 to 60000")
        }
        if let scanAfter, !(0...3600).contains(scanAfter) { throw ValidationError("--scan-after is from 0 to 3600") }
    }

    /// What `--scan-after` says.
    var scanDelay: Duration? { scanAfter.map { .milliseconds(Int64($0 * 1000)) } }
}

extension GatewayKind: ExpressibleByArgument {}
