import Fleet
import FoundationEssentials
import Grid
import Linking
import Testing

@testable import Board

@Suite("What the board writes down")
struct JournalingTests {
    private let ready = Fixture.ready
    /// The date of the fixture's first instant.
    private let start = Date(timeIntervalSince1970: 1_795_264_869)

    /// What was handed out, without time and name.
    private func events(_ effects: [Effect], of id: String? = nil) -> [JournalEvent] {
        effects.flatMap { effect -> [JournalEntry] in
            if case .record(let entries) = effect { entries } else { [] }
        }.filter { id == nil || $0.instance == id }.map(\.event)
    }

    private func fixture(_ memories: [InstanceKey: InstanceMemory] = [:]) -> Fixture {
        var fixture = Fixture()
        fixture.send(.remembered(memories))
        _ = fixture.takeEffects()
        return fixture
    }

    @Test("nothing is handed out before the journal has told what it knew, and nothing is lost")
    func waits() {
        var fixture = Fixture()
        #expect(events(fixture.takeEffects()).isEmpty)
        fixture.send(.remembered([:]))
        let told = events(fixture.takeEffects())
        #expect(told.count == Fixture.states.count)
        #expect(told.first == .state(from: nil, to: .failed, reason: "the engine gave up", source: .status))
    }

    @Test("a state that the journal knew keeps its beginning and is not written again")
    func resumed() {
        var fixture = Fixture()
        let memory = InstanceMemory(
            state: .awaitingLink, since: start - 7200, lastGood: start - 7200, downSince: start - 7200)
        fixture.send(.remembered([Fixture.key(ready): memory]))
        #expect(events(fixture.takeEffects(), of: ready).isEmpty)
        let row = fixture.state.fleet[Fixture.key(ready)]
        #expect(row?.since == Fixture.start - .seconds(7200))
        #expect(row?.beganBefore == false)
        #expect(row?.memory == memory)
        #expect(fixture.screen.contains("02:00:00"))
    }

    @Test("the same when the journal is faster than the first answer")
    func resumedLater() {
        var fixture = Fixture(table: Fixture.rows)
        fixture.send(.remembered([Fixture.key(ready): InstanceMemory(state: .awaitingLink, since: start - 7200)]))
        fixture.status(.awaitingLink, "SCAN_QR_CODE", of: ready)
        #expect(events(fixture.takeEffects()).isEmpty)
        #expect(fixture.state.fleet[Fixture.key(ready)]?.since == Fixture.start - .seconds(7200))
    }

