import Fleet
import Grid
import Linking
import QRCode

@testable import Board

/// Situations that are looked at in several sizes.
enum Scene: String, CaseIterable, Sendable {
    case list, scrolled, filter, empty, alarm, detail, number, confirm, bulk, help, palette, wall, waiting, qr, small
    case pairing, linked, mismatch, evicting, settled, unscanned, demo, ascii
    case timeline, log, handover
    case duplicate, exhausted, round, inRound, roundPaused
    case passkey, passkeyRefused, passkeyAnswer, passkeyWaiting, passkeyCode, passkeyLapsed, passkeyNoWay
    case alerts, muting
    case triage, together, outbreak, outdated, unlock

    func fixture(_ columns: Int, _ rows: Int) throws -> Fixture {
        var settings = Settings(reducedMotion: true)
        settings.isDemo = self == .demo
        settings.ascii = self == .ascii
        if self == .empty { return Fixture(columns, rows, settings: settings, table: []) }
        if self == .scrolled { return thousand(columns, rows, settings) }
        var fixture = Fixture(columns, rows, settings: settings, kind: kind)
        fixture.live()
        try arrange(&fixture)
        return fixture
    }

    private var kind: GatewayKind {
        switch self {
        case .passkey, .passkeyRefused, .passkeyAnswer, .passkeyLapsed: .waha
        case .passkeyWaiting, .passkeyCode: .gowa
        case .passkeyNoWay: .evolution
        default: .wawp
        }
    }

    /// The second row was scanned, and a passkey is wanted; what comes of it.
    private func passkey(_ fixture: inout Fixture) throws {
        fixture.press(.down, .character("r"))
        try fixture.code(of: Fixture.ready)
        fixture.pass(.seconds(9))
        fixture.status(.awaitingPasskey, "PASSKEY_REQUIRED", of: Fixture.ready)
        guard self != .passkeyNoWay else { return }
        fixture.passkey(.response(SignedPasskey.challenge), of: Fixture.ready)
        fixture.pass(.seconds(12))
        fixture.state.message = nil
        guard self != .passkey else { return }
        if self == .passkeyLapsed { return fixture.status(.failed, "FAILED", of: Fixture.ready) }
        fixture.send(.paste(ClipboardText(SignedPasskey.answer)))
        guard self != .passkeyAnswer else { return }
        fixture.press(.enter)
        if self == .passkeyRefused {
            let no = GatewayFailure(.refused, "waha-1 refused it for B0C77D11E9AA: info query returned 400 (HTTP 500)")
            fixture.send(.passkeyAnswered(Fixture.key(Fixture.ready), no))
            return
        }
        fixture.send(.passkeyAnswered(Fixture.key(Fixture.ready), nil))
        fixture.pass(.seconds(3))
        guard self == .passkeyCode else { return }
        fixture.passkey(.confirmation(PasskeyCode("K7HX-2RWQ"), confirmsItself: false), of: Fixture.ready)
    }

    private func arrange(_ fixture: inout Fixture) throws {
        switch self {
        case .triage, .together, .outbreak, .outdated, .unlock: arrangeTrouble(&fixture)
        case .list, .ascii, .demo, .empty, .scrolled: break
        case .filter:
            fixture.press(.character(" "), .character("/"))
            fixture.type("courier")
        case .alarm:
            fixture.send(
                .gateway(
                    GatewayReport(
                        name: "wawp-eu", failure: GatewayFailure(.unreachable, "no answer in 30 s"),
                        since: fixture.state.now - .seconds(95), nextProbe: fixture.state.now + .seconds(12),
                        requestsPerSecond: 0.1, notices: [])))
        case .alerts, .muting: drop(&fixture)
        case .detail: fixture.press(.enter)
        case .number:
            fixture.press(.down, .character("p"), .control("u"))
            fixture.type("+20 100 774 5118")
        case .confirm: fixture.press(.character("R"))
        case .bulk:
            fixture.press(.character("*"), .character("/"))
            fixture.type("courier")
            fixture.press(.enter, .character("X"))
        case .help: fixture.press(.character("?"))
        case .palette:
            fixture.press(.character(":"))
            fixture.type("re")
        case .wall: fixture.press(.character("W"))
        case .timeline, .log, .handover: read(&fixture)
        case .duplicate:
            fixture.press(.down, .character("p"), .control("u"))
            fixture.type("393312390211")
            fixture.press(.enter)
            fixture.type("bak")
        case .exhausted:
            fixture.askThreeCodes()
            fixture.press(.character("p"), .enter)
        case .round: fixture.press(.character("*"), .character("b"))
        case .inRound, .roundPaused:
            fixture.press(.character("*"), .character("b"), .enter)
            fixture.status(.awaitingLink, "SCAN_QR_CODE", of: "B0C77D11E9AA")
            if self == .inRound { return try fixture.code(of: "B0C77D11E9AA") }
            fixture.press(.escape, .character("b"))
        case .waiting, .qr, .small, .linked, .mismatch, .evicting, .settled, .unscanned: try relink(&fixture)
        case .passkey, .passkeyRefused, .passkeyAnswer, .passkeyWaiting, .passkeyCode, .passkeyLapsed, .passkeyNoWay:
            try passkey(&fixture)
        case .pairing:
            fixture.press(.down, .character("p"), .enter)
            fixture.pair("K7HX2RWQ", of: Fixture.ready)
            fixture.pass(.seconds(48))
        }
    }

