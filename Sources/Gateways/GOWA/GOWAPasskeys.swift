import Fleet
import Synchronization

/// Finds out whether a phone that has scanned is asked for a passkey: the state of its device does not tell.
final class GOWAPasskeys: Sendable {
    private struct Memory {
        /// Versions before 8.11 have no such route.
        var isUnsupported = false
        var askedAt: [String: Instant] = [:]
    }

    private let conversation: GOWAConversation
    private let memory = Mutex(Memory())

    /// Between two questions about one device: each delays the reading of its state by the floor of two seconds.
    private static let interval: Duration = .seconds(10)

    init(_ conversation: GOWAConversation) { self.conversation = conversation }

    /// The reading, corrected where a passkey is asked for.
    ///
    /// - Parameter started: when the request for that reading began.
    func check(
        _ reading: StatusReading, of id: String, following started: Instant
    ) async throws(GatewayFailure) -> StatusReading {
        let now = conversation.door.time.now
        let isDue = memory.withLock { memory in
            guard !memory.isUnsupported else { return false }
            if let last = memory.askedAt[id], now < last + Self.interval { return false }
            memory.askedAt[id] = now
            return true
        }
        guard isDue else { return reading }
        try await conversation.spacing.second(about: id, after: started, isAutomatic: true)
        let answer = try await conversation.send(GOWACall(.get, "/app/passkey", device: id))
        if GOWAComplaint.isAboutRoute(answer) { memory.withLock { $0.isUnsupported = true } }
        // What this route cannot tell takes nothing away from the state.
        guard answer.isSuccess, let word = answer.json?["results"]?["status"]?.text, word != "none", !word.isEmpty
        else { return reading }
        var reading = reading
        reading.state = .awaitingPasskey
        reading.reason = CleanText("passkey: \(word)", limit: 60)
        return reading
    }
}
