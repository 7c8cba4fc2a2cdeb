public import Fleet

/// GREEN-API, the hosted gateway at green-api.com.
///
/// Every instance has a token of its own, which the vendor takes in the path of the URL and nowhere else. A secret
/// of the gateway itself is a partner's token: it finds the account's instances and their tokens, which live in
/// memory alone.
public final class GreenAPIGateway: Gateway {
    private let door: GatewayDoor
    private let conversation: GreenAPIConversation
    private let partner: GreenAPIPartner?
    private let failures: GreenAPIFailures

    public let kind = GatewayKind.greenAPI

    public var abilities: Abilities {
        Abilities(
            lists: false, acts: [.restart, .logout], pairingCode: true, codeMayBePolled: true,
            discovers: partner != nil, accountApart: true)
    }

    public var name: String { door.name }

    init(door: GatewayDoor, secrets: GatewaySecrets) {
        self.door = door
        partner = secrets.gateway.map { GreenAPIPartner(door, $0) }
        conversation = GreenAPIConversation(door, secrets.instances, partner)
        failures = GreenAPIFailures(conversation: conversation)
    }

    /// What a partner's token finds. It tells no states: a row has the one that was last asked for, or `.unknown`.
    public func list() async throws(GatewayFailure) -> [ListedInstance] {
        guard let partner else {
            throw GatewayFailure(
                .unsupported,
                CleanText(
                    "\(name) lists instances only to partners; name them in the configuration, each with its token."))
        }
        return try await partner.list()
    }

    public func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        let answer = try await conversation.send(GreenAPICall("getStateInstance"), about: id)
        guard answer.isSuccess, let reading = GreenAPIReadings.status(in: answer.json) else {
            throw failures.failure(answer, about: id)
        }
        partner?.remember(reading, of: id)
        return reading
    }

    public func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        let answer = try await conversation.send(GreenAPICall("qr"), about: id)
        guard answer.isSuccess, case .found(let picture) = GreenAPICodeAnswer(answer.json) else {
            throw failures.failure(answer, about: id)
        }
        // A code may be new or nearly over when it is first seen: it changes every 20 s, and says no more of itself.
        return CodeReading(content: .picture(picture), lifetime: .untold)
    }

    public func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        // A number, not a text: the vendor refuses texts.
        let body = Array("{\"phoneNumber\":\(phone.digits)}".utf8)
        let call = GreenAPICall("getAuthorizationCode", method: .post, body: body, isAct: true)
        let answer = try await conversation.send(call, about: id)
        guard answer.isSuccess, let code = GreenAPIReadings.pairingCode(in: answer.json) else {
            throw failures.failure(answer, about: id, hiding: phone.digits)
        }
        // The vendor's page has a number for its life; the answer has none, and a page's number is a guess.
        return PairingReading(code: code, lifetime: .untold)
    }

    public func account(of id: String) async throws(GatewayFailure) -> Account? {
        let answer = try await conversation.send(GreenAPICall("getWaSettings"), about: id)
        if answer.isSuccess, let settings = GreenAPIReadings.settings(in: answer.json) { return settings.account }
        if answer.status == 400, GreenAPIComplaint(VendorMessage(answer)) == .notLinked { return nil }
        throw failures.failure(answer, about: id)
    }

    /// Restart and logout, which are GETs here: sent once, over a connection of their own, and never redirected.
    public func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        let (method, proof) =
            switch act {
            case .restart: ("reboot", "isReboot")
            case .logout: ("logout", "isLogout")
            case .start, .stop, .delete:
                throw GatewayFailure(.unsupported, CleanText("\(name) cannot \(act.rawValue) an instance."))
            }
        let answer = try await conversation.send(GreenAPICall(method, isAct: true), about: id)
        guard answer.isSuccess, answer.json?[proof]?.truth == true else {
            throw failures.failure(answer, about: id)
        }
    }

    public func notices() async -> [CleanText] { door.listed.notices(of: name) }

    public func traits() async -> [CleanText] {
        [CleanText("\(name) takes its tokens only in the URL, where servers and proxies may log them.")]
    }
}
