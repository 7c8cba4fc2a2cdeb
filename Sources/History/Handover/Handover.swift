public import Fleet
public import FoundationEssentials

/// What somebody who takes over a shift has to know, from the lines of the journal.
public struct Handover: Hashable, Sendable {
    /// When the night begins that a handover tells of unless somebody says otherwise: 22:00, in seconds.
    public static let nightBegins = 22 * 3600

    /// How far before `since` lines are worth reading, in seconds: what began in that time is told with its beginning.
    public static let scene: TimeInterval = 7 * 86_400

    public let since: Date
    public let until: Date
    /// Of the instances that dropped since then, or are down since before: the last outage of each, oldest first.
    public private(set) var outages: [Outage]
    /// How often each of them dropped since then.
    public private(set) var drops: [InstanceKey: Int]
    public private(set) var massDrops: [MassDrop]
    public private(set) var gateways: [GatewayOutage]
    public private(set) var people: [Person: PersonWork]

    /// - Parameters:
    ///   - entries: oldest first. They may begin before `since`: what began earlier is then told with its beginning.
    ///   - memories: tells of those that are down and have no line at all.
    ///   - names: what such instances are called.
    public init(
        _ entries: some Sequence<JournalEntry>, since: Date, until: Date,
        memories: [InstanceKey: InstanceMemory] = [:], names: [InstanceKey: CleanText] = [:]
    ) {
        self.since = since
        self.until = until
        var walk = OutageWalk()
        for entry in entries where entry.at < until { walk.take(entry, counts: entry.at >= since) }
        for (key, memory) in memories.sorted(by: { $0.key < $1.key }) {
            walk.take(memory, of: key, named: names[key] ?? CleanText(key.id))
        }
        let told = walk.outages.filter {
            ($0.isOpen || $0.end(or: until) >= since) && $0.isWorthTelling(at: until)
        }
        drops = told.reduce(into: [:]) { counts, outage in
            if let began = outage.began, began >= since { counts[outage.key, default: 0] += 1 }
        }
        var last: [InstanceKey: Outage] = [:]
        for outage in told { last[outage.key] = outage }
        outages = last.values.sorted { ($0.began ?? $0.seen, $0.key) < ($1.began ?? $1.seen, $1.key) }
        massDrops = MassDrop.find(in: outages.filter { $0.began.map { $0 >= since } ?? false })
        gateways = walk.gateways.filter { $0.until.map { $0 >= since } ?? true }
        people = walk.people
    }

    /// Those that left `working` since then; each counts once, however often it did.
    public var dropped: [Outage] { outages.filter { drops[$0.key] != nil } }

    public var open: [Outage] { outages.filter(\.isOpen) }

    /// Those that came back after somebody had opened a link window for them.
    public var relinked: [Outage] { outages.filter(\.isRelinked) }

    public var backByThemselves: [Outage] { outages.filter { $0.isBack && !$0.isRelinked } }

    public var stopped: [Outage] { outages.filter { !$0.isBack && !$0.isOpen } }
}
