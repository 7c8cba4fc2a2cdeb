import Fleet
import Synchronization

/// The passkey that a phone may be asked for after it has scanned: the state of its device does not tell, so that it
/// is looked for at a route of its own, since 8.11.
final class GOWAPasskeys: Sendable {
    private struct Memory {
        /// Versions before 8.11 have no such route.
        var isUnsupported = false
        var sights: [String: Sight] = [:]
    }

    private struct Sight {
        var askedAt: Instant
        /// The word of the step that was wanted; `nil` for none.
        var word: String?
    }

    private let conversation: GOWAConversation
    private let memory = Mutex(Memory())

    /// Between two questions about one device: each delays the reading of its state by the floor of two seconds.
    private static let interval: Duration = .seconds(10)
    /// No request for a passkey that nobody asked about since is open for so long: a login lasts three minutes.
    private static let memorable: Duration = .seconds(600)

    init(_ conversation: GOWAConversation) { self.conversation = conversation }

    func forget(_ id: String) { memory.withLock { $0.sights[id]?.word = nil } }

    /// The reading, corrected where a passkey is asked for.
    func check(
        _ reading: StatusReading, of id: String
    ) async throws(GatewayFailure) -> StatusReading {
        let now = conversation.door.time.now
        let isDue = memory.withLock { memory in
            guard !memory.isUnsupported else { return false }
            if let last = memory.sights[id], now < last.askedAt + Self.interval { return false }
            memory.sights[id, default: Sight(askedAt: now)].askedAt = now
            return true
        }
        if isDue {
            // What this route cannot tell takes nothing away from the state.
            note(try await ask(id, isAutomatic: true), of: id)
        }
        return inLight(reading, of: id)
    }

    /// The reading, corrected by a question of now: a login throws away what is under way, and the device's state,
    /// which may have been read before the phone scanned, does not tell.
    func checkBeforeLogin(
        _ reading: StatusReading, of id: String, isAutomatic: Bool
    ) async throws(GatewayFailure) -> StatusReading {
        guard !memory.withLock(\.isUnsupported) else { return reading }
        let now = conversation.door.time.now
        memory.withLock { $0.sights[id, default: Sight(askedAt: now)].askedAt = now }
        note(try await ask(id, isAutomatic: isAutomatic), of: id)
        return corrected(reading, of: id)
    }

    /// The reading in the light of what was seen last: the list knows nothing of passkeys either.
    func inLight(_ reading: StatusReading, of id: String) -> StatusReading {
        guard reading.state == .awaitingLink else {
            forget(id)
            return reading
        }
        return corrected(reading, of: id)
    }

    private func corrected(_ reading: StatusReading, of id: String) -> StatusReading {
        let now = conversation.door.time.now
        let sight = memory.withLock { $0.sights[id] }
        guard let sight, let word = sight.word, now < sight.askedAt + Self.memorable else { return reading }
        var reading = reading
        reading.state = .awaitingPasskey
        reading.reason = CleanText("passkey: \(word)", limit: 60)
        return reading
    }

    func reading(of id: String) async throws(GatewayFailure) -> PasskeyReading {
        let now = conversation.door.time.now
        memory.withLock { $0.sights[id, default: Sight(askedAt: now)].askedAt = now }
        let answer = try await ask(id, isAutomatic: true)
        note(answer, of: id)
        let results = answer.json?["results"]
        guard answer.isSuccess, let word = results?["status"]?.text else {
            throw conversation.failure(answer, about: id, .read)
        }
        if word == "none" { return .nothing }
        if let challenge = PasskeyText.challenge(in: results?["challenge"]) { return .response(challenge) }
        if let code = PasskeyText.code(in: results?["code"]) {
            return .confirmation(code, confirmsItself: results?["skip_handoff_ux"]?.truth == true)
        }
        throw conversation.failure(answer, about: id, .read)
    }

    func answer(_ assertion: PasskeyAssertion, for id: String) async throws(GatewayFailure) {
        try await act("response", Array(assertion.reveal().utf8), id, hiding: assertion.parts)
    }

    func confirm(_ id: String) async throws(GatewayFailure) { try await act("confirm", nil, id, hiding: []) }

    private func act(
        _ word: String, _ body: [UInt8]?, _ id: String, hiding hidden: [Secret]
    ) async throws(GatewayFailure) {
        let answer = try await conversation.send(
            GOWACall(.post, "/app/passkey/\(word)", device: id, isAct: true, body: body), about: id, isAutomatic: false)
        guard answer.isSuccess, answer.json?["code"]?.text == "SUCCESS" else {
            throw conversation.failure(answer, about: id, .act, hiding: hidden)
        }
    }

    private func ask(_ id: String, isAutomatic: Bool) async throws(GatewayFailure) -> Answer {
        try await conversation.send(GOWACall(.get, "/app/passkey", device: id), about: id, isAutomatic: isAutomatic)
    }

    private func note(_ answer: Answer, of id: String) {
        let isUnsupported = GOWAComplaint.isAboutRoute(answer)
        // A failure says nothing about the passkey.
        guard answer.isSuccess || isUnsupported else { return }
        let word = answer.json?["results"]?["status"]?.text
        memory.withLock { memory in
            if isUnsupported { memory.isUnsupported = true }
            let isWanted = answer.isSuccess && word != "none" && word?.isEmpty == false
            memory.sights[id]?.word = isWanted ? word : nil
        }
    }
}
