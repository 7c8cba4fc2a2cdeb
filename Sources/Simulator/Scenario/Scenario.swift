import Fleet

/// What happens in a simulation, and when: the plots of its instances and the weather of one of its gateways.
public struct Scenario: Sendable {
    /// How it is called on the command line.
    public let name: String
    /// One line for people who choose.
    public let summary: String
    /// The size of the fleet when nobody says another.
    public let instances: Int
    /// Of one gateway, drawn by the seed; it is fair over the others.
    let weather: Weather
    /// Exactly as many plots as asked for.
    let cast: @Sendable (_ count: Int, _ random: inout SplitMix64) -> [InstancePlot]

    public static let all: [Scenario] = [
        .demo, .calm, .massLogout, .restartStorm, .outdated, .passkey, .flapping, .slow, .outage, .gatewayDown,
        .wrongNumber, .phonesOff,
    ]

    public static var names: [String] { all.map(\.name) }

    public static func named(_ name: String) -> Scenario? { all.first { $0.name == name } }

    init(
        _ name: String, _ summary: String, instances: Int = 24, weather: Weather = .fair,
        cast: @escaping @Sendable (_ count: Int, _ random: inout SplitMix64) -> [InstancePlot]
    ) {
        self.name = name
        self.summary = summary
        self.instances = instances
        self.weather = weather
        self.cast = cast
    }
}
