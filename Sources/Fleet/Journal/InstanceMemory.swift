public import FoundationEssentials

/// What the journal knows of one instance when the program starts.
public struct InstanceMemory: Hashable, Sendable {
    /// The last state that was written down, and when it became that.
    public var state: LinkState?
    public var since: Date?
    /// When it was linked last; `nil` when that was never seen.
    public var lastGood: Date?
    /// When it last left `working` and did not come back; `nil` while it is linked.
    public var downSince: Date?
    /// When it left `working` within the last hour, oldest first.
    public var drops: [Date]

    public init(
        state: LinkState? = nil, since: Date? = nil, lastGood: Date? = nil, downSince: Date? = nil, drops: [Date] = []
    ) {
        self.state = state
        self.since = since
        self.lastGood = lastGood
        self.downSince = downSince
        self.drops = drops
    }
}
