import Fleet
import Foundation
import Synchronization

/// A clock that goes when a test turns it. Who sleeps on it wakes at once, and the clock has moved on.
final class VirtualTime: TimeSource {
    static let start = Date(timeIntervalSince1970: 1_795_230_728)

    private let instant = Mutex(Instant.zero)

    var now: Instant { instant.withLock { $0 } }

    var date: Date { Self.start.addingTimeInterval(Instant.zero.duration(to: now).inSeconds) }

    func sleep(until deadline: Instant) async throws { instant.withLock { $0 = max($0, deadline) } }

    func advance(_ seconds: Double) { instant.withLock { $0 = $0.advanced(by: .milliseconds(Int64(seconds * 1000))) } }
}
