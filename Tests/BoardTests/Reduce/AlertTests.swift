import Alerts
import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Alerts on the board")
struct AlertTests {
    private static let linked = ["D1F2AA903B7C", "E7B3D8810A52", "20AA91C3D4E5", "22BE73F1C0D9"]

    private static func dropped(_ ids: [String] = [linked[0]], _ columns: Int = 80) -> Fixture {
        var fixture = Fixture(columns, 24)
        fixture.pass(.seconds(10))
        for id in ids {
            fixture.send(
                .status(StatusReading(state: .loggedOut, raw: "OUT", reason: "phone logged out")), .status, of: id)
        }
        return fixture
    }

    private static func notices(_ effects: [Effect]) -> [Notice] {
        effects.compactMap { if case .notify(let notice) = $0 { notice } else { nil } }
    }

    private static func hooks(_ effects: [Effect]) -> [AlertFacts] {
        effects.compactMap { if case .hook(let facts) = $0 { facts } else { nil } }
    }

    @Test("a drop is looked at once more, and then told in words and as facts")
    func told() throws {
        var fixture = Self.dropped()
        let key = Fixture.key(Self.linked[0])
        let since = fixture.state.now
        #expect(fixture.takeEffects().contains(.expedite(.status, key, at: since + .seconds(15))))
        fixture.pass(.seconds(15))
        #expect(Self.notices(fixture.takeEffects()).isEmpty)
        fixture.status(.loggedOut, "OUT", of: Self.linked[0])
        let effects = fixture.takeEffects()
        let sentence = "Courier Hub 12 dropped: UNLINKED, phone logged out"
        #expect(Self.notices(effects) == [Notice(title: "relink", text: sentence, isQuiet: false)])
        #expect(
            Self.hooks(effects) == [
                AlertFacts(
                    event: .dropped, gateway: "wawp-eu", kind: .wawp, ids: [Self.linked[0]], count: 1,
                    name: "Courier Hub 12", state: .loggedOut, was: .working, reason: "phone logged out",
                    since: fixture.state.wall.date(of: since), flaps: 0, text: sentence)
            ])
        #expect(fixture.state.message?.text == sentence)
        #expect(fixture.lines[2].hasPrefix(" ▲ Courier Hub 12 dropped 12:41  a acknowledges"))
        fixture.pass(.seconds(600))
        #expect(Self.notices(fixture.takeEffects()).isEmpty)
    }

    @Test("a flap is not told")
    func flap() {
        var fixture = Self.dropped()
        fixture.pass(.seconds(14))
        fixture.status(.working, "WORKING", of: Self.linked[0])
        fixture.pass(.seconds(600))
        #expect(Self.notices(fixture.takeEffects()).isEmpty)
        #expect(fixture.state.alerts.deadline == nil)
    }

    @Test("several are one notice, one hook and one line, and who comes back is counted on it")
    func several() {
        var fixture = Self.dropped(Array(Self.linked[0...2]))
        fixture.pass(.seconds(15))
        for id in Self.linked[0...2] { fixture.status(.loggedOut, "OUT", of: id) }
        let effects = fixture.takeEffects()
        #expect(Self.notices(effects).map(\.text) == ["3 on wawp-eu dropped"])
        #expect(Self.hooks(effects).map(\.ids) == [Array(Self.linked[0...2])])
        #expect(Self.hooks(effects).map(\.name) == [nil])
        #expect(fixture.lines[2].hasPrefix(" ▲ 3 on wawp-eu dropped 12:41  a"))
        fixture.status(.working, "WORKING", of: Self.linked[0])
        fixture.pass(.seconds(60))
        #expect(Self.notices(fixture.takeEffects()).map(\.isQuiet) == [true])
        #expect(fixture.lines[2].hasPrefix(" ▲ 3 on wawp-eu dropped 12:41, 1 back  a"))
    }

    @Test("the title counts what is settled, at most once a second, and says DEMO where it is one")
    func title() {
        var fixture = Fixture(80, 24)
        func titles(_ fixture: inout Fixture) -> [String] {
            fixture.takeEffects().compactMap { if case .title(let text) = $0 { text } else { nil } }
        }
        #expect(titles(&fixture).count == 1)
        fixture.pass(.seconds(1))
        #expect(titles(&fixture) == ["relink: 3 down of 9"])
        fixture.status(.failed, "FAILED", of: Self.linked[0])
        fixture.pass(.seconds(14))
        #expect(titles(&fixture).isEmpty)
        fixture.pass(.seconds(20))
        #expect(titles(&fixture) == ["relink: 4 down of 9"])
        let report = GatewayReport(
            name: "wawp-eu", failure: GatewayFailure(.unreachable, "no answer in 30 s"), since: nil, nextProbe: nil,
            requestsPerSecond: 0, notices: [])
        fixture.send(.gateway(report))
        fixture.pass(.seconds(60))
        #expect(titles(&fixture) == ["relink: gateway wawp-eu down, 4 down of 9"])
        fixture.state.settings.isDemo = true
        #expect(fixture.state.title == "relink DEMO: gateway wawp-eu down, 4 down of 9")
    }

    @Test("no title and no notice holds a phone number, whatever names hold")
    func numbers() {
        var fixture = Self.dropped()
        fixture.state.gateways[0].name = "wawp-eu"
        fixture.list(
            Fixture.states.map { id, status in
                ListedInstance(id: id, label: "Call +20 114 5202826 or 201145202826", status: status)
            } + [ListedInstance(id: "NEW", label: "201145202826", status: StatusReading(state: .working, raw: "W"))])
        fixture.pass(.seconds(40))
        fixture.send(
            .status(StatusReading(state: .failed, raw: "F", reason: "201145202826 is gone")), .status, of: "NEW")
        fixture.pass(.seconds(90))
        let effects = fixture.takeEffects()
        #expect(
            Self.notices(effects).contains { $0.text.contains("+20 ··· 2826 dropped: FAILED, +20 ··· 2826 is gone") })
        for effect in effects where !"\(effect)".contains("expedite") { #expect(!"\(effect)".contains("201145202826")) }
    }

    @Test("no spelling of a number in a label or a reason leaves the program, and the id stays")
    func spelledNumbers() throws {
        let id = "7105126705"
        var fixture = Fixture(100, 24)
        fixture.list(
            Fixture.states.map { ListedInstance(id: $0, label: nil, status: $1) } + [
                ListedInstance(
                    id: id, label: "Clinic +20 114 520 2826", status: StatusReading(state: .working, raw: "W"))
            ])
        fixture.pass(.seconds(40))
        fixture.send(
            .status(StatusReading(state: .failed, raw: "F", reason: CleanText("\(id) lost (0114) 520-2826"))), .status,
            of: id)
        fixture.pass(.seconds(90))
        let effects = fixture.takeEffects()
        let sentence = "Clinic +20 ··· 2826 dropped: FAILED, \(id) lost ··· 26"
        #expect(Self.notices(effects).contains { $0.text.contains(sentence) })
        let facts = try #require(Self.hooks(effects).first { $0.ids == [id] })
        #expect(facts.name == "Clinic +20 ··· 2826")
        #expect(facts.text.contains(sentence))
        #expect(fixture.state.message?.text.contains("520") != true)
    }

    @Test("a acknowledges all, marked rows alone, or the row of its screen", arguments: ["all", "marked", "detail"])
    func acknowledge(what: String) {
        var fixture = Self.dropped(Array(Self.linked[0...1]))
        fixture.pass(.seconds(31))
        #expect(fixture.state.alerts.standing.map(\.keys.count) == [2])
        let key = Fixture.key(Self.linked[1])
        switch what {
        case "marked": fixture.state.list.marks = [key, Fixture.key("A91F3C07D2E4")]
        case "detail": fixture.state.screens = [.detail(key)]
        default: break
        }
        fixture.press(.character("a"))
        if what == "all" {
            #expect(fixture.state.alerts.standing.isEmpty)
            #expect(fixture.state.message?.text == "acknowledged 2 on wawp-eu dropped 12:41")
            #expect(!fixture.screen.contains("acknowledges"))
            fixture.press(.character("a"))
            #expect(fixture.state.message?.text == "nothing stands to be acknowledged")
        } else {
            #expect(fixture.state.alerts.standing.map(\.keys) == [[Fixture.key(Self.linked[0])]])
            #expect(fixture.state.message?.text == "acknowledged Depot Lagos")
        }
    }

    @Test("M asks for how long; a muted row says nothing and carries a mark; M again unmutes")
    func mute() {
        var fixture = Fixture(120, 24)
        let key = Fixture.key(Self.linked[0])
        fixture.state.list.cursor = key
        fixture.press(.character("M"))
        #expect(fixture.screen.contains("mute Courier Hub 12"))
        fixture.press(.escape)
        #expect(!fixture.state.isMuted(key))
        fixture.press(.character("M"), .enter)
        #expect(fixture.state.muteWords(key) == "muted until 13:41")
        #expect(fixture.lines.contains { $0.hasPrefix("m● LINKED") && $0.contains("Courier Hub 12") })
        #expect(fixture.screen.contains("muted until 13:41"))
        fixture.status(.failed, "FAILED", of: Self.linked[0])
        fixture.pass(.seconds(60))
        #expect(Self.notices(fixture.takeEffects()).isEmpty)
        fixture.press(.character("M"))
        #expect(fixture.screen.contains("1 unmute"))
        fixture.press(.character("1"))
        #expect(!fixture.state.isMuted(key))
        fixture.status(.working, "WORKING", of: Self.linked[0])
        fixture.pass(.seconds(60))
        #expect(Self.notices(fixture.takeEffects()).map(\.text) == ["Courier Hub 12 is back"])
    }

    @Test("marked rows are muted together, and their gateway too", arguments: [2, 3, 4])
    func muteMarked(choice: Int) {
        var fixture = Fixture(80, 24)
        let keys = Self.linked.map { Fixture.key($0) }
        fixture.state.list.marks = Set(keys.prefix(2))
        fixture.press(.character("M"), .character(Character("\(choice)")))
        #expect(fixture.state.dialog == nil)
        #expect(fixture.state.isMuted(keys[0]) && fixture.state.isMuted(keys[1]))
        #expect(fixture.state.isMuted(keys[2]) == (choice == 4))
        fixture.press(.character("M"), .character("1"))
        #expect(!keys.contains { fixture.state.isMuted($0) })
    }

    @Test("what a person does from here is not told: an act, and a link in its window")
    func expected() throws {
        var fixture = Fixture(80, 24)
        fixture.state.list.cursor = Fixture.key(Self.linked[0])
        fixture.press(.character("X"), .character("y"))
        #expect(fixture.takeEffects().contains(.perform(.logout, Fixture.key(Self.linked[0]))))
        fixture.send(.acted(.logout, Fixture.key(Self.linked[0]), nil))
        fixture.pass(.seconds(5))
        fixture.status(.loggedOut, "OUT", of: Self.linked[0])
        fixture.state.list.cursor = Fixture.key(Fixture.ready)
        fixture.press(.character("r"))
        fixture.pass(.seconds(70))
        try fixture.code(of: Fixture.ready)
        fixture.status(.working, "WORKING", of: Fixture.ready)
        fixture.pass(.seconds(60))
        #expect(Self.notices(fixture.takeEffects()).isEmpty)
        #expect(fixture.state.alerts.down == 3)
    }

    @Test("a gateway that went away is told once, and stands on its own line alone while it is away")
    func gateway() {
        var fixture = Fixture(100, 24)
        var report = GatewayReport(
            name: "wawp-eu", failure: GatewayFailure(.unreachable, "no answer in 30 s"),
            since: fixture.state.now, nextProbe: nil, requestsPerSecond: 0, notices: [])
        fixture.send(.gateway(report))
        fixture.pass(.seconds(15))
        #expect(
            Self.notices(fixture.takeEffects()).map(\.text) == ["gateway wawp-eu does not answer: no answer in 30 s"])
        #expect(!fixture.screen.contains("acknowledges"))
        report.failure = nil
        fixture.send(.gateway(report))
        fixture.pass(.seconds(30))
        #expect(Self.notices(fixture.takeEffects()).map(\.text) == ["gateway wawp-eu answers again"])
        #expect(fixture.lines[2].hasPrefix(" ▲ gateway wawp-eu was down 12:41  a acknowledges"))
    }

    @Test("another number than expected is told; at the first look it was so already")
    func mismatch() {
        var fixture = Fixture(80, 24)
        fixture.send(
            .account(Fixture.account("4915112340939", "Other")), .account, of: "B0C77D11E9AA")
        let wrong = StatusReading(state: .working, raw: "W", account: Fixture.account("2348012340000", "Other"))
        fixture.send(.status(wrong), .status, of: Self.linked[1])
        fixture.pass(.seconds(31))
        #expect(
            Self.notices(fixture.takeEffects()).map(\.text) == ["Depot Lagos is linked to another number"])
        var late = Fixture(80, 24)
        late.status(.working, "W", of: "NEW")
        late.pass(.seconds(60))
        #expect(Self.notices(late.takeEffects()).isEmpty)
    }

    @Test("a failing hook is one line in the log")
    func noted() {
        var fixture = Fixture(80, 24)
        fixture.send(.noted("the hook x failed with exit status 3"))
        #expect(fixture.screen.contains("the hook x failed with exit status 3"))
        #expect(fixture.state.message == nil)
    }

    @Test("while changes are pending, the timer wakes for them")
    func wake() throws {
        let fixture = Self.dropped()
        let deadline = try #require(fixture.state.alerts.deadline)
        #expect(try #require(fixture.state.nextWake) <= deadline)
    }
}
