public import FoundationEssentials

/// Turns monotonic instants into dates: the date that belonged to one known instant.
///
/// Renewed by every tick that carries a fresh pair, so that a corrected system clock shows within a second.
public struct WallClock: Hashable, Sendable {
    public var date: Date
    public var instant: Instant

    public init(date: Date, at instant: Instant) {
        self.date = date
        self.instant = instant
    }

    /// Lies before zero for what happened before the process began.
    public func instant(of other: Date) -> Instant {
        Instant(nanoseconds: instant.nanoseconds + Int64((other.timeIntervalSince(date) * 1e9).rounded()))
    }

    public func date(of other: Instant) -> Date {
        date.addingTimeInterval(instant.duration(to: other).inSeconds)
    }
}