    @Test("what changed while nobody looked is written with what it was before", arguments: [true, false])
    func changedMeanwhile(journalFirst: Bool) {
        var fixture = Fixture(table: Fixture.rows)
        let memories = [
            Fixture.key(ready): InstanceMemory(state: .working, since: start - 7200, lastGood: start - 7200)
        ]
        if journalFirst { fixture.send(.remembered(memories)) }
        fixture.status(.loggedOut, "LOGGED_OUT", of: ready)
        fixture.pass(.seconds(5))
        fixture.status(.awaitingLink, "SCAN_QR_CODE", of: ready)
        if !journalFirst { fixture.send(.remembered(memories)) }
        #expect(
            events(fixture.takeEffects()) == [
                .state(from: .working, to: .loggedOut, reason: nil, source: .status),
                .state(from: .loggedOut, to: .awaitingLink, reason: nil, source: .status),
            ])
        let memory = fixture.state.fleet[Fixture.key(ready)]?.memory
        #expect(memory?.downSince == start)
        #expect(memory?.drops == [start])
        #expect(memory?.state == .awaitingLink)
    }

    @Test("drops are counted over restarts and forgotten after an hour")
    func drops() {
        let id = "D1F2AA903B7C"
        let memory = InstanceMemory(state: .working, since: start - 60, drops: [start - 3590, start - 100])
        var fixture = fixture([Fixture.key(id): memory])
        fixture.status(.disconnected, "x", of: id)
        let now = fixture.state.wall.date(of: fixture.state.now)
        #expect(fixture.state.fleet[Fixture.key(id)]?.drops(before: now) == 3)
        #expect(fixture.state.fleet[Fixture.key(id)]?.drops(before: now + 20) == 2)
        #expect(fixture.state.fleet[Fixture.key(id)]?.drops(before: now + 3601) == 0)
    }

    @Test("every change, with reason and source, and the time it was told at")
    func changes() {
        var fixture = fixture()
        fixture.pass(.seconds(60))
        fixture.list([
            ListedInstance(
                id: ready, label: nil, status: StatusReading(state: .failed, raw: "FAILED", reason: "engine died"))
        ])
        guard
            case .record(let entries)? = fixture.takeEffects().first(where: {
                if case .record = $0 { true } else { false }
            })
        else {
            Issue.record("nothing was written down")
            return
        }
        let entry = entries.first { $0.instance == ready }
        #expect(entry?.event == .state(from: .awaitingLink, to: .failed, reason: "engine died", source: .list))
        #expect(entry?.at == start + 60)
        #expect(entry?.name == "Bakery Nile")
    }

    @Test("a gateway that is lost and comes back, once each")
    func gateways() {
        var fixture = fixture()
        let failure = GatewayFailure(.unreachable, "no answer")
        func report(_ failure: GatewayFailure?) -> Event {
            .gateway(
                GatewayReport(
                    name: "wawp-eu", failure: failure, since: nil, nextProbe: nil, requestsPerSecond: 0, notices: []))
        }
        for told in [failure, failure, nil, nil] { fixture.send(report(told)) }
        #expect(
            events(fixture.takeEffects()) == [
                .gateway(reachable: false, reason: "no answer"), .gateway(reachable: true, reason: nil),
            ])
    }

    @Test("a link from the open window to the proof, with the person who opened it")
    func link() throws {
        var fixture = fixture()
        fixture.state.settings.person = Person(user: "ana")
        fixture.press(.down, .character("r"))
        try fixture.code(of: ready)
        fixture.pass(.seconds(15))
        let account = Fixture.account("201007745117", "Bakery")
        fixture.send(
            .status(StatusReading(state: .working, raw: "WORKING", account: account)), .status, of: ready)
        fixture.send(.account(account), .account, of: ready)
        fixture.pass(.seconds(25))
        let effects = fixture.takeEffects()
        #expect(
            events(effects, of: ready) == [
                .attempt(LinkAttempt(.qr, number: account.phone)),
                .state(from: .awaitingLink, to: .working, reason: nil, source: .status),
                .outcome(LinkOutcome(.held, after: .seconds(15), number: account.phone)),
            ])
        let people = effects.flatMap { effect -> [String?] in
            if case .record(let entries) = effect { entries.map(\.person?.user.text) } else { [] }
        }
        #expect(people == ["ana", nil, "ana"])
    }

    @Test("a window that a person closes, and a pairing code that was asked for")
    func windows() throws {
        var fixture = fixture()
        fixture.press(.down, .character("r"))
        try fixture.code(of: ready)
        fixture.press(.escape)
        #expect(
            events(fixture.takeEffects()) == [
                .attempt(LinkAttempt(.qr, number: try PhoneNumber(typed: "201007745117"))),
                .outcome(LinkOutcome(.closed)),
            ])
        fixture.press(.character("p"), .enter)
        #expect(
            events(fixture.takeEffects()) == [
                .attempt(LinkAttempt(.pairing, number: try PhoneNumber(typed: "201007745117")))
            ])
    }

    @Test("a program that ends closes the windows that are open, and says where a link was left unproven")
    func ending() throws {
        var fixture = fixture()
        fixture.press(.down, .character("r"))
        try fixture.code(of: ready)
        var linked = fixture
        fixture.send(.ending)
        #expect(events(fixture.takeEffects()).last == .outcome(LinkOutcome(.closed)))
        linked.status(.working, "WORKING", of: ready)
        linked.send(.ending)
        #expect(
            events(linked.takeEffects()).last
                == .outcome(LinkOutcome(.closed, reason: "it was linked, and whether it holds was not seen")))
        fixture.press(.escape)
        _ = fixture.takeEffects()
        fixture.send(.ending)
        #expect(events(fixture.takeEffects()).isEmpty)
    }

    @Test("acts, done and refused")
    func acts() {
        var fixture = fixture()
        fixture.send(.acted(.restart, Fixture.key(ready), nil))
        fixture.send(.acted(.logout, Fixture.key(ready), GatewayFailure(.refused, "not now")))
        #expect(
            events(fixture.takeEffects()) == [.act(.restart, failure: nil), .act(.logout, failure: "not now")])
    }

    @Test("alarms that a person took notice of, one line for each instance")
    func acknowledged() {
        var fixture = fixture()
        let ids = ["D1F2AA903B7C", "20AA91C3D4E5"]
        for id in ids { fixture.status(.disconnected, "OFFLINE", of: id) }
        fixture.pass(.seconds(31))
        fixture.pass(.seconds(31))
        _ = fixture.takeEffects()
        fixture.type(":acknowledge")
        fixture.press(.enter)
        let effects = fixture.takeEffects()
        for id in ids { #expect(events(effects, of: id) == [.acknowledged]) }
    }

    @Test("the journal's alarm is said when it comes and when it is over")
    func alarm() {
        var fixture = fixture()
        fixture.send(.journalAlarm("journal: no room left"))
        #expect(fixture.state.message?.text == "journal: no room left")
        #expect(fixture.state.journalAlarm == "journal: no room left")
        fixture.send(.journalAlarm(nil))
        #expect(fixture.state.message?.text == "the journal is written down again, all of it")
        #expect(fixture.state.log.suffix(2).map(\.name) == ["relink", "relink"])
    }

    @Test("the detail tells since when it is down and how often it dropped")
    func detail() {
        var fixture = Fixture(120, 40)
        let id = "A91F3C07D2E4"
        fixture.send(
            .remembered([
                Fixture.key(id): InstanceMemory(
                    state: .failed, since: start - 300, lastGood: start - 4 * 3600, downSince: start - 4 * 3600,
                    drops: [start - 600, start - 300])
            ]))
        #expect(fixture.screen.contains("Down since   08:41"))
        fixture.press(.enter)
        #expect(fixture.screen.contains("4 h 00 min  2 drops/h"))
    }
}
