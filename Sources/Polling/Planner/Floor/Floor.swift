import Fleet

/// The two-second rule, in the one place where it lives.
///
/// Between the starts of any two automatic requests about one instance at least `RequestFloor.promise` passes,
/// whatever they ask. A gateway's list has a floor of its own. What a person starts never waits here, and the automatic
/// requests then wait from its start. No automatic request starts without `admit` having said yes.
struct Floor: Hashable, Sendable {
    /// Added to the promise, so that a request held up between this plan and the wire still keeps its distance
    /// to the next one that is not held up.
    static let margin: Duration = .milliseconds(30)
    /// What is planned with.
    static let gap: Duration = RequestFloor.promise + margin

    private static let gapNanoseconds = gap.nanoseconds

    /// From when on an automatic request may start.
    private(set) var opensAt = Instant(nanoseconds: .min)

    /// Whether an automatic request may start now; if so, it counts as started.
    mutating func admit(at now: Instant) -> Bool {
        guard now >= opensAt else { return false }
        noteStart(at: now)
        return true
    }

    /// Keeps the next free turn for something that is sent from elsewhere, and says when that is.
    mutating func reserve(at now: Instant) -> Instant {
        let turn = max(now, opensAt)
        noteStart(at: turn)
        return turn
    }

    /// Something started without asking: a person's request, or one that reached the wire later than planned.
    mutating func noteStart(at start: Instant) {
        opensAt = max(opensAt, Instant(nanoseconds: start.nanoseconds + Self.gapNanoseconds))
    }
}
