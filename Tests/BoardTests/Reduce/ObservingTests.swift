import Fleet
import Grid
import Linking
import Testing
import TestKit

@testable import Board

@Suite("What gateways say")
struct ObservingTests {
    static let id = Fixture.ready

    static func row(_ fixture: Fixture, _ id: String = id) throws -> InstanceRow {
        try #require(fixture.state.fleet[Fixture.key(id)])
    }

    @Test("Three silent rounds make a row stale, one answer mends it, and the last state stays beside it")
    func stale() throws {
        var fixture = Fixture(80, 24)
        fixture.pass(.seconds(90))
        #expect(try !Self.row(fixture).isStale)
        fixture.pass(.seconds(1))
        #expect(try Self.row(fixture).isStale)
        #expect(fixture.screen.contains("was SCAN"))
        fixture.status(.awaitingLink, "SCAN", of: Self.id)
        #expect(try !Self.row(fixture).isStale)
    }

    @Test("A list that was asked for before a status, and answered after it, undoes nothing")
    func overtaken() throws {
        var fixture = Fixture(80, 24)
        let asked = fixture.state.now
        fixture.pass(.seconds(1))
        fixture.status(.working, "WORKING", of: Self.id)
        fixture.pass(.seconds(1))
        for listed in [
            [ListedInstance(id: Self.id, label: nil, status: StatusReading(state: .loggedOut, raw: "x"))], [],
        ] {
            let late = Observation(
                .gateway("wawp-eu"), .list, .list(listed), startedAt: asked, finishedAt: fixture.state.now)
            fixture.send(.observed(late, drawn: nil, nextStatus: nil, nextCode: nil))
            #expect(try Self.row(fixture).state == .working)
        }
        fixture.list([])
        #expect(try Self.row(fixture).state == .missing)
    }

    @Test("Three failures in a row do it at once, and “wait” is no failure")
    func missedRounds() throws {
        var fixture = Fixture(80, 24)
        for _ in 0..<5 { fixture.send(.failed(GatewayFailure(.notReady(status: nil), "wait")), .status, of: Self.id) }
        fixture.pass(.seconds(1))
        #expect(try !Self.row(fixture).isStale)
        for _ in 0..<3 { fixture.send(.failed(GatewayFailure(.server, "502")), .status, of: Self.id) }
        fixture.pass(.seconds(1))
        #expect(try Self.row(fixture).isStale)
        #expect(fixture.state.fleet.totals.stale == 1)
    }

    @Test("Status and QR call that contradict each other twice are a clash, until they agree")
    func clash() throws {
        var fixture = Fixture(80, 24)
        let linked = GatewayFailure(.alreadyLinked, "already linked")
        fixture.send(.failed(linked), .code, of: Self.id)
        fixture.status(.awaitingLink, "SCAN", of: Self.id)
        #expect(try !Self.row(fixture).riders.contains(.clash), "once can be a race")
        fixture.send(.failed(linked), .code, of: Self.id)
        #expect(try Self.row(fixture).riders.contains(.clash))
        #expect(fixture.state.fleet.totals.clash == 1)
        #expect(fixture.screen.contains("CLASH"))
        #expect(try Self.row(fixture).reason == "status SCAN, QR says already linked")
        fixture.status(.working, "WORKING", of: Self.id)
        #expect(try !Self.row(fixture).riders.contains(.clash))
    }

    @Test("A status that waits for a phone and names the account, told twice, is a clash, until it tells one thing")
    func contradictsItself() throws {
        var fixture = Fixture(80, 24)
        let stuck = StatusReading(
            state: .awaitingLink, raw: "SCAN_QR_CODE", account: Fixture.account("201007745117", "Bakery"))
        fixture.send(.status(stuck), .status, of: Self.id)
        #expect(try !Self.row(fixture).riders.contains(.clash), "once can be a phone that is linking just now")
        try fixture.code(of: Self.id)
        #expect(try !Self.row(fixture).riders.contains(.clash), "a code is no second status")
        fixture.send(.status(stuck), .status, of: Self.id)
        #expect(try Self.row(fixture).riders.contains(.clash))
        #expect(fixture.state.fleet.totals.clash == 1)
        #expect(try Self.row(fixture).reason == "status SCAN_QR_CODE, and it names the account +20 ··· 5117")
        #expect(fixture.screen.contains("CLASH"))
        try fixture.code(of: Self.id)
        #expect(try Self.row(fixture).riders.contains(.clash))
        fixture.status(.awaitingLink, "SCAN_QR_CODE", of: Self.id)
        #expect(try !Self.row(fixture).riders.contains(.clash))
        fixture.send(.status(stuck), .status, of: Self.id)
        fixture.send(.status(stuck), .status, of: Self.id)
        fixture.status(.working, "WORKING", of: Self.id)
        #expect(try !Self.row(fixture).riders.contains(.clash))
    }

