import Synchronization

/// Lets one call find out where the gateway wants its secret, while the others wait for what it finds: a secret
/// that turns out to be wrong goes into a URL once, and not once for each instance.
final class WawpProbe: Sendable {
    private struct State {
        var isUnderWay = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// `true`: nobody else is at it, and `finish()` is owed. `false`: somebody was, and has finished.
    func begin() async -> Bool {
        if state.withLock({ Self.take(&$0) }) { return true }
        var hasBegun = false
        await withCheckedContinuation { continuation in
            hasBegun = state.withLock { state in
                if Self.take(&state) { return true }
                state.waiting.append(continuation)
                return false
            }
            if hasBegun { continuation.resume() }
        }
        return hasBegun
    }

    func finish() {
        let waiting = state.withLock { state in
            defer { state = State() }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }

    private static func take(_ state: inout State) -> Bool {
        defer { state.isUnderWay = true }
        return !state.isUnderWay
    }
}
