public import Fleet
public import FoundationEssentials

/// Many instances of one gateway that dropped together: one cause, and one line.
public struct MassDrop: Hashable, Sendable {
    public var gateway: String
    /// When the first and the last of them dropped.
    public var first: Date
    public var last: Date
    public var keys: [InstanceKey]
    /// The reason that most of them gave.
    public var reason: CleanText?

    /// As many as nobody wants to read one by one.
    static let fewest = 5

    /// Between two of them there is no more than this.
    static let window: TimeInterval = 60

    static func find(in outages: [Outage]) -> [MassDrop] {
        var drops: [MassDrop] = []
        for (gateway, all) in Dictionary(grouping: outages, by: \.key.gateway) {
            var run: [Outage] = []
            for outage in all.sorted(by: { $0.seen < $1.seen }) {
                if let last = run.last, outage.seen.timeIntervalSince(last.seen) > window {
                    drops += MassDrop(gateway, run).map { [$0] } ?? []
                    run = []
                }
                run.append(outage)
            }
            drops += MassDrop(gateway, run).map { [$0] } ?? []
        }
        return drops.sorted { ($0.first, $0.gateway) < ($1.first, $1.gateway) }
    }

    private init?(_ gateway: String, _ outages: [Outage]) {
        guard outages.count >= Self.fewest, let first = outages.first, let last = outages.last else { return nil }
        self.gateway = gateway
        self.first = first.seen
        self.last = last.seen
        keys = outages.map(\.key)
        let reasons = Dictionary(grouping: outages.compactMap(\.reason), by: \.text)
        reason = reasons.max { ($0.value.count, $1.key) < ($1.value.count, $0.key) }?.value.first
    }
}