    @Test("WORKING beside fresh codes is a clash; a code seen before WORKING was scanned")
    func workingWithCodes() throws {
        var fixture = Fixture(80, 24)
        try fixture.code(of: Self.id)
        fixture.status(.working, "WORKING", of: Self.id)
        fixture.status(.working, "WORKING", of: Self.id)
        #expect(try !Self.row(fixture).riders.contains(.clash))
        for round in 0..<2 {
            try fixture.code(CodePayload("code \(round)"), of: Self.id)
            fixture.status(.working, "WORKING", of: Self.id)
        }
        #expect(try Self.row(fixture).riders.contains(.clash))
    }

    @Test("Another number than expected is told, an identity without a number is not")
    func mismatch() throws {
        var fixture = Fixture(80, 24)
        func link(_ account: Account) {
            fixture.send(
                .status(StatusReading(state: .working, raw: "WORKING", account: account)), .status, of: Self.id)
        }
        link(Fixture.account("4915112340939", "Other"))
        #expect(try Self.row(fixture).isMismatched)
        #expect(try Self.row(fixture).reason == "linked to +49 ··· 0939, another number")
        #expect(fixture.screen.contains("WRONG NR"))
        link(Account(phone: nil, name: "lid"))
        #expect(try !Self.row(fixture).isMismatched)
        link(Fixture.account("201007745117", "Bakery"))
        #expect(try !Self.row(fixture).isMismatched)
    }

    @Test("A wrong number is counted by itself, is found as what it is, and is told what helps")
    func mismatchCounted() throws {
        var fixture = Fixture(120, 40)
        let linked = fixture.state.fleet.totals.linked
        fixture.send(
            .status(
                StatusReading(state: .working, raw: "WORKING", account: Fixture.account("4915112340939", "Other"))),
            .status, of: Self.id)
        #expect(fixture.state.fleet.totals.mismatched == 1)
        #expect(fixture.state.fleet.totals.linked == linked)
        #expect(fixture.lines[0].contains("‼1 wrong nr") && fixture.lines[0].contains("●\(linked) linked"))
        #expect(fixture.state.plainSummary.contains("1 linked to a wrong number"))
        for (word, isFound) in [("wrong", true), ("mismatch", true), ("linked", false), ("working", false)] {
            fixture.send(.filter("state:\(word)"))
            #expect(fixture.state.list.shown.contains(Fixture.key(Self.id)) == isFound, "state:\(word)")
        }
        fixture.send(.filter(""))
        fixture.state.list.cursor = Fixture.key(Self.id)
        fixture.press(.enter)
        #expect(fixture.screen.contains("X logs the wrong number out"))
    }

