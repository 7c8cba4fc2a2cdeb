import Fleet
import Synchronization

/// Keeps two seconds between two requests about one instance where one call becomes two requests.
///
/// The planner spaces the beginnings of calls; it cannot see the second request inside one (a record read after a state,
/// a gateway that turns out to want its secret elsewhere, or to have pictures only).
final class RequestSpacing: Sendable {
    private let time: any TimeSource
    /// When the last request went out that the planner does not see: a second one, or what a person had done while a
    /// call was under way.
    private let unseen = Mutex<[String: Instant]>([:])
    /// When the last call about an instance began: a call that is still under way must not come close to it.
    private let begun = Mutex<[String: Instant]>([:])

    init(_ time: any TimeSource) { self.time = time }

    /// Before the first request of an automatic call: waits while an unseen one is too near.
    func first(about id: String) async throws(GatewayFailure) {
        while let moment = moment(after: nil, about: id, taking: false) { try await wait(until: moment) }
        begin(id)
    }

    /// Before another request of a call whose first began at `started`. What a person asked for does not wait.
    func second(about id: String, after started: Instant, isAutomatic: Bool) async throws(GatewayFailure) {
        guard isAutomatic else { return person(about: id) }
        // Looked at again after each sleep: calls under way at once take turns, and people come in between.
        while let moment = moment(after: max(lastBeginning(of: id) ?? started, started), about: id, taking: true) {
            try await wait(until: moment)
        }
    }

    /// A person's request goes out now.
    func person(about id: String) {
        let now = time.now
        unseen.withLock { $0[id] = now }
    }

    /// A call begins, whose first request goes out now.
    func begin(_ id: String) {
        let now = time.now
        begun.withLock { $0[id] = now }
    }

    private func lastBeginning(of id: String) -> Instant? { begun.withLock { $0[id] } }

    /// When to look again; `nil` when the request may go out now, and then it counts as gone if it is to be `taken`.
    private func moment(after started: Instant?, about id: String, taking isTaken: Bool) -> Instant? {
        let now = time.now
        return unseen.withLock { unseen in
            let last = [unseen[id], started].compactMap(\.self).max()
            if let moment = last?.advanced(by: RequestFloor.promise), moment > now { return moment }
            unseen[id] = isTaken ? now : nil
            return nil
        }
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
