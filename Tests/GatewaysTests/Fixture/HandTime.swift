import Fleet
import FoundationEssentials
import Synchronization

/// A clock that stands still, except that whoever sleeps is woken at once, at the time asked for.
final class HandTime: TimeSource {
    private let elapsed = Mutex(Instant.zero)
    private let taken = Mutex<[Duration]>([])
    private let start: Date

    init(_ start: Date = Date(timeIntervalSince1970: 1_795_230_728)) { self.start = start }

    var now: Instant { elapsed.withLock { $0 } }
    var date: Date { start.addingTimeInterval(Instant.zero.duration(to: now).inSeconds) }
    /// How long each sleep was.
    var sleeps: [Duration] { taken.withLock { $0 } }

    func sleep(until deadline: Instant) async throws {
        try Task.checkCancellation()
        taken.withLock { $0.append(now.duration(to: deadline)) }
        elapsed.withLock { $0 = max($0, deadline) }
    }

    func pass(_ duration: Duration) { elapsed.withLock { $0 = $0.advanced(by: duration) } }
}
