import Fleet
import Synchronization

/// Opens links: one login for every code that is shown, and never while a phone may be confirming.
final class GOWACodes: Sendable {
    fileprivate struct Window {
        /// Somebody waits for the answer to a login.
        var isAsking = false
        var picture: CodePicture?
        var endsAt: Instant?
        /// When relink itself opened the link, by QR or pairing code.
        var openedAt: Instant?
    }

    private let conversation: GOWAConversation
    private let devices: GOWADevices
    private let passkeys: GOWAPasskeys
    private let routes: GOWARoutes
    private let pictures: GOWAPictures
    private let windows = Mutex<[String: Window]>([:])

    /// The server closes a link that nobody used after 180 s at the latest.
    private static let longestLink: Duration = .seconds(180)
    /// A code that comes without a duration is kept as long as engines keep their shortest.
    private static let untoldLife: Duration = .seconds(20)

    init(
        _ conversation: GOWAConversation, _ devices: GOWADevices, _ passkeys: GOWAPasskeys, _ routes: GOWARoutes
    ) {
        self.conversation = conversation
        self.devices = devices
        self.passkeys = passkeys
        self.routes = routes
        pictures = GOWAPictures(conversation)
    }

    private var door: GatewayDoor { conversation.door }

    private func isLinkOpen(for id: String) -> Bool {
        let now = door.time.now
        return windows.withLock { $0[id]?.openedAt.map { now < $0 + Self.longestLink } ?? false }
    }

    /// A device that is no longer waiting to be linked has no use for its code.
    ///
    /// - Parameter asked: when this look began; what was seen before the link was opened says nothing about it.
    func note(_ state: LinkState, of id: String, since asked: Instant) {
        switch state {
        case .awaitingLink, .awaitingPasskey, .connecting, .unknown: return
        default: break
        }
        if let openedAt = windows.withLock({ $0[id]?.openedAt }), openedAt < asked { forget(id) }
    }

    func forget(_ id: String) {
        windows.withLock { windows in
            guard let window = windows[id] else { return }
            windows[id] = window.isAsking ? Window(isAsking: true) : nil
        }
    }

    func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        if let kept = kept(id) { return kept }
        guard windows.withLock({ $0[id, default: Window()].begin() }) else {
            throw GatewayFailure(
                .notReady(status: nil), CleanText("\(door.subject(id)) is already being asked for a code."))
        }
        defer { windows.withLock { $0[id]?.isAsking = false } }
        // The first code of a link is a person's; the next ones may come of themselves, and then keep their distance.
        let isRenewal = isLinkOpen(for: id)
        try await checkBeforeLogin(id, isAutomatic: isRenewal)
        if isRenewal { try await conversation.takeTurn(about: id, isAutomatic: true) }
        let answer = try await routes.send(
            GOWACall(.get, "/devices/\(id)/login", isAct: true, isLogin: true),
            orByHeader: GOWACall(.get, "/app/login", device: id, isAct: true, isLogin: true), about: id,
            in: conversation)
        let answeredAt = door.time.now
        let results = answer.json?["results"]
        guard answer.isSuccess, let link = results?["qr_link"]?.text, !link.isEmpty else {
            throw conversation.failure(answer, about: id, .act)
        }
        let picture = try await pictures.fetch(link, of: id)
        let life = Self.life(results?["qr_duration"])
        let endsAt = answeredAt + (life ?? Self.untoldLife)
        windows.withLock { windows in
            windows[id] = Window(isAsking: true, picture: picture, endsAt: endsAt, openedAt: answeredAt)
        }
        let remaining = door.time.now.duration(to: endsAt)
        return CodeReading(
            content: .picture(picture), lifetime: life == nil ? .untold : .told(max(.zero, remaining)))
    }

    func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        try await checkBeforeLogin(id, isAutomatic: false)
        let query = "phone=\(phone.digits)"
        let answer = try await routes.send(
            GOWACall(.post, "/devices/\(id)/login/code?\(query)", isAct: true, isLogin: true),
            orByHeader: GOWACall(.get, "/app/login-with-code?\(query)", device: id, isAct: true, isLogin: true),
            about: id, in: conversation)
        guard answer.isSuccess, let code = GOWAReadings.pairingCode(in: answer.json?["results"]) else {
            throw conversation.failure(answer, about: id, .act, hiding: phone.digits)
        }
        let now = door.time.now
        windows.withLock { $0[id, default: Window()].openedAt = now }
        return PairingReading(code: code, lifetime: .untold)
    }

    /// A login takes the socket away from whoever links, and forgets a passkey under way.
    private func checkBeforeLogin(_ id: String, isAutomatic: Bool) async throws(GatewayFailure) {
        let status = try await devices.sighting(of: id)
        try check(status, id)
        try check(try await passkeys.checkBeforeLogin(status, of: id, isAutomatic: isAutomatic), id)
    }

    private func check(_ status: StatusReading, _ id: String) throws(GatewayFailure) {
        let subject = door.subject(id)
        switch status.state {
        case .working: throw GatewayFailure(.alreadyLinked, CleanText("\(subject) is already linked."))
        case .connecting, .awaitingPasskey:
            throw GatewayFailure(
                .notReady(status: status),
                CleanText("\(subject) is being linked at this moment: a new code would break that off."))
        default: return
        }
    }

    private func kept(_ id: String) -> CodeReading? {
        let now = door.time.now
        return windows.withLock { windows in
            guard let window = windows[id], let picture = window.picture, let endsAt = window.endsAt, now < endsAt
            else { return nil }
            return CodeReading(content: .picture(picture), lifetime: .told(now.duration(to: endsAt)))
        }
    }

    /// How long WhatsApp takes this code. The gateway tells half of that, which is how long it keeps the picture's
    /// file: 30 s for the first code of a link, and every login begins with a first code, which lives for 60 s.
    /// Blanking it at half time would mean a new login, which breaks off the link of a phone that has just scanned.
    private static func life(_ told: JSONValue?) -> Duration? {
        guard let seconds = told?.number, seconds >= 1, seconds <= 600 else { return nil }
        // More than half a minute is no half of anything that engines do: taken at its word.
        return .seconds(seconds <= 30 ? seconds * 2 : seconds)
    }
}

extension GOWACodes.Window {
    fileprivate mutating func begin() -> Bool {
        defer { isAsking = true }
        return !isAsking
    }
}
