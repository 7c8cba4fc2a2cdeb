import Fleet
import Synchronization

/// Keeps two seconds between two requests about one instance where one call becomes two requests.
///
/// The planner spaces the calls; it cannot see the second request inside one. Such calls are rare (a gateway that
/// turns out to want its secret elsewhere, or to have pictures only), so that this is empty nearly always.
final class RequestSpacing: Sendable {
    private let time: any TimeSource
    /// When the second request about an instance went out.
    private let extra = Mutex<[String: Instant]>([:])

    init(_ time: any TimeSource) { self.time = time }

    /// Before the first request of an automatic call: waits while a second request of an earlier call is too near.
    func first(about id: String) async throws(GatewayFailure) {
        guard let last = extra.withLock({ $0.removeValue(forKey: id) }) else { return }
        try await wait(until: last.advanced(by: RequestFloor.promise))
    }

    /// Before another request of a call whose first began at `started`. What a person asked for does not wait.
    func second(about id: String, after started: Instant, isAutomatic: Bool) async throws(GatewayFailure) {
        if isAutomatic {
            let last = extra.withLock { max($0[id] ?? started, started) }
            try await wait(until: last.advanced(by: RequestFloor.promise))
        }
        let now = time.now
        extra.withLock { $0[id] = now }
    }

    private func wait(until moment: Instant) async throws(GatewayFailure) {
        guard time.now < moment else { return }
        do {
            try await time.sleep(until: moment)
        } catch {
            throw GatewayFailure(.cancelled, "The request was given up before it was sent.")
        }
    }
}
