import Fleet

/// What one kind of request about one instance waits for after failures of its own.
struct Retry: Hashable, Sendable {
    enum Cause: Hashable, Sendable {
        /// It is too early, or the answer was no.
        case patience
        /// Perhaps the whole gateway's: no answer, 5xx, a refused secret.
        case trouble
        /// Asked too often.
        case throttle
    }

    /// Failures in a row.
    private var failures = 0
    private var waitsUntil: Instant?
    private(set) var isTrouble = false
    /// Only an answer ends this wait early, not what the planner learns elsewhere.
    private(set) var throttledUntil: Instant?

    var notBefore: Instant? {
        guard let waitsUntil, let throttledUntil else { return waitsUntil ?? throttledUntil }
        return max(waitsUntil, throttledUntil)
    }

    /// It was answered.
    mutating func reset() { self = Retry() }

    /// What it waited for is no longer so.
    mutating func forgive() {
        waitsUntil = nil
        isTrouble = false
        failures = 0
    }

    mutating func wait(_ delay: (Int) -> Duration, from now: Instant, _ cause: Cause = .patience) {
        failures += 1
        let until = now + delay(failures)
        // A longer wait stands: what a second request under way was told does not undo it.
        if cause == .throttle {
            throttledUntil = throttledUntil.map { max($0, until) } ?? until
        } else {
            waitsUntil = waitsUntil.map { max($0, until) } ?? until
            isTrouble = cause == .trouble
        }
    }
}
