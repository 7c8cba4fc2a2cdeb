import Synchronization

/// Wakes tests that wait for something to have happened; nobody spins, nobody sleeps.
final class Changes: Sendable {
    private struct Waiter {
        var condition: @Sendable () -> Bool
        var continuation: CheckedContinuation<Void, Never>
    }

    private let waiters = Mutex([Waiter]())

    /// Something has happened: whoever waited for it goes on.
    func note() {
        let waiting = waiters.withLock { waiters in
            defer { waiters = [] }
            return waiters
        }
        for waiter in waiting { resumeOrKeep(waiter) }
    }

    func until(_ condition: @escaping @Sendable () -> Bool) async {
        await withCheckedContinuation { continuation in
            resumeOrKeep(Waiter(condition: condition, continuation: continuation))
        }
    }

    private func resumeOrKeep(_ waiter: Waiter) {
        // Kept before it is looked at, so that a change in between is not missed.
        let isMet = waiters.withLock { waiters in
            if waiter.condition() { return true }
            waiters.append(waiter)
            return false
        }
        if isMet { waiter.continuation.resume() }
    }
}
