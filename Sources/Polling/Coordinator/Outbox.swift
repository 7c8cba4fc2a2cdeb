import Fleet
import DequeModule
import Synchronization

/// Reports on their way to the reader. None is dropped, and they cannot pile up: while it is full no automatic request
/// starts, and what is under way is bounded. A reader that stands still stops the polling, as it should: nobody looks.
final class Outbox: Sendable {
    /// Reports that may wait: one round of the largest fleet.
    static let limit = 10_000

    private struct State {
        var reports: Deque<PollReport> = []
        var readers: Deque<(id: Int, continuation: CheckedContinuation<PollReport?, Never>)> = []
        var lastReader = 0
        var isFinished = false
        var wasFull = false
    }

    private let state = Mutex(State())
    private let limit: Int
    /// Rung when there is room again after it was full.
    private let bell: Bell

    init(bell: Bell, limit: Int = Outbox.limit) {
        self.bell = bell
        self.limit = limit
    }

    var isFull: Bool {
        state.withLock { state in
            state.wasFull = state.reports.count >= limit
            return state.wasFull
        }
    }

    func post(_ report: PollReport) {
        let reader = state.withLock { state -> CheckedContinuation<PollReport?, Never>? in
            guard !state.isFinished else { return nil }
            if let first = state.readers.popFirst() { return first.continuation }
            state.reports.append(report)
            return nil
        }
        reader?.resume(returning: report)
    }

    /// No more reports; what waits can still be read.
    func finish() {
        let readers = state.withLock { state in
            state.isFinished = true
            let readers = state.readers
            state.readers = []
            return readers
        }
        for reader in readers { reader.continuation.resume(returning: nil) }
    }

    /// The next report; `nil` after the last, or when the reader's task is cancelled.
    func next() async -> PollReport? {
        let id = state.withLock { state in
            state.lastReader += 1
            return state.lastReader
        }
        return await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in enqueue(continuation, id) }
        } onCancel: {
            leave(id)
        }
    }

    private func enqueue(_ continuation: CheckedContinuation<PollReport?, Never>, _ id: Int) {
        let isCancelled = Task.isCancelled
        let (report, waits, hasRoom) = state.withLock { state -> (PollReport?, Bool, Bool) in
            if let report = state.reports.popFirst() {
                let hasRoom = state.wasFull && state.reports.count <= limit / 2
                if hasRoom { state.wasFull = false }
                return (report, false, hasRoom)
            }
            if state.isFinished || isCancelled { return (nil, false, false) }
            state.readers.append((id, continuation))
            return (nil, true, false)
        }
        if hasRoom { bell.ring() }
        if !waits { continuation.resume(returning: report) }
    }

    private func leave(_ id: Int) {
        let reader = state.withLock { state -> CheckedContinuation<PollReport?, Never>? in
            guard let index = state.readers.firstIndex(where: { $0.id == id }) else { return nil }
            return state.readers.remove(at: index).continuation
        }
        reader?.resume(returning: nil)
    }
}
