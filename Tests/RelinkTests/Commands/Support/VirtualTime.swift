import Fleet
import FoundationEssentials
import Synchronization

/// A clock that jumps to whatever somebody sleeps for.
final class VirtualTime: TimeSource {
    private let current = Mutex(Instant.seconds(100))

    /// 2026-11-21T03:12:08Z at the start.
    private static let start = Date(timeIntervalSince1970: 1_795_230_728)

    var now: Instant { current.withLock { $0 } }

    var date: Date { Self.start.addingTimeInterval(Instant.seconds(100).duration(to: now).inSeconds) }

    /// How much time went by.
    var elapsed: Duration { Instant.seconds(100).duration(to: now) }

    func sleep(until deadline: Instant) async throws {
        try Task.checkCancellation()
        current.withLock { $0 = max($0, deadline) }
        await Task.yield()
    }
}
