import Fleet
import Synchronization

/// Fetches the QR code: its text where the gateway gives it, a picture of it where it does not.
final class WawpCodes: Sendable {
    private let conversation: WawpConversation
    private let failures: WawpFailures
    /// The raw route is not there. Learned once, when the picture's route answered instead.
    private let picturesOnly = Mutex(false)

    init(_ conversation: WawpConversation, _ failures: WawpFailures) {
        self.conversation = conversation
        self.failures = failures
    }

    var hasPicturesOnly: Bool { picturesOnly.withLock { $0 } }

    func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        var isRouteMissing = false
        if !hasPicturesOnly {
            let answer = try await conversation.send(
                WawpCall(method: .post, path: "/v2/auth/qr", members: [("format", "raw")]), about: id)
            isRouteMissing = Self.isRouteMissing(answer)
            if !isRouteMissing, let reading = try read(answer, id) { return reading }
        }
        let answer = try await conversation.send(
            WawpCall(method: .post, path: "/v2/auth/qr-image"), about: id)
        guard let reading = try read(answer, id) else { throw unreadable(answer, id) }
        if isRouteMissing { picturesOnly.withLock { $0 = true } }
        return reading
    }

    /// `nil` when there is a code that cannot be used in this form.
    private func read(_ answer: Answer, _ id: String) throws(GatewayFailure) -> CodeReading? {
        guard answer.isSuccess else { throw failures.failure(answer, about: id) }
        switch CodeAnswer(answer) {
        case .found(let content, let expiry):
            let lifetime = CodeExpiry.read(
                expiry, serverDate: answer.response.serverDate, date: conversation.door.time.date)
            return CodeReading(content: content, lifetime: lifetime)
        case .notYet: throw waiting(answer, id)
        case .unusable: return nil
        case .absent:
            guard WawpReadings.status(in: answer.json) != nil else { throw failures.failure(answer, about: id) }
            throw waiting(answer, id)
        }
    }

    /// No code, and why: already linked, or not there yet.
    private func waiting(_ answer: Answer, _ id: String) -> GatewayFailure {
        let reading = WawpReadings.status(in: answer.json)
        let kind: GatewayFailure.Kind = reading?.state == .working ? .alreadyLinked : .notReady(status: reading)
        return conversation.door.failure(kind, answer, about: id, saying: VendorMessage(answer))
    }

    private func unreadable(_ answer: Answer, _ id: String) -> GatewayFailure {
        conversation.door.failure(
            .unexpected, answer, about: id, saying: VendorMessage(answer),
            lead: "\(conversation.door.name) gave a code for \(id) that is neither text nor a PNG or JPEG picture")
    }

    /// A route that does not know the format is as good as none.
    private static func isRouteMissing(_ answer: Answer) -> Bool {
        answer.status == 406 || answer.status == 415 || WawpComplaint.mayLackRoute(answer)
    }
}
