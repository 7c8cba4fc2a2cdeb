import Fleet

/// One request the planner has started.
struct PollRequest: Hashable, Sendable, Identifiable {
    enum Origin: Hashable, Sendable {
        case automatic
        /// A person pressed a key: starts at once, whatever waits.
        case person
        /// Automatic, and stands for a whole gateway that is in trouble.
        case probe
        /// Automatic: what a list said of the instance may be old.
        case doubt
    }

    let id: UInt64
    let subject: Observation.Subject
    let ask: Ask
    let origin: Origin
    let startedAt: Instant
    /// Where the planner finds the gateway again.
    let lane: Int
}

/// What the planner wants done.
enum PollAction: Hashable, Sendable {
    case start(PollRequest)
    /// Never came back, long after its gateway's limit: it counts as unanswered, and a late answer is not heard.
    case abandon(PollRequest)
    /// The trouble of the gateway with this name began, changed or ended.
    case healthChanged(String)
}
