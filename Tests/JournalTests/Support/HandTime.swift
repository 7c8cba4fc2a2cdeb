import Fleet
import FoundationEssentials
import Synchronization

/// A clock that goes when a test turns it, and lets sleepers sleep until then.
final class HandTime: TimeSource {
    private let instant = Mutex(Instant.zero)

    /// 2026-11-21T03:12:08Z
    static let start = Date(timeIntervalSince1970: 1_795_230_728)

    var now: Instant { instant.withLock { $0 } }

    var date: Date { Self.start.addingTimeInterval(Instant.zero.duration(to: now).inSeconds) }

    func sleep(until deadline: Instant) async throws {
        while now < deadline { try await Task.sleep(for: .milliseconds(1)) }
    }

    func advance(_ step: Duration) { instant.withLock { $0 = $0 + step } }
}

/// Waits for a condition, at most two minutes.
func eventually(_ condition: () async throws -> Bool) async rethrows -> Bool {
    let limit = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < limit {
        if try await condition() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return try await condition()
}
