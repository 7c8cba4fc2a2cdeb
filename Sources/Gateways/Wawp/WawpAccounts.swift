import Fleet
import Synchronization

/// Asks whose phone an instance is linked to.
///
/// The vendor documents a GET. It is asked by POST first, because a GET can carry its secret only in headers, which
/// no answer has been seen to accept, or in the URL.
final class WawpAccounts: Sendable {
    private let conversation: WawpConversation
    private let failures: WawpFailures
    /// POST is not there. Learned once, when GET answered instead.
    private let byGet = Mutex(false)

    init(_ conversation: WawpConversation, _ failures: WawpFailures) {
        self.conversation = conversation
        self.failures = failures
    }

    func account(of id: String) async throws(GatewayFailure) -> Account? {
        let path = "/v2/session/me"
        if !byGet.withLock({ $0 }) {
            let answer = try await conversation.send(WawpCall(method: .post, path: path), about: id)
            guard WawpComplaint.mayLackRoute(answer) else { return try read(answer, id) }
        }
        let answer = try await conversation.send(WawpCall(method: .get, path: path), about: id)
        let account = try read(answer, id)
        byGet.withLock { $0 = true }
        return account
    }

    private func read(_ answer: Answer, _ id: String) throws(GatewayFailure) -> Account? {
        // An engine that knows nobody sends `null`, or nothing.
        if answer.isSuccess, answer.body.isEmpty { return nil }
        guard answer.isSuccess, let json = answer.json else { throw failures.failure(answer, about: id) }
        for holder in [json, json["me"], json["data"], json["result"]] {
            if let account = WAHAReadings.account(in: holder) { return account }
        }
        // Nobody's, unless it is an error in a 2xx.
        guard json["code"] == nil, json["error"] == nil, json["success"]?.truth != false else {
            throw failures.failure(answer, about: id)
        }
        return nil
    }
}