    private func read(_ fixture: inout Fixture) {
        fixture.press(.down, .character(self == .timeline ? "T" : self == .log ? "L" : "J"))
        guard let page = fixture.state.journalPage else { return }
        let key = Fixture.key(Fixture.ready)
        fixture.send(.journalRead(page, Night.entries.filter { self != .timeline || $0.key == key }))
    }

    /// Two drop for good, one of them comes back, and one row is muted.
    private func drop(_ fixture: inout Fixture) {
        for id in ["E7B3D8810A52", "20AA91C3D4E5"] { fixture.status(.disconnected, "OFFLINE", of: id) }
        fixture.pass(.seconds(31))
        fixture.status(.working, "WORKING", of: "20AA91C3D4E5")
        fixture.pass(.seconds(31))
        fixture.state.list.cursor = Fixture.key("E7B3D8810A52")
        fixture.press(.character("M"), .enter, .down, .character("M"))
        if self == .alerts { fixture.press(.escape) }
        fixture.state.message = nil
    }

    /// Half of the rows drop within one poll; or WhatsApp refuses the gateway's version.
    private func arrangeTrouble(_ fixture: inout Fixture) {
        if self == .triage {
            fixture.press(.character("t"))
            fixture.send(.version(.success("2.3.6"), of: "wawp-eu"))
            fixture.press(.enter)
            fixture.send(.acted(.restart, Fixture.key("A91F3C07D2E4"), nil))
            fixture.pass(.seconds(7))
            fixture.status(.failed, "FAILED", of: "A91F3C07D2E4")
            fixture.pass(.seconds(9))
            return
        }
        if self == .unlock {
            fixture.status(.blocked, "BANNED", of: "A91F3C07D2E4")
            return fixture.press(.character("r"))
        }
        for id in ["E7B3D8810A52", "20AA91C3D4E5", "22BE73F1C0D9", "0A4C6BE1D7F8"] {
            let code = self == .outdated ? ReasonCode.outdated : .dropped
            let status = StatusReading(
                state: .failed, raw: "FAILED", reason: code.sentence, reasonCode: code.rawValue)
            fixture.send(.status(status), .status, of: id)
        }
        fixture.pass(.seconds(5))
        switch self {
        case .together: fixture.press(.character("*"), .character("t"))
        case .outdated: fixture.press(.down, .character("t"))
        default: break
        }
    }

    /// The second row is ready for a code; what comes of it.
    private func relink(_ fixture: inout Fixture) throws {
        fixture.press(.down, .character("r"))
        if self == .waiting {
            fixture.pass(.seconds(3))
            fixture.send(.failed(GatewayFailure(.notReady(status: nil), "wait")), .code, of: Fixture.ready)
            return fixture.pass(.seconds(2))
        }
        fixture.pass(.seconds(1))
        try fixture.code(of: Fixture.ready)
        fixture.pass(.seconds(6))
        switch self {
        case .qr, .small: return
        case .unscanned:
            fixture.pass(.seconds(20))
            return fixture.status(.failed, "FAILED", of: Fixture.ready)
        default: break
        }
        let isWrong = self == .mismatch || self == .evicting
        let digits = isWrong ? "4915112340939" : "201007745117"
        fixture.send(
            .status(StatusReading(state: .working, raw: "WORKING", account: Fixture.account(digits, "Bakery"))),
            .status, of: Fixture.ready)
        fixture.pass(.seconds(self == .settled ? 20 : 6))
        if self == .evicting {
            fixture.press(.character("X"), .character("y"))
            fixture.send(.acted(.logout, Fixture.key(Fixture.ready), GatewayFailure(.server, "it answered 500")))
            fixture.pass(.seconds(6))
            let still = StatusReading(
                state: .working, raw: "WORKING", account: Fixture.account("4915112340939", "Bakery"))
            fixture.send(.status(still), .status, of: Fixture.ready)
        }
    }

    private func thousand(_ columns: Int, _ rows: Int, _ settings: Settings) -> Fixture {
        let table = (1...1000).map {
            InstanceRow(
                key: Fixture.key("F\(100_000 + $0)"), kind: .wawp,
                configured: InstanceConfiguration(id: "F\(100_000 + $0)", label: CleanText("Branch \($0)")))
        }
        var fixture = Fixture(columns, rows, settings: settings, table: table)
        for (index, row) in table.enumerated() {
            fixture.status(
                index % 50 == 0 ? .awaitingLink : .working, index % 50 == 0 ? "SCAN" : "WORKING", of: row.key.id)
        }
        fixture.pass(.seconds(1))
        for _ in 0..<30 { fixture.press(.down) }
        return fixture
    }
}
