public import Fleet
public import FoundationEssentials

/// What one instance was in over a stretch of time, in slices of equal length.
public struct Timeline: Hashable, Sendable {
    public let start: Date
    public let end: Date
    /// The worst state within each slice, from the oldest on; `nil` where nothing is known.
    public private(set) var cells: [LinkState?]
    /// When it left `working`.
    public private(set) var drops: [Date] = []
    /// How long it was neither linked nor stopped on purpose.
    public private(set) var downtime = Duration.zero

    /// - Parameters:
    ///   - entries: of this instance, oldest first; those before `start` tell what it began in.
    ///   - memory: tells the same where no line is left.
    public init(
        _ entries: some Sequence<JournalEntry>, memory: InstanceMemory? = nil, from start: Date, to end: Date,
        cells count: Int
    ) {
        self.start = start
        self.end = end
        cells = Array(repeating: nil, count: max(0, count))
        guard count > 0, start < end else { return }

        var state: LinkState?
        var since = start
        var isFirst = true
        for entry in entries where entry.at < end {
            guard case .state(let from, let to, _, _) = entry.event else { continue }
            if entry.at <= start {
                state = to
                isFirst = false
                continue
            }
            if isFirst { state = from ?? Self.before(memory, start) }
            isFirst = false
            fill(state, from: since, to: entry.at)
            // Two processes may have written the same drop.
            if state == .working || from == .working && state == nil, to != .working { drops.append(entry.at) }
            state = to
            since = entry.at
        }
        if isFirst { state = Self.before(memory, start) }
        fill(state, from: since, to: end)
    }

    /// Drops within the hour before the end.
    public var flapsPerHour: Int { drops.count { $0 > end.addingTimeInterval(-3600) } }

    private static func before(_ memory: InstanceMemory?, _ start: Date) -> LinkState? {
        guard let memory, let since = memory.since, since <= start else { return nil }
        return memory.state
    }

    private mutating func fill(_ state: LinkState?, from: Date, to: Date) {
        guard let state, from < to else { return }
        if state != .working, state != .stopped { downtime += .seconds(to.timeIntervalSince(from)) }
        let slice = end.timeIntervalSince(start) / Double(cells.count)
        let first = Int(from.timeIntervalSince(start) / slice)
        let last = Int((to.timeIntervalSince(start) / slice).rounded(.up)) - 1
        for index in max(0, first)...max(0, min(max(first, last), cells.count - 1)) where index < cells.count {
            cells[index] = cells[index].map { $0.severity >= state.severity ? $0 : state } ?? state
        }
    }
}

extension LinkState {
    /// Of two states within one slice, the one that somebody has to know about.
    var severity: Int {
        switch self {
        case .working: 0
        case .stopped: 1
        case .connecting: 2
        case .starting: 3
        case .unknown: 4
        case .disconnected: 5
        case .awaitingLink: 6
        case .awaitingPasskey: 7
        case .missing: 8
        case .failed: 9
        case .loggedOut: 10
        case .blocked: 11
        }
    }
}
