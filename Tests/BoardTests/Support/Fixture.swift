import Fleet
import FoundationEssentials
import Grid
import Linking
import QRCode
import Testing

@testable import Board

/// A small fleet and a hand on the clock: what board tests start from.
struct Fixture {
    var state: State
    private(set) var effects: [Effect] = []

    static let start = Instant.seconds(1000)

    init(
        _ columns: Int = 80, _ rows: Int = 24, settings: Settings = Settings(reducedMotion: true),
        table: [InstanceRow]? = nil, kind: GatewayKind = .wawp, lists: Bool = false
    ) {
        let gateway = GatewayStatus(name: "wawp-eu", kind: kind, idleStatus: .seconds(30), lists: lists)
        state = State(
            rows: table ?? Self.rows.map { $0.asked(as: kind) }, gateways: [gateway],
            size: Size(columns: columns, rows: rows), settings: settings,
            wall: WallClock(date: Date(timeIntervalSince1970: 1_795_264_869), at: Self.start))
        guard table == nil else { return }
        for (id, status) in Self.states { send(.status(status), .status, of: id) }
    }

    static func key(_ id: String) -> InstanceKey { InstanceKey(gateway: "wawp-eu", id: id) }

    static let rows: [InstanceRow] = [
        ("A91F3C07D2E4", "Clinic North 02", "201145202826", "Reception"),
        ("B0C77D11E9AA", "Bakery Nile", "201007745117", "Front desk"),
        ("C4418EE2F013", "Courier Hub 11", "4915112340931", "Dispatch"),
        ("D1F2AA903B7C", "Courier Hub 12", "4915112340932", "Dispatch"),
        ("E7B3D8810A52", "Depot Lagos", "2348012346610", "Gate"),
        ("0A4C6BE1D7F8", "Taxi Desk B", "33612344415", nil),
        ("20AA91C3D4E5", "Hotel Front 1", "393312390211", nil),
        ("22BE73F1C0D9", "Hotel Front 2", "393312390212", nil),
        ("3A7CC09E18F2", "Old Campaign", "14155558890", nil),
    ].map { (id: String, label: String, phone: String, holder: String?) in
        InstanceRow(
            key: key(id), kind: .wawp,
            configured: InstanceConfiguration(
                id: id, label: CleanText(label), phone: try? PhoneNumber(typed: phone),
                holder: holder.map { CleanText($0) }))
    }

    static let states: [(String, StatusReading)] = [
        ("A91F3C07D2E4", StatusReading(state: .failed, raw: "FAILED", reason: "the engine gave up")),
        ("B0C77D11E9AA", StatusReading(state: .awaitingLink, raw: "SCAN_QR_CODE")),
        ("C4418EE2F013", StatusReading(state: .awaitingLink, raw: "SCAN_QR_CODE", reason: "phone logged out")),
        (
            "D1F2AA903B7C",
            StatusReading(state: .working, raw: "WORKING", account: account("4915112340932", "Courier 12"))
        ),
        ("E7B3D8810A52", StatusReading(state: .working, raw: "WORKING", account: account("2348012346610", "Depot"))),
        ("0A4C6BE1D7F8", StatusReading(state: .starting, raw: "STARTING")),
        ("20AA91C3D4E5", StatusReading(state: .working, raw: "WORKING", account: account("393312390211", "Front 1"))),
        ("22BE73F1C0D9", StatusReading(state: .working, raw: "WORKING", account: account("393312390212", "Front 2"))),
        ("3A7CC09E18F2", StatusReading(state: .stopped, raw: "STOPPED")),
    ]

    static func account(_ digits: String, _ name: String) -> Account {
        Account(phone: try? PhoneNumber(typed: digits), name: CleanText(name))
    }

    static let payload = CodePayload(
        "2@" + String(repeating: "k7Qd", count: 25) + "," + String(repeating: "Zm9v", count: 11) + ","
            + String(repeating: "YmFy", count: 11) + "," + String(repeating: "cXV4", count: 11))

    /// The instance in `SCAN_QR_CODE` that stands second in the list.
    static let ready = "B0C77D11E9AA"

