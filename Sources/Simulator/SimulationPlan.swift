public import Fleet

/// What is to be simulated. The same plan makes the same fleet, codes and turns of events every time.
public struct SimulationPlan: Sendable {
    /// One gateway for each entry.
    public var kinds: [GatewayKind]
    /// Of all gateways together; `nil` for as many as the scenario suggests.
    public var instances: Int?
    /// One of `Scenario.names`.
    public var scenario: String
    public var seed: UInt64
    public var listen: ListenAddress
    /// Whether `/_simulate/...` is answered.
    public var control: Bool
    /// Requests that each gateway's log keeps.
    public var logCapacity: Int
    /// Of the codes of every engine, in place of each vendor's own: short ones let a whole link window pass by.
    public var rhythm: CodeRhythm?
    /// From the first sight of a code to the scan, for every phone at hand; `nil` for people of flesh and blood, who
    /// take twelve seconds and more.
    public var scanDelay: Duration?
    /// One for each Wawp gateway; the last one serves all that follow.
    public var wawp: [WawpOptions]
    public var greenAPI = GreenAPIOptions()
    public var gowa = GowaOptions()
    public var waha = WahaOptions()
    public var evolution = EvolutionOptions()

    public init(
        kinds: [GatewayKind] = [.wawp], instances: Int? = nil, scenario: String = "demo", seed: UInt64 = 1,
        listen: ListenAddress = .loopback, control: Bool = true, logCapacity: Int = 20_000,
        rhythm: CodeRhythm? = nil, wawp: [WawpOptions] = [WawpOptions()]
    ) {
        self.kinds = kinds
        self.instances = instances
        self.scenario = scenario
        self.seed = seed
        self.listen = listen
        self.control = control
        self.logCapacity = logCapacity
        self.rhythm = rhythm
        self.wawp = wawp
    }

    /// The kinds that can be simulated.
    public static let simulatedKinds = Set(GatewayKind.allCases)
}

extension SimulationPlan {
    /// `serial` counts the gateways of this kind from 1.
    func face(
        of kind: GatewayKind, serial: Int, seed: UInt64, opened: Instant, drawPNG: @escaping PictureDrawing
    ) -> any VendorFace {
        var random = SplitMix64(seed)
        let secret = Secret(
            random.text(32, of: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))
        switch kind {
        case .wawp:
            let options = serial <= wawp.count ? wawp[serial - 1] : wawp.last ?? WawpOptions()
            return WawpFace(secret: secret, options: options, seed: seed, drawPNG: drawPNG)
        case .greenAPI:
            return GreenAPIFace(partner: secret, options: greenAPI, seed: seed, opened: opened, drawPNG: drawPNG)
        case .gowa: return GowaFace(secret: secret, options: gowa, seed: seed, drawPNG: drawPNG)
        case .waha: return WahaFace(secret: secret, options: waha, seed: seed, drawPNG: drawPNG)
        case .evolution: return EvolutionFace(secret: secret, options: evolution, seed: seed, drawPNG: drawPNG)
        }
    }
}

/// Why a simulation does not start, in words for the person who asked for it.
public enum SimulationFailure: Error, Hashable, Sendable, CustomStringConvertible {
    case noKinds
    case scenario(String)
    case instances(Int)
    case cannotListen(ListenAddress, reason: String)
    case alreadyStarted

    public var description: String {
        switch self {
        case .noKinds: "no kind of gateway to simulate was named"
        case .scenario(let name):
            "there is no scenario \(CleanText(name)); there are \(Scenario.names.joined(separator: ", "))"
        case .instances(let count): "\(count) instances cannot be simulated: 1 to 60000 can"
        case .cannotListen(let address, let reason): "cannot listen on \(address): \(reason)"
        case .alreadyStarted: "this simulation was started before"
        }
    }
}
