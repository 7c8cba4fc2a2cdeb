import Fleet
import Synchronization

/// Keeps two seconds between any two requests about one instance of which the later one is automatic.
///
/// The planner spaces the beginnings of calls. It cannot see the second request inside one (a record read after a state,
/// a gateway that turns out to want its secret elsewhere, or to have pictures only), nor how long a first one waited
/// here.
final class RequestSpacing: Sendable {
    private let time: any TimeSource
    /// When the last request about an instance went out.
    private let last = Mutex<[String: Instant]>([:])

    init(_ time: any TimeSource) { self.time = time }

    /// An automatic request goes out when this returns.
    func automatic(about id: String) async throws(GatewayFailure) {
        // Looked at again after each sleep: calls under way at once take turns, and people come in between.
        while let moment = takeTurn(id) {
            do {
                try await time.sleep(until: moment)
            } catch {
                throw GatewayFailure(.cancelled, "The request was given up before it was sent.")
            }
        }
    }

    /// A request that a person asked for goes out now.
    func person(about id: String) {
        let now = time.now
        last.withLock { $0[id] = now }
    }

    /// When to look again; `nil` when the request may go out now, and then it counts as gone.
    private func takeTurn(_ id: String) -> Instant? {
        let now = time.now
        return last.withLock { last in
            if let moment = last[id]?.advanced(by: RequestFloor.promise), moment > now { return moment }
            last[id] = now
            return nil
        }
    }
}
