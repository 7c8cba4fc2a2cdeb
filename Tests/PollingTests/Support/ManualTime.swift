import Fleet
import FoundationEssentials
import Synchronization

/// A clock that a test turns by hand. Sleeps wait until it has been turned far enough, or are cancelled.
final class ManualTime: TimeSource {
    private struct State {
        var now = Instant.zero
        var sleepers: [Int: (deadline: Instant, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var begun = 0
    }

    private let state = Mutex(State())

    var now: Instant { state.withLock { $0.now } }
    var date: Date { Date(timeIntervalSince1970: now.nanoseconds.seconds) }
    /// Sleeps begun so far.
    var sleeps: Int { state.withLock { $0.begun } }
    /// What is slept for now.
    var deadlines: [Instant] { state.withLock { $0.sleepers.values.map(\.deadline).sorted() } }

    func sleep(until deadline: Instant) async throws {
        let id = state.withLock { state in
            state.begun += 1
            return state.begun
        }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled || deadline <= state.now { return true }
                    state.sleepers[id] = (deadline, continuation)
                    return false
                }
                guard isOver else { return }
                if Task.isCancelled {
                    continuation.resume(throwing: CancellationError())
                } else {
                    continuation.resume()
                }
            }
        } onCancel: {
            state.withLock { $0.sleepers.removeValue(forKey: id) }?.continuation
                .resume(throwing: CancellationError())
        }
    }

    func turn(to instant: Instant) {
        let over = state.withLock { state in
            state.now = max(state.now, instant)
            let now = state.now
            let over = state.sleepers.filter { $0.value.deadline <= now }
            for id in over.keys { state.sleepers[id] = nil }
            return over.values.map(\.continuation)
        }
        for continuation in over { continuation.resume() }
    }
}

extension Int64 {
    fileprivate var seconds: Double { Double(self) / 1e9 }
}

/// Whether the condition came true before a generous limit.
func eventually(_ condition: () async -> Bool) async -> Bool {
    let limit = ContinuousClock.now + .seconds(120)
    while ContinuousClock.now < limit {
        if await condition() { return true }
        try? await Task.sleep(for: .milliseconds(1))
    }
    return await condition()
}
