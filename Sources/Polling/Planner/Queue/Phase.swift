import Fleet

/// Where in its interval an instance has its regular turn: spread evenly whatever their number, and always the same.
///
/// Late rounds do not move a phase, so a fleet that was held up together does not stay bunched.
enum Phase {
    /// Phases are multiples of this, so that one wake-up serves all that share one: 10,000 instances every
    /// 15 s need 10 wake-ups a second instead of 667, and of each thread on a request's way. Nobody looks at what is
    /// asked in these turns, so that a tenth of a second is nothing; close looks do not wait for it.
    static let tick: Duration = .milliseconds(100)

    private static let tickNanoseconds = tick.nanoseconds

    /// The first regular turn after `instant`: never later than one interval after it.
    static func turn(after instant: Instant, of slot: Int, every interval: Duration) -> Instant {
        let period = max(interval.nanoseconds, tickNanoseconds)
        let offset = offset(of: slot, in: period)
        let since = instant.nanoseconds - offset
        let rounds = since >= 0 ? since / period : -((-since + period - 1) / period)
        return Instant(nanoseconds: offset + (rounds + 1) * period)
    }

    /// Multiples of the golden ratio fill a circle evenly from the first few on.
    private static func offset(of slot: Int, in period: Int64) -> Int64 {
        let fraction = (UInt64(truncatingIfNeeded: slot) &* 0x9E37_79B9_7F4A_7C15) >> 40
        let ticks = UInt64(period / tickNanoseconds)
        return Int64((fraction &* ticks) >> 24) * tickNanoseconds
    }
}
