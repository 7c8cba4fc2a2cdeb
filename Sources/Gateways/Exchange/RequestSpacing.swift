import Fleet
import Synchronization

/// Keeps two seconds between two requests about one instance where one call becomes two requests.
///
/// The planner spaces the calls; it cannot see the second request inside one. Such calls are rare (a gateway that
/// turns out to want its secret elsewhere, or to have pictures only), so that this is empty nearly always.
final class RequestSpacing: Sendable {
    private let time: any TimeSource
    /// When the last request about an instance that the planner does not see goes out, or one that waits for it.
    ///
    /// Noted before the wait for it, since another call may begin meanwhile.
    private let extra = Mutex<[String: Instant]>([:])

    init(_ time: any TimeSource) { self.time = time }

    /// Before the first request of an automatic call: waits while a second request of an earlier call is too near.
    func first(about id: String) async throws(GatewayFailure) {
        let now = time.now
        let moment = extra.withLock { extra -> Instant? in
            guard let opens = extra.removeValue(forKey: id)?.advanced(by: RequestFloor.promise), opens > now else {
                return nil
            }
            extra[id] = opens
            return opens
        }
        if let moment { try await wait(until: moment) }
    }

    /// Before another request of a call whose first began at `started`. What a person asked for does not wait.
    func second(about id: String, after started: Instant, isAutomatic: Bool) async throws(GatewayFailure) {
        let now = time.now
        let moment = extra.withLock { extra in
            let last = max(extra[id] ?? started, started)
            let moment = isAutomatic ? max(now, last.advanced(by: RequestFloor.promise)) : now
            extra[id] = moment
            return moment
        }
        try await wait(until: moment)
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