    @Test("One number in two rows marks both, and neither any more when one goes")
    func duplicate() throws {
        var fixture = Fixture(80, 24)
        fixture.send(
            .status(StatusReading(state: .working, raw: "WORKING", account: Fixture.account("393312390211", "F"))),
            .status, of: "22BE73F1C0D9")
        for id in ["20AA91C3D4E5", "22BE73F1C0D9"] { #expect(try Self.row(fixture, id).riders.contains(.duplicate)) }
        #expect(fixture.screen.contains("DOUBLE"))
        let places = ["20AA91C3D4E5", "22BE73F1C0D9"].map { fixture.state.list.shown.firstIndex(of: Fixture.key($0))! }
        #expect(places.allSatisfy { $0 < 4 }, "both are problems now")
        fixture.status(.loggedOut, "LOGGED_OUT", of: "22BE73F1C0D9")
        #expect(try !Self.row(fixture, "20AA91C3D4E5").isDuplicate)
    }

    @Test("What came up before our eyes settles for 20 s; what was up already does not")
    func settling() throws {
        var fixture = Fixture(80, 24)
        #expect(try !Self.row(fixture, "20AA91C3D4E5").riders.contains(.settling))
        fixture.status(.working, "WORKING", of: Self.id)
        #expect(try Self.row(fixture).riders.contains(.settling))
        fixture.pass(.seconds(20))
        #expect(try !Self.row(fixture).riders.contains(.settling))
    }

    static func list(_ ids: [String], _ state: LinkState = .working) -> [ListedInstance] {
        ids.map {
            ListedInstance(id: $0, label: CleanText("Listed \($0)"), status: StatusReading(state: state, raw: "x"))
        }
    }

    @Test("A list brings rows, names those without a label, and what it leaves out is missing")
    func listed() throws {
        var fixture = Fixture(
            80, 24,
            table: [
                InstanceRow(
                    key: Fixture.key("a"), kind: .waha, configured: InstanceConfiguration(id: "a", label: "Mine")),
                InstanceRow(key: Fixture.key("gone"), kind: .waha, configured: InstanceConfiguration(id: "gone")),
                InstanceRow(key: Fixture.key("b"), kind: .waha, configured: InstanceConfiguration(id: "b")),
            ])
        fixture.list(Self.list(["a", "b", "new"]))
        #expect(try Self.row(fixture, "a").name == "Mine")
        #expect(try Self.row(fixture, "b").name == "Listed b")
        #expect(try Self.row(fixture, "new").name == "Listed new")
        #expect(try Self.row(fixture, "gone").state == .missing)
        fixture.list(Self.list(["a", "b"]))
        #expect(try Self.row(fixture, "new").state == .missing, "seen before, unknown now")
    }

    @Test("A reload keeps what is known, brings the new, drops the old, and forgets no listed row")
    func roster() throws {
        var fixture = Fixture(80, 24)
        fixture.list(Self.list(Fixture.rows.map(\.key.id) + ["found"]))
        fixture.status(.awaitingLink, "SCAN", of: Self.id)
        fixture.press(.character("n"), .character("r"))
        fixture.send(
            .status(StatusReading(state: .working, raw: "W", account: Fixture.account("393312390211", "F"))), .status,
            of: "22BE73F1C0D9")
        fixture.send(
            .status(StatusReading(state: .working, raw: "W", account: Fixture.account("393312390211", "F"))), .status,
            of: "20AA91C3D4E5")
        _ = fixture.takeEffects()
        var rows = Fixture.rows.filter { $0.key.id != "3A7CC09E18F2" }
        rows[0].configured.label = "Renamed"
        rows.append(InstanceRow(key: Fixture.key("fresh"), kind: .wawp, configured: InstanceConfiguration(id: "fresh")))
        fixture.send(.roster(rows, fixture.state.gateways))
        #expect(try Self.row(fixture, rows[0].key.id).name == "Renamed")
        #expect(try Self.row(fixture).state == .awaitingLink)
        #expect(try Self.row(fixture).history.isEmpty == false)
        #expect(fixture.state.fleet[Fixture.key("3A7CC09E18F2")] == nil)
        #expect(fixture.state.fleet[Fixture.key("found")] != nil)
        #expect(fixture.state.fleet[Fixture.key("fresh")] != nil)
        #expect(try Self.row(fixture, "22BE73F1C0D9").isDuplicate, "sharers are found again")
        #expect(fixture.state.links.count == 1 && fixture.state.screen == .link(Fixture.key(Self.id)))
        fixture.send(.roster([], []))
        #expect(fixture.state.fleet.rows.isEmpty)
        #expect(fixture.state.screen == .list)
        #expect(fixture.takeEffects().filter { $0 == .closeWindow(Fixture.key(Self.id)) }.count == 1)
    }

    @Test("A silent gateway is one alarm and blames no instance")
    func gateway() throws {
        var fixture = Fixture(80, 24)
        let report = GatewayReport(
            name: "wawp-eu", failure: GatewayFailure(.unreachable, "no answer in 30 s"), since: fixture.state.now,
            nextProbe: fixture.state.now + .seconds(8), requestsPerSecond: 0, notices: [])
        fixture.send(.gateway(report))
        #expect(fixture.lines.filter { $0.contains("gateway wawp-eu down") }.count == 1)
        #expect(try Self.row(fixture).state == .awaitingLink)
        fixture.send(.gateway(report))
        #expect(fixture.state.log.count == 1, "told once")
        var mended = report
        mended.failure = nil
        fixture.send(.gateway(mended))
        #expect(!fixture.screen.contains("gateway wawp-eu down"))
        #expect(fixture.state.log.last?.text == "answers again")
    }

    @Test("A message goes after eight seconds, and the timer wakes for it")
    func message() {
        var fixture = Fixture(80, 24)
        fixture.pass(.milliseconds(300))
        fixture.send(.told("hello", .plain))
        fixture.pass(.milliseconds(7_900))
        #expect(fixture.state.nextWake == fixture.state.now + .milliseconds(100))
        #expect(fixture.screen.contains("hello"))
        fixture.pass(.milliseconds(100))
        #expect(!fixture.screen.contains("hello"))
    }

    @Test("An empty fleet has no timer")
    func idle() {
        #expect(Fixture(80, 24, table: []).state.nextWake == nil)
    }

    @Test("The log is bounded")
    func log() {
        var fixture = Fixture(80, 24)
        for index in 0..<700 { fixture.status(index % 2 == 0 ? .failed : .starting, "x", of: Self.id) }
        #expect(fixture.state.log.count == 500)
    }

    @Test("Counts always say what the rows say", arguments: 0..<30)
    func totals(seed: Int) throws {
        var dice = Dice(seed: UInt64(seed) + 99)
        var fixture = Fixture(80, 24)
        for _ in 0..<60 { _ = try fixture.randomStep(&dice) }
        let rows = fixture.state.fleet.rows
        let totals = fixture.state.fleet.totals
        #expect(totals.all == rows.count)
        #expect(totals.byState == Dictionary(grouping: rows, by: \.state).mapValues(\.count))
        #expect(totals.stale == rows.count { $0.isStale })
        #expect(totals.problems == rows.count { $0.isProblem })
        #expect(totals.clash == rows.count { $0.riders.contains(.clash) })
    }
}
