import CCurl
import Synchronization

/// One request's name, and whether somebody gave it up before the engine's thread had it.
final class Ticket: Sendable {
    let tag: UInt64
    private let cancelled = Atomic<Bool>(false)

    init(_ tag: UInt64) { self.tag = tag }

    var isCancelled: Bool { cancelled.load(ordering: .acquiring) }
    func cancel() { cancelled.store(true, ordering: .releasing) }
}

/// A request on its way to the engine's thread, with whoever waits for it.
struct Arrival: Sendable {
    let ticket: Ticket
    let request: HTTPRequest
    let continuation: CheckedContinuation<Result<HTTPResponse, HTTPFailure>, Never>

    func end(_ result: Result<HTTPResponse, HTTPFailure>) { continuation.resume(returning: result) }
}

/// libcurl's multi handle.
///
/// Unchecked, because a pointer is not Sendable: everybody may wake it, and only the engine's thread does more.
struct MultiHandle: @unchecked Sendable {
    let pointer: OpaquePointer
}

/// How other threads reach the engine's.
final class TransferInbox: Sendable {
    struct Work {
        var arriving: [Arrival] = []
        var cancelled: [UInt64] = []
        var stopped = false

        var isEmpty: Bool { arriving.isEmpty && cancelled.isEmpty && !stopped }
    }

    private struct State {
        var work = Work()
        /// Once closed, the multi handle is gone.
        var isOpen = true
    }

    private let state = Mutex(State())
    private let multi: MultiHandle

    init(_ multi: MultiHandle) { self.multi = multi }

    func submit(_ arrival: Arrival) {
        let accepted = state.withLock { state in
            guard state.isOpen, !state.work.stopped else { return false }
            change(&state.work) { $0.arriving.append(arrival) }
            return true
        }
        if !accepted { arrival.end(.failure(.cancelled(arrival.request))) }
    }

    /// The ticket is marked first: should the engine see the cancellation before the request, it sees the mark later.
    func cancel(_ ticket: Ticket) {
        ticket.cancel()
        state.withLock { state in
            guard state.isOpen else { return }
            change(&state.work) { $0.cancelled.append(ticket.tag) }
        }
    }

    func stop() {
        state.withLock { state in
            guard state.isOpen else { return }
            change(&state.work) { $0.stopped = true }
        }
    }

    /// Everything that came since the last call. Only the engine's thread asks.
    func take() -> Work {
        state.withLock { state in
            let work = state.work
            state.work = Work()
            // Stays, so that nothing is accepted any more.
            state.work.stopped = work.stopped
            return work
        }
    }

    /// From here on nobody touches the multi handle through this inbox. Returns what still arrived.
    func close() -> [Arrival] {
        state.withLock { state in
            state.isOpen = false
            return state.work.arriving
        }
    }

    /// One wake-up is enough for everything that gathers until the thread looks.
    private func change(_ work: inout Work, _ edit: (inout Work) -> Void) {
        let wasEmpty = work.isEmpty
        edit(&work)
        if wasEmpty { relink_multi_wake(multi.pointer) }
    }
}
