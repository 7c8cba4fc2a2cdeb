import Fleet

/// When gateways are listed that find instances without telling their states: one list of a gateway at a time, and
/// again a calm while after each, answered or not.
struct DiscoveryRounds {
    /// From an answer to the next list.
    static let interval: Duration = .seconds(600)

    private var plan: [String: Instant] = [:]
    private var underWay: Set<String> = []
    /// Asked for while one was under way, which may have left before what it is to tell of.
    private var isWantedAgain: Set<String> = []

    /// When the next one is due by itself.
    var next: Instant? { plan.values.min() }

    func due(at now: Instant) -> [String] { plan.filter { $0.value <= now }.keys.sorted() }

    /// Whether a list may leave now; if not, one follows the answer that is awaited.
    mutating func start(_ gateway: String) -> Bool {
        guard underWay.insert(gateway).inserted else {
            isWantedAgain.insert(gateway)
            return false
        }
        plan[gateway] = nil
        return true
    }

    mutating func finish(_ gateway: String, at now: Instant) {
        underWay.remove(gateway)
        plan[gateway] = isWantedAgain.remove(gateway) == nil ? now.advanced(by: Self.interval) : now
    }

    /// Only these are listed from now on.
    mutating func keep(_ gateways: Set<String>) {
        plan = plan.filter { gateways.contains($0.key) }
        isWantedAgain.formIntersection(gateways)
    }
}
