public import Fleet
public import FoundationEssentials
import Synchronization

/// A clock that a test turns by hand: who sleeps on it waits until it has been turned far enough, or is cancelled. One
/// that `jumps` wakes whoever sleeps at once, and has gone on to the time asked for.
public final class HandTime: TimeSource {
    private struct State {
        var now: Instant
        var sleepers: [Int: (deadline: Instant, continuation: CheckedContinuation<Void, any Error>)] = [:]
        var sleeps: [Duration] = []
    }

    /// 2026-11-21T03:12:08Z
    public static let start = Date(timeIntervalSince1970: 1_795_230_728)

    private let state: Mutex<State>
    private let begin: Instant
    private let jumps: Bool

    public init(jumps: Bool = false, from begin: Instant = .zero) {
        self.jumps = jumps
        self.begin = begin
        state = Mutex(State(now: begin))
    }

    public var now: Instant { state.withLock { $0.now } }
    public var date: Date { Self.start.addingTimeInterval(elapsed.inSeconds) }
    /// How much time went by.
    public var elapsed: Duration { begin.duration(to: now) }
    /// How long each sleep was to be, in the order in which they began.
    public var sleeps: [Duration] { state.withLock { $0.sleeps } }
    /// What is slept for now.
    public var deadlines: [Instant] { state.withLock { $0.sleepers.values.map(\.deadline).sorted() } }

    public func advance(by step: Duration) { turn(to: now.advanced(by: step)) }

    public func turn(to instant: Instant) {
        let over = state.withLock { state in
            state.now = max(state.now, instant)
            let now = state.now
            let over = state.sleepers.filter { $0.value.deadline <= now }
            for id in over.keys { state.sleepers[id] = nil }
            return over.values.map(\.continuation)
        }
        for continuation in over { continuation.resume() }
    }

    public func sleep(until deadline: Instant) async throws {
        try Task.checkCancellation()
        let id = state.withLock { state in
            state.sleeps.append(state.now.duration(to: deadline))
            if jumps { state.now = max(state.now, deadline) }
            return state.sleeps.count
        }
        // Others have their turn before the time that was jumped to is used.
        guard !jumps else { return await Task.yield() }
        try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                let isOver = state.withLock { state in
                    if Task.isCancelled || deadline <= state.now { return true }
                    state.sleepers[id] = (deadline, continuation)
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
