public import Fleet

/// Wawp version 2, the hosted gateway at api.wawp.net.
///
/// One secret opens all instances of an account, and there is no list: instances are configured. The secret goes
/// into headers and JSON bodies; only when the gateway says that it finds none there does it go into the query,
/// which `traits()` then tells.
public final class WawpGateway: Gateway {
    private let door: GatewayDoor
    private let conversation: WawpConversation
    private let failures: WawpFailures
    private let codes: WawpCodes
    private let accounts: WawpAccounts
    private let acts: WawpActs

    public let kind = GatewayKind.wawp
    public let abilities = Abilities(
        lists: false, acts: Set(Act.allCases), pairingCode: true, codeMayBePolled: true)

    public var name: String { door.name }

    init(door: GatewayDoor, secrets: GatewaySecrets) {
        self.door = door
        conversation = WawpConversation(door, secrets)
        failures = WawpFailures(door: door)
        codes = WawpCodes(conversation, failures)
        accounts = WawpAccounts(conversation, failures)
        acts = WawpActs(conversation: conversation, failures: failures)
    }

    public func list() async throws(GatewayFailure) -> [ListedInstance] {
        throw GatewayFailure(
            .unsupported, CleanText("\(name) cannot list its instances; name them in the configuration."))
    }

    /// `.notFound` when the instance is gone, or its phone is unlinked: Wawp says the same for both.
    public func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        let answer = try await conversation.send(WawpCall(method: .post, path: "/v2/session/info"), about: id)
        guard answer.isSuccess, let reading = WawpReadings.status(in: answer.json) else {
            throw failures.failure(answer, about: id)
        }
        return reading
    }

    public func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        try await codes.code(for: id)
    }

    public func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        let call = WawpCall(
            method: .post, path: "/v2/auth/request-code", members: [("phone_number", phone.digits)], isAct: true)
        let answer = try await conversation.send(call, about: id)
        guard answer.isSuccess, let code = WawpReadings.pairingCode(in: answer.json) else {
            throw failures.failure(answer, about: id, hiding: phone.digits)
        }
        // Wawp does not tell how long it lives.
        return PairingReading(code: code, lifetime: .untold)
    }

    public func account(of id: String) async throws(GatewayFailure) -> Account? {
        try await accounts.account(of: id)
    }

    public func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        try await acts.perform(act, on: id)
    }

    public func notices() async -> [CleanText] { [] }

    public func traits() async -> [CleanText] {
        var traits: [CleanText] = []
        if conversation.usesQuery {
            traits.append(
                CleanText("\(name) accepts its secret only in the URL, where servers and proxies may log it."))
        }
        if codes.hasPicturesOnly {
            traits.append(CleanText("\(name) gives its QR codes only as pictures."))
        }
        return traits
    }
}
