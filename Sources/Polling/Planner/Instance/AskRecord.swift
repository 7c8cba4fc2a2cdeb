import Fleet

/// What the planner remembers of one kind of request about one subject.
struct AskRecord: Hashable, Sendable {
    /// When it was last asked.
    private(set) var started: Instant?
    /// What its next round counts from.
    private(set) var anchor: Instant?
    /// Automatic ones and people's together; an automatic one starts only at zero.
    private(set) var inFlight = 0
    var retry = Retry()
    var wishes = Wishes()
    /// The vendor does not offer it.
    var unsupported = false

    /// `due` is what the round asked for. When the floor made it late, its next round makes up for that, for at most
    /// one gap and half a round, so that 3 s and 6 s keep their pace although one of them has to step aside.
    mutating func start(at now: Instant, due: Instant? = nil, every round: Duration? = nil) {
        started = now
        inFlight += 1
        wishes.fulfil(at: now)
        anchor = now
        if let due, let round, due < now {
            anchor = max(due, now.advanced(by: .zero - min(Floor.gap, round / 2)))
        }
    }

    mutating func end() { inFlight = max(0, inFlight - 1) }
}
