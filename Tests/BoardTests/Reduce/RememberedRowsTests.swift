import Fleet
import FoundationEssentials
import Testing

@testable import Board

@Suite("Rows that an earlier run found")
struct RememberedRowsTests {
    private static let gone = "F00DF00DF00D"
    private static let key = Fixture.key(gone)
    private static let all = Fixture.states.map { ListedInstance(id: $0.0, label: nil, status: $0.1) }
    /// The date of the fixture's first instant.
    private let start = Date(timeIntervalSince1970: 1_795_264_869)

    private func fixture(
        _ memory: InstanceMemory, of key: InstanceKey = key, lists: Bool = true, called name: CleanText? = "Old one"
    ) -> Fixture {
        var fixture = Fixture(lists: lists)
        fixture.send(.remembered([key: memory], names: name.map { [key: $0] } ?? [:]))
        return fixture
    }

    private var working: InstanceMemory {
        InstanceMemory(state: .working, since: start - 7200, lastGood: start - 7200)
    }

    @Test("until the first list nobody knows; what that does not name is MISSING, under its name, and written down")
    func missing() throws {
        var fixture = fixture(working)
        let row = try #require(fixture.state.fleet[Self.key])
        #expect(row.state == nil && row.isFound && row.name == "Old one")
        _ = fixture.takeEffects()
        fixture.list(Self.all)
        #expect(fixture.state.fleet[Self.key]?.state == .missing)
        #expect(fixture.screen.contains("MISSING") && fixture.screen.contains("Old one"))
        let written = fixture.takeEffects().flatMap { effect -> [JournalEntry] in
            if case .record(let entries) = effect { entries } else { [] }
        }
        #expect(
            written.first { $0.key == Self.key }?.event
                == .state(from: .working, to: .missing, reason: nil, source: .list))
    }

    @Test("one that is listed is a row like any other, with what is known of it")
    func listed() throws {
        var fixture = fixture(working)
        let status = StatusReading(state: .working, raw: "WORKING")
        fixture.list(Self.all + [ListedInstance(id: Self.gone, label: "New name", status: status)])
        let row = try #require(fixture.state.fleet[Self.key])
        #expect(row.state == .working && row.name == "New name")
        #expect(row.since == Fixture.start - .seconds(7200))
    }

    @Test("one that was MISSING before is so since then, and not written down again")
    func stillMissing() {
        var fixture = fixture(InstanceMemory(state: .missing, since: start - 600, lastGood: start - 7200))
        _ = fixture.takeEffects()
        fixture.list(Self.all)
        #expect(fixture.state.fleet[Self.key]?.since == Fixture.start - .seconds(600))
        #expect(!fixture.takeEffects().contains { if case .record = $0 { true } else { false } })
    }

    @Test("where no line with a name is left, its id stands for it")
    func nameless() {
        #expect(fixture(working, called: nil).state.fleet[Self.key]?.name == Self.gone)
    }

    @Test("nothing is shown of a gateway that is not configured, nor of one that does not list")
    func leftOut() {
        let elsewhere = InstanceKey(gateway: "sold", id: "1")
        #expect(fixture(working, of: elsewhere).state.fleet[elsewhere] == nil)
        #expect(fixture(working, lists: false).state.fleet[Self.key] == nil)
    }

    @Test("a gateway that is added later brings what was known of it, and what it says first waits for that")
    func addedLater() throws {
        var fixture = Fixture(lists: true)
        fixture.send(.remembered([:]))
        let new = GatewayStatus(name: "new", kind: .gowa, idleStatus: .seconds(15), lists: true)
        let key = InstanceKey(gateway: "new", id: "n1")
        let other = InstanceKey(gateway: "new", id: "n2")
        #expect(fixture.send(.roster(Fixture.rows, fixture.state.gateways + [new])).contains(.recall(["new"])))
        _ = fixture.takeEffects()
        let status = StatusReading(state: .working, raw: "logged_in")
        let rows = [ListedInstance(id: "n2", label: nil, status: status)]
        let at = fixture.state.now
        fixture.send(
            .observed(
                Observation(.gateway("new"), .list, .list(rows), startedAt: at, finishedAt: at), drawn: nil,
                nextStatus: nil, nextCode: nil))
        #expect(!fixture.takeEffects().contains { if case .record = $0 { true } else { false } }, "not yet")
        fixture.send(.remembered([key: working, other: working], names: [key: "Old one"]))
        #expect(fixture.state.fleet[key]?.name == "Old one")
        #expect(fixture.state.fleet[other]?.beganAsWritten == true)
        // A roster without another new gateway asks for nothing.
        #expect(
            fixture.send(.roster(Fixture.rows, fixture.state.gateways)).allSatisfy {
                if case .recall = $0 { false } else { true }
            })
    }

    @Test("a configured row that goes from the configuration while it is MISSING is not to come back")
    func takenOut() {
        var fixture = Fixture(lists: true)
        fixture.list(Array(Self.all.dropFirst()))
        let first = Fixture.key(Self.all[0].id)
        #expect(fixture.state.fleet[first]?.state == .missing)
        let rows = Fixture.rows.filter { $0.key != first }
        #expect(fixture.send(.roster(rows, fixture.state.gateways)).contains(.forget([first])))
        #expect(
            fixture.send(.roster(rows.dropLast(), fixture.state.gateways)).allSatisfy {
                if case .forget = $0 { false } else { true }
            })
    }
}
