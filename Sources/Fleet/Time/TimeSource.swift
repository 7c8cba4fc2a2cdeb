public import FoundationEssentials

/// The door to the clock. `SystemTime` is the real one; tests hand in a virtual one.
public protocol TimeSource: Sendable {
    var now: Instant { get }
    var date: Date { get }
    /// Returns at `deadline` or soon after it; throws `CancellationError` when the task is cancelled.
    func sleep(until deadline: Instant) async throws
}

/// The machine's clocks: `ContinuousClock` for instants, the system date for dates.
public struct SystemTime: TimeSource {
    private static let origin = ContinuousClock.now

    public init() { _ = Self.origin }

    public var now: Instant { Instant(nanoseconds: (ContinuousClock.now - Self.origin).nanoseconds) }

    public var date: Date { Date() }

    public func sleep(until deadline: Instant) async throws {
        try await Task.sleep(until: Self.origin + .nanoseconds(deadline.nanoseconds), clock: .continuous)
    }
}
