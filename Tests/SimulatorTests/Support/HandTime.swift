import Fleet
import Foundation
import Synchronization

/// A clock that goes when a test turns it, and lets sleepers sleep until then.
final class HandTime: TimeSource {
    private let instant = Mutex(Instant.zero)

    var now: Instant { instant.withLock { $0 } }

    var date: Date { VirtualTime.start.addingTimeInterval(Instant.zero.duration(to: now).inSeconds) }

    func sleep(until deadline: Instant) async throws {
        while now < deadline { try await Task.sleep(for: .milliseconds(1)) }
    }

    func advance(_ seconds: Double) { instant.withLock { $0 = $0.advanced(by: .milliseconds(Int64(seconds * 1000))) } }
}

/// Waits for a condition, at most 20 s.
func eventually(_ condition: () async -> Bool) async -> Bool {
    let clock = ContinuousClock()
    let limit = clock.now.advanced(by: .seconds(120))
    while clock.now < limit {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(5))
    }
    return await condition()
}
