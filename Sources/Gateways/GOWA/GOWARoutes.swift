import Fleet
import Synchronization

/// Which of its two families of routes this gateway wants for what. Version 7 has only `/app/…`, which takes the
/// device from a header; version 8 has `/devices/{id}/…` too, but for long could not log in there.
final class GOWARoutes: Sendable {
    private let loginWantsHeader = Mutex(false)

    var isLoginByHeader: Bool { loginWantsHeader.withLock { $0 } }

    func learnLoginByHeader() { loginWantsHeader.withLock { $0 = true } }

    /// The gateway does not decode its paths, and clients take dots out of them: other ids go by header.
    static func fitsPath(_ id: String) -> Bool {
        !id.isEmpty && id != "." && id != ".." && URLText.encoded(id) == id
    }

    /// In the path where it can be, else by the header. Asks the second way only where the first was no route or is
    /// not made yet: then nothing was done, and asking again repeats no act.
    func send(
        _ first: GOWACall, orByHeader second: GOWACall, about id: String, in conversation: GOWAConversation
    ) async throws(GatewayFailure) -> Answer {
        let isLogin = first.isLogin
        guard Self.fitsPath(id), !(isLogin && isLoginByHeader) else {
            return try await conversation.send(second, about: id, isAutomatic: false)
        }
        let answer = try await conversation.send(first, about: id, isAutomatic: false)
        guard GOWAComplaint.isAboutRoute(answer) || GOWAComplaint.isNotMade(answer) else { return answer }
        let other = try await conversation.send(second, about: id, isAutomatic: false)
        if GOWAComplaint.isAboutRoute(other) { return answer }
        if isLogin { learnLoginByHeader() }
        return other
    }
}
