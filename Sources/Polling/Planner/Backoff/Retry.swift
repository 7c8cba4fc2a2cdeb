import Fleet

/// What one kind of request about one instance waits for after failures of its own.
struct Retry: Hashable, Sendable {
    /// Failures in a row.
    private(set) var failures = 0
    private(set) var notBefore: Instant?
    /// The last failure was one that may concern the whole gateway.
    private(set) var isTrouble = false

    mutating func reset() { self = Retry() }

    mutating func wait(_ delay: (Int) -> Duration, from now: Instant, isTrouble: Bool = false) {
        failures += 1
        notBefore = now + delay(failures)
        self.isTrouble = isTrouble
    }
}
