public import Fleet
import Synchronization

/// GOWA (go-whatsapp-web-multidevice), self-hosted, versions 7 to 9.
///
/// One user name and secret open all its devices, or nothing is asked for. Its list tells the states. Asking for a
/// code starts the link anew, so that it is done once for every code that is shown, and the code's picture is kept.
public final class GOWAGateway: Gateway {
    private let door: GatewayDoor
    private let conversation: GOWAConversation
    private let devices: GOWADevices
    private let codes: GOWACodes
    private let passkeys: GOWAPasskeys
    private let acts: GOWAActs
    private let told = Mutex<CleanText?>(nil)

    public let kind = GatewayKind.gowa
    public let abilities = Abilities(
        lists: true, acts: [.restart, .logout, .delete], pairingCode: true, codeMayBePolled: false,
        codeOpensLink: true, passkey: true)

    public var name: String { door.name }

    init(door: GatewayDoor, username: String?, secret: Secret?, loginLimit: Duration) {
        let conversation = GOWAConversation(door, username: username, secret: secret, loginLimit: loginLimit)
        self.conversation = conversation
        self.door = conversation.door
        let routes = GOWARoutes()
        devices = GOWADevices(conversation)
        passkeys = GOWAPasskeys(conversation)
        codes = GOWACodes(conversation, devices, passkeys, routes)
        acts = GOWAActs(conversation, devices, routes)
    }

    public func list() async throws(GatewayFailure) -> [ListedInstance] {
        let started = door.time.now
        var rows = try await devices.list()
        for (place, row) in rows.enumerated() {
            codes.note(row.status.state, of: row.id, since: started)
            rows[place].status = passkeys.inLight(row.status, of: row.id)
        }
        return rows
    }

    public func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        let started = door.time.now
        let reading = try await devices.status(of: id)
        codes.note(reading.state, of: id, since: started)
        // Whoever opened the link: this program may have been started when the phone had scanned already.
        guard reading.state == .awaitingLink else { return passkeys.inLight(reading, of: id) }
        return try await passkeys.check(reading, of: id)
    }

    /// The picture of a code. As long as the last one lives it is that one again: a new one would end the link that
    /// a phone may just be confirming.
    public func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        try await codes.code(for: id)
    }

    public func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        try await codes.pairingCode(for: id, phone: phone)
    }

    public func account(of id: String) async throws(GatewayFailure) -> Account? {
        try await devices.account(of: id)
    }

    public func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        codes.forget(id)
        passkeys.forget(id)
        try await acts.perform(act, on: id)
    }

    public func passkey(of id: String) async throws(GatewayFailure) -> PasskeyReading {
        try await passkeys.reading(of: id)
    }

    public func answerPasskey(_ assertion: PasskeyAssertion, for id: String) async throws(GatewayFailure) {
        try await passkeys.answer(assertion, for: id)
    }

    public func confirmPasskey(for id: String) async throws(GatewayFailure) { try await passkeys.confirm(id) }

    public func notices() async -> [CleanText] { door.listed.notices(of: name) }

    public func traits() async -> [CleanText] {
        guard devices.isSingle else { return [] }
        return [CleanText("\(name) is GOWA version 7, which has one device and cannot list it.")]
    }

    /// Only version 9 tells. An older one is known by the routes that it has not.
    public func version() async throws(GatewayFailure) -> CleanText? {
        if let known = told.withLock(\.self) { return known }
        let answer = try await conversation.send(GOWACall(.get, "/app/info"))
        if answer.isSuccess, let text = answer.json?["results"]?["version"]?.text, !text.isEmpty {
            let version = CleanText(text, limit: 40)
            told.withLock { $0 = version }
            return version
        }
        guard GOWAComplaint.isAboutRoute(answer) else { throw conversation.failure(answer, about: "", .read) }
        let version: CleanText = devices.isSingle ? "7" : devices.hasListed ? "8" : "7 or 8"
        if version != "7 or 8" { told.withLock { $0 = version } }
        return version
    }
}
