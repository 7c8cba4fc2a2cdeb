import Fleet
import FoundationEssentials
import Synchronization

/// A clock that jumps to whatever somebody sleeps for, or one that a test moves by hand.
final class VirtualTime: TimeSource {
    private struct Sleeper {
        var deadline: Instant
        var continuation: CheckedContinuation<Void, any Error>
    }

    private struct State {
        var now = Instant.seconds(100)
        var sleepers: [Int: Sleeper] = [:]
        var last = 0
    }

    private let state = Mutex(State())
    private let jumps: Bool

    /// 2026-11-21T03:12:08Z at the start.
    private static let start = Date(timeIntervalSince1970: 1_795_230_728)

    init(jumps: Bool = true) { self.jumps = jumps }

    var now: Instant { state.withLock { $0.now } }

    var date: Date { Self.start.addingTimeInterval(elapsed.inSeconds) }

    /// How much time went by.
    var elapsed: Duration { Instant.seconds(100).duration(to: now) }

    func advance(by step: Duration) {
        let due = state.withLock { state in
            state.now = state.now.advanced(by: step)
            let due = state.sleepers.filter { $0.value.deadline <= state.now }
            for id in due.keys { state.sleepers[id] = nil }
            return due.values.map(\.continuation)
        }
        for continuation in due { continuation.resume() }
    }

    func sleep(until deadline: Instant) async throws {
        try Task.checkCancellation()
        guard !jumps else {
            state.withLock { $0.now = max($0.now, deadline) }
            return await Task.yield()
        }
        let id = state.withLock { state in
            state.last += 1
            return state.last
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled || deadline <= state.now { return true }
                    state.sleepers[id] = Sleeper(deadline: deadline, continuation: continuation)
                    return false
                }
                if isOver { continuation.resume() }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation.resume(throwing: CancellationError())
        }
        try Task.checkCancellation()
    }
}
