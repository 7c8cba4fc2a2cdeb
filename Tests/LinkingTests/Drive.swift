import Fleet
import Linking
import Testing

/// A flow and a hand on its clock.
struct Drive {
    var flow: LinkFlow
    /// Whether the gateway answers a look at a link that settles.
    var answers = true
    private var last = StatusReading(state: .unknown, raw: "")
    var now: Instant
    /// What the last step wanted done.
    var actions: [LinkAction]

    static let key = InstanceKey(gateway: "wawp-eu", id: "4F1A0C9B2D7E")
    static let start = Instant.seconds(100)
    static let phone = try! PhoneNumber(typed: "201145202826")

    init(
        _ method: LinkMethod = .qr, known: LinkState? = nil, account: Account? = nil, expected: PhoneNumber? = nil,
        policy: LinkPolicy = LinkPolicy()
    ) {
        now = Self.start
        (flow, actions) = LinkFlow.open(
            Self.key, by: method, known: known, account: account, expected: expected, policy: policy, at: now)
    }

    mutating func pass(_ seconds: Double) {
        now = now + .nanoseconds(Int64(seconds * 1e9))
        actions = flow.tick(at: now)
        answerLook()
    }

    /// A gateway that is asked how a link does says what it said last.
    private mutating func answerLook() {
        guard answers, flow.phase.isSettling, actions == [.expedite(.status, at: now)] else { return }
        status(last.state, last.raw, account: last.account)
    }

    /// Goes exactly to the flow's own deadline and ticks there.
    mutating func toDeadline() throws {
        now = max(now, try #require(flow.deadline))
        actions = flow.tick(at: now)
        answerLook()
    }

    mutating func renew() { actions = flow.renewPairing(at: now) }

    mutating func evict() { actions = flow.evict(at: now) }

    mutating func loggedOut(_ failure: GatewayFailure? = nil) { actions = flow.acted(.logout, failure, at: now) }

    mutating func hold() { actions = flow.hold(at: now) }

    mutating func status(_ state: LinkState, _ raw: CleanText = "", account: Account? = nil) {
        last = StatusReading(state: state, raw: raw, account: account)
        actions = flow.observe(last, at: now)
    }

    mutating func code(_ text: String, _ lifetime: CodeLifetime = .untold) {
        actions = flow.observe(CodeReading(content: .text(CodePayload(text)), lifetime: lifetime), at: now)
    }

    mutating func account(_ account: Account?, askedAt: Instant? = nil) {
        actions = flow.observe(account, askedAt: askedAt ?? now, at: now)
    }

    mutating func passkey(_ reading: PasskeyReading) { actions = flow.observe(reading, at: now) }

    mutating func fail(_ ask: Ask, _ kind: GatewayFailure.Kind) {
        actions = flow.failed(ask, GatewayFailure(kind, "the gateway said so"), at: now)
    }

    mutating func pairing(_ code: String, _ lifetime: CodeLifetime = .untold) {
        actions = flow.pairing(.success(PairingReading(code: PairingCode(code), lifetime: lifetime)), at: now)
    }

    mutating func pairingFails(_ kind: GatewayFailure.Kind) {
        actions = flow.pairing(.failure(GatewayFailure(kind, "no")), at: now)
    }

    /// The code on the screen now, by its number.
    var shown: Int? {
        if case .showing(let code) = flow.phase { code.number } else { nil }
    }

    var left: Double? {
        if case .showing(let code) = flow.phase { now.duration(to: code.expiresAt).inSeconds } else { nil }
    }

    static let me = Account(phone: phone, name: "Clinic")
}
