import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Rows that come and go with what gateways list")
struct DiscoveryTests {
    private static let found = "F00DF00DF00D"

    private static let all = Fixture.states.map { ListedInstance(id: $0.0, label: nil, status: $0.1) }

    private static func listed(_ id: String, _ label: CleanText? = nil) -> ListedInstance {
        ListedInstance(id: id, label: label, status: StatusReading(state: .working, raw: "WORKING"))
    }

    /// A listed row that is not configured, and the cursor on it.
    private static func withFound(_ columns: Int = 80) -> Fixture {
        var fixture = Fixture(columns, 24)
        fixture.list(all + [listed(found, "New one")])
        fixture.state.list.cursor = Fixture.key(found)
        return fixture
    }

    @Test("what is newly listed gets a row; what is listed no more turns MISSING and stays")
    func comeAndGo() throws {
        var fixture = Self.withFound()
        #expect(fixture.state.fleet[Fixture.key(Self.found)]?.state == .working)
        #expect(fixture.screen.contains("New one"))
        fixture.list(Self.all)
        #expect(fixture.state.fleet[Fixture.key(Self.found)]?.state == .missing)
        fixture.list(Self.all)
        fixture.pass(.seconds(300))
        #expect(fixture.state.fleet[Fixture.key(Self.found)]?.state == .missing)
        #expect(fixture.screen.contains("MISSING"))
    }

    @Test("d lets a missing row go, from the list and from its own screen", arguments: [false, true])
    func dismissed(fromDetail: Bool) throws {
        var fixture = Self.withFound()
        fixture.list(Self.all)
        let before = fixture.state.fleet.totals.all
        if fromDetail { fixture.press(.enter) }
        fixture.press(.character("d"))
        #expect(fixture.state.fleet[Fixture.key(Self.found)] == nil)
        #expect(fixture.state.fleet.totals.all == before - 1)
        #expect(fixture.state.screen == .list)
        #expect(fixture.state.message?.text == "dismissed New one")
        #expect(!fixture.state.list.shown.contains(Fixture.key(Self.found)))
        // It is listed again: it is there again.
        fixture.list(Self.all + [Self.listed(Self.found)])
        #expect(fixture.state.fleet[Fixture.key(Self.found)]?.state == .working)
    }

    @Test("a row that is there, and one that the configuration names, stay, and it is said why")
    func refused() throws {
        var fixture = Self.withFound()
        fixture.press(.character("d"))
        #expect(fixture.state.fleet[Fixture.key(Self.found)] != nil)
        #expect(fixture.state.message?.text.contains("is not MISSING") == true)
        fixture.list(Array(Self.all.dropFirst()))
        fixture.state.list.cursor = Fixture.key(Self.all[0].id)
        fixture.press(.character("d"))
        #expect(fixture.state.fleet[Fixture.key(Self.all[0].id)]?.state == .missing)
        #expect(fixture.state.message?.text.contains("named in the configuration") == true)
    }

    @Test("marked rows go together, and those that may not are counted")
    func marked() throws {
        var fixture = Fixture(80, 24)
        fixture.list(Self.all + [Self.listed("A1"), Self.listed("A2")])
        fixture.list(Self.all)
        fixture.state.list.marks = [Fixture.key("A1"), Fixture.key("A2"), Fixture.key(Self.all[0].id)]
        fixture.press(.character("d"))
        #expect(fixture.state.fleet[Fixture.key("A1")] == nil && fixture.state.fleet[Fixture.key("A2")] == nil)
        #expect(fixture.state.list.marks == [Fixture.key(Self.all[0].id)])
        #expect(fixture.state.message?.text.hasPrefix("dismissed 2 rows; 1 left alone") == true)
    }

    @Test("nobody asks about a dismissed row any more")
    func forgotten() throws {
        var fixture = Self.withFound()
        fixture.list(Self.all)
        #expect(fixture.send(.key(.character("d"))).contains(.forget([Fixture.key(Self.found)])))
    }

    @Test("an open link window of a dismissed row is closed")
    func window() throws {
        var fixture = Self.withFound()
        fixture.status(.awaitingLink, "SCAN", of: Self.found)
        fixture.press(.character("r"), .escape)
        fixture.press(.character("r"))
        fixture.state.screens = [.list]
        fixture.list(Self.all)
        let isOpen = fixture.state.links[Fixture.key(Self.found)].map { !$0.flow.isOver } ?? false
        _ = fixture.takeEffects()
        fixture.press(.character("d"))
        #expect(fixture.state.links[Fixture.key(Self.found)] == nil)
        #expect(fixture.takeEffects().contains(.closeWindow(Fixture.key(Self.found))) == isOpen)
    }

    @Test("a gateway that only finds brings rows without a state, and leaves configured ones to their own answers")
    func foundOnly() throws {
        var fixture = Fixture(80, 24)
        let untold = StatusReading(state: .unknown, raw: "")
        let new = ListedInstance(id: Self.found, label: "New one", status: untold)
        fixture.send(.discovered([new], of: "wawp-eu"))
        let row = try #require(fixture.state.fleet[Fixture.key(Self.found)])
        #expect(row.state == nil && row.isFound && row.name == "New one")
        #expect(fixture.state.message?.text == "wawp-eu: 1 more instance found")
        #expect(fixture.state.fleet[Fixture.key(Self.all[3].id)]?.state == .working)
        fixture.send(.discovered([], of: "wawp-eu"))
        #expect(fixture.state.fleet[Fixture.key(Self.found)]?.state == .missing)
        #expect(fixture.state.fleet.rows.count { $0.state == .missing } == 1)
    }

    @Test("read-only mode may dismiss: nothing changes at a gateway")
    func readOnly() {
        var fixture = Self.withFound()
        fixture.state.settings.isReadOnly = true
        fixture.list(Self.all)
        fixture.press(.character("d"))
        #expect(fixture.state.fleet[Fixture.key(Self.found)] == nil)
    }
}