    /// Half a minute of a working day: one drops, one comes back, one falls silent.
    mutating func live() {
        pass(.seconds(20))
        status(.loggedOut, "LOGGED_OUT", of: "D1F2AA903B7C")
        pass(.seconds(9))
        for (id, status) in Self.states where id != "D1F2AA903B7C" && id != "0A4C6BE1D7F8" {
            send(.status(status), .status, of: id)
        }
        pass(.seconds(2))
        status(.working, "WORKING", of: "0A4C6BE1D7F8")
        for _ in 0..<3 {
            send(.failed(GatewayFailure(.server, "it answered 502 Bad Gateway")), .status, of: "22BE73F1C0D9")
        }
        pass(.seconds(4))
        state.message = nil
    }

    mutating func pair(_ code: String, of id: String, lives lifetime: CodeLifetime = .untold) {
        send(.paired(attempt(of: id), .success(PairingReading(code: PairingCode(code), lifetime: lifetime))))
    }

    /// Three pairing codes for the second row, each as soon as it may be asked for; then back on the list.
    mutating func askThreeCodes() {
        press(.down)
        for _ in 1...3 {
            press(.character("p"), .enter)
            pair("K7HX2RWQ", of: Self.ready)
            press(.escape)
            pass(.seconds(31))
        }
    }

    // MARK: - Driving

    @discardableResult
    mutating func send(_ event: Event) -> [Effect] {
        let new = reduce(&state, event, at: state.now)
        effects += new
        // What no key was pressed for keeps the two seconds.
        if !event.isPersons { #expect(new.allSatisfy { $0.inTurn(at: state.now) == $0 }) }
        return new
    }

    mutating func send(
        _ outcome: Observation.Outcome, _ ask: Ask, of id: String, drawn: Result<DrawnCode, DrawingProblem>? = nil
    ) {
        let observation = Observation(
            .instance(Self.key(id)), ask, outcome, startedAt: state.now, finishedAt: state.now)
        send(.observed(observation, drawn: drawn, nextStatus: state.now + .seconds(3), nextCode: nil))
    }

    mutating func status(_ state: LinkState, _ raw: String, of id: String) {
        send(.status(StatusReading(state: state, raw: CleanText(raw))), .status, of: id)
    }

    mutating func list(_ listed: [ListedInstance]) {
        let observation = Observation(
            .gateway("wawp-eu"), .list, .list(listed), startedAt: state.now, finishedAt: state.now)
        send(.observed(observation, drawn: nil, nextStatus: nil, nextCode: nil))
    }

    /// A QR code arrives for an instance.
    mutating func code(
        _ payload: CodePayload = payload, of id: String, lives lifetime: CodeLifetime = .told(.seconds(20))
    ) throws {
        let content = CodeContent.text(payload)
        let drawn = DrawnCode(content: content, matrix: try QREncoder.encode(payload))
        send(.code(CodeReading(content: content, lifetime: lifetime)), .code, of: id, drawn: .success(drawn))
    }

    mutating func passkey(_ reading: PasskeyReading, of id: String) {
        send(.passkey(reading), .passkey, of: id)
    }

    /// The request for a pairing code that the instance's window waits for, or none of this board's.
    func attempt(of id: String) -> PairingAttempt {
        state.links[Self.key(id)]?.attempt
            ?? PairingAttempt(
                at: state.wall.date(of: state.now), key: Self.key(id), number: NumberFingerprint(value: 7))
    }

    mutating func press(_ keys: Key...) {
        for key in keys { send(.key(key)) }
    }

    mutating func type(_ text: String) {
        for character in text { send(.key(.character(character))) }
    }

    mutating func pass(_ duration: Duration) {
        let later = state.now + duration
        let wall = WallClock(date: state.wall.date(of: later), at: later)
        let new = reduce(&state, .tick(wall), at: later)
        effects += new
        #expect(new.allSatisfy { $0.inTurn(at: later) == $0 })
        // A gateway that is asked how a link does says what it said last.
        for case .expedite(.status, let key, _) in new where state.links[key]?.flow.phase.isSettling == true {
            if let last = state.fleet[key]?.status?.value { send(.status(last), .status, of: key.id) }
        }
    }

    mutating func takeEffects() -> [Effect] {
        defer { effects = [] }
        return effects
    }

    var screen: String { render(state).text }
    var lines: [String] { render(state).lines }
}

extension InstanceRow {
    /// The same row at a gateway of another kind.
    fileprivate func asked(as kind: GatewayKind) -> InstanceRow {
        InstanceRow(key: key, kind: kind, configured: configured)
    }
}
