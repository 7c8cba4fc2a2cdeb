public import Fleet
import Synchronization

/// WAHA, self-hosted, from its 2024 sources to 2026.7.
///
/// One key opens the gateway, or, as a scoped key, a few of its sessions; a gateway without a key is possible too.
/// The key goes into the header `X-Api-Key` and never into a URL.
public final class WAHAGateway: Gateway {
    private let door: GatewayDoor
    private let conversation: KeyedConversation
    private let failures: WAHAFailures
    private let codes: WAHACodes
    private let acts: WAHAActs
    private let passkeys: WAHAPasskeys
    private let memory = Mutex(WAHAMemory())
    private let knownVersion = Mutex<CleanText?>(nil)

    public let kind = GatewayKind.waha
    public let abilities: Abilities

    public var name: String { door.name }

    init(door: GatewayDoor, secrets: GatewaySecrets) {
        self.door = door
        conversation = KeyedConversation(door, secrets, header: "X-Api-Key", isOpenAllowed: true)
        failures = WAHAFailures(door: door)
        codes = WAHACodes(conversation, failures)
        acts = WAHAActs(conversation: conversation, failures: failures)
        passkeys = WAHAPasskeys(conversation: conversation, failures: failures)
        abilities = Abilities(
            lists: conversation.lists, acts: Set(Act.allCases), pairingCode: true, codeMayBePolled: true,
            passkey: true)
    }

    public func list() async throws(GatewayFailure) -> [ListedInstance] {
        // Without `all` the stopped ones are left out.
        let answer = try await conversation.ask("/api/sessions?all=true")
        guard answer.isSuccess, let items = answer.json?.items else {
            throw failures.failure(answer, about: "its sessions")
        }
        let sessions = items.compactMap { session in
            session["name"]?.text.flatMap { $0.isEmpty ? nil : (id: $0, session: session) }
        }
        guard !sessions.isEmpty || items.isEmpty else { throw failures.failure(answer, about: "its sessions") }
        let sound = door.listed.sound(sessions, id: \.id)
        return memory.withLock { memory in
            sound.map { id, session in
                let reading = WAHAReadings.status(in: session) ?? StatusReading(state: .unknown, raw: "")
                return ListedInstance(id: id, label: nil, status: memory.refine(reading, of: id))
            }
        }
    }

    public func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        let answer = try await conversation.send(
            KeyedCall(path: "/api/sessions/\(URLText.encoded(id))"), about: id)
        guard answer.isSuccess, let reading = WAHAReadings.status(in: answer.json) else {
            throw failures.failure(answer, about: id)
        }
        return memory.withLock { $0.refine(reading, of: id) }
    }

    public func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        try await codes.code(for: id)
    }

    /// Fails on the phone when the session's configuration gives the device a name of its own.
    public func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        let call = KeyedCall(
            method: .post, path: "/api/\(URLText.encoded(id))/auth/request-code",
            body: JSONText.object([("phoneNumber", phone.digits)]), isAct: true)
        let answer = try await conversation.send(call, about: id)
        guard answer.isSuccess, let code = PairingCodeText.read("code", in: answer.json) else {
            throw failures.failure(answer, about: id, hiding: phone.digits)
        }
        // WAHA does not tell how long it lives.
        return PairingReading(code: code, lifetime: .untold)
    }

    public func account(of id: String) async throws(GatewayFailure) -> Account? {
        let answer = try await conversation.send(
            KeyedCall(path: "/api/sessions/\(URLText.encoded(id))/me"), about: id)
        // Nobody is `null`, or nothing at all.
        if answer.isSuccess, answer.body.isEmpty || answer.json == .null { return nil }
        guard answer.isSuccess, let account = WAHAReadings.account(in: answer.json) else {
            throw failures.failure(answer, about: id)
        }
        return account
    }

    public func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        try await acts.perform(act, on: id)
    }

    public func passkey(of id: String) async throws(GatewayFailure) -> PasskeyReading {
        try await passkeys.reading(of: id, isComparing: memory.withLock { $0.isComparing(id) })
    }

    public func answerPasskey(_ assertion: PasskeyAssertion, for id: String) async throws(GatewayFailure) {
        try await passkeys.answer(assertion, for: id)
    }

    public func confirmPasskey(for id: String) async throws(GatewayFailure) { try await passkeys.confirm(id) }

    public func notices() async -> [CleanText] {
        let listed = door.listed.notices(of: name)
        if conversation.hasSecret { return listed }
        return [CleanText("\(name) is asked without a key: if it answers, it answers anybody who reaches it.")] + listed
    }

    /// With the engine's name, because the engine decides what passkeys and pairing codes do.
    public func version() async throws(GatewayFailure) -> CleanText? {
        if let known = knownVersion.withLock({ $0 }) { return known }
        var answer = try await conversation.ask("/api/server/version")
        if answer.status == 404 { answer = try await conversation.ask("/api/version") }
        if answer.status == 404 { return nil }
        guard answer.isSuccess, let version = answer.json?["version"]?.text else {
            throw failures.failure(answer, about: "its version")
        }
        let text = CleanText(
            [version, answer.json?["engine"]?.text].compactMap(\.self).joined(separator: " "), limit: 60)
        knownVersion.withLock { $0 = text }
        return text
    }

    public func uptime() async throws(GatewayFailure) -> Duration? {
        let answer = try await conversation.ask("/api/server/status")
        if answer.status == 404 { return nil }
        guard answer.isSuccess, let milliseconds = answer.json?["uptime"]?.number, (0...1e12).contains(milliseconds)
        else { throw failures.failure(answer, about: "its uptime") }
        return .milliseconds(Int64(milliseconds))
    }
}
