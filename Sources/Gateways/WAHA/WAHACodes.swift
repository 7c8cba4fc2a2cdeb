import Fleet
import Synchronization

/// Fetches the QR code: its text where the engine gives it, a picture of it where it does not.
final class WAHACodes: Sendable {
    private let conversation: KeyedConversation
    private let failures: WAHAFailures
    private let forms = Mutex<[String: Form]>([:])

    private enum Form {
        /// The text was empty once. That is a short race in WAHA, or an engine without a text.
        case textDoubted
        case picture
    }

    init(_ conversation: KeyedConversation, _ failures: WAHAFailures) {
        self.conversation = conversation
        self.failures = failures
    }

    func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        let isPicture = forms.withLock { $0[id] == .picture }
        let answer = try await conversation.send(
            KeyedCall(path: "/api/\(URLText.encoded(id))/auth/qr?format=\(isPicture ? "image" : "raw")"), about: id)
        guard answer.isSuccess else {
            // Without a code WAHA crashes over the picture of it, which is no trouble of the gateway.
            if isPicture, answer.status == 500, answer.json?["exception"] != nil {
                forms.withLock { $0[id] = nil }
                throw failures.notReady(answer, about: id)
            }
            throw failures.failure(answer, about: id)
        }
        return try read(answer, id, isPicture)
    }

    private func read(_ answer: Answer, _ id: String, _ isPicture: Bool) throws(GatewayFailure) -> CodeReading {
        switch CodeAnswer(answer) {
        case .found(let content, _):
            if !isPicture { forms.withLock { $0[id] = nil } }
            // WAHA does not tell how long it lives.
            return CodeReading(content: content, lifetime: .untold)
        case .notYet:
            doubtText(of: id)
            throw failures.notReady(answer, about: id)
        case .absent where answer.json?.members?.isEmpty == true:
            doubtText(of: id)
            throw failures.notReady(answer, about: id)
        case .unusable where !isPicture:
            forms.withLock { $0[id] = .picture }
            throw failures.notReady(answer, about: id)
        case .unusable, .absent:
            forms.withLock { $0[id] = nil }
            throw failures.failure(answer, about: id)
        }
    }

    /// The second empty text in a row means that there will be none: the next call asks for the picture.
    private func doubtText(of id: String) {
        forms.withLock { $0[id] = $0[id] == nil ? .textDoubted : .picture }
    }
}
