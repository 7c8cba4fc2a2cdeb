import Fleet

/// "Asked too often" (429), and whom it is about.
///
/// Vendors count differently: GREEN-API by method of one instance, Wawp, as far as is known, by the account that all
/// instances share. No table of vendors decides it. A 429 first silences only the request it answers. A second one,
/// for another instance, while the first still waits shows a limit that is shared, and then the whole gateway's
/// automatic requests pause. Being wrong costs a shared limit one further 429, and a limit of one instance nothing.
struct Throttle: Sendable {
    /// A gateway that has not refused for this long starts again at the first step.
    static let memory: Duration = .seconds(120)

    private var slot: Int?
    private var waits = Instant(nanoseconds: .min)
    private var lastPause = Instant(nanoseconds: .min)
    private var pauses = 0
    /// Nothing automatic before this.
    private(set) var pausedUntil: Instant?

    /// How long a request waits that the gateway throttled.
    static func delay(_ retryAfter: Duration?, _ failures: Int, _ steps: BackoffSteps) -> Duration {
        guard let retryAfter else { return steps[failures] }
        return min(max(retryAfter, .zero), Steps.longestRetryAfter)
    }

    /// One request was throttled; `slot` is `nil` for a list, which speaks for the gateway.
    mutating func refused(
        _ slot: Int?, retryAfter: Duration?, until: Instant, at now: Instant, _ steps: BackoffSteps
    ) {
        if slot == nil || (self.slot != nil && self.slot != slot && waits > now) {
            pause(retryAfter, at: now, steps)
        } else {
            self.slot = slot
            waits = until
        }
    }

    mutating func resume() { pausedUntil = nil }

    private mutating func pause(_ retryAfter: Duration?, at now: Instant, _ steps: BackoffSteps) {
        // Requests under way when the pause began are refused too; they say nothing new.
        if let pausedUntil, pausedUntil > now {
            if let retryAfter { self.pausedUntil = max(pausedUntil, now + Self.delay(retryAfter, 1, steps)) }
            return
        }
        pauses = lastPause + Self.memory > now ? pauses + 1 : 1
        let until = now + Self.delay(retryAfter, pauses, steps)
        lastPause = until
        pausedUntil = until
    }
}
