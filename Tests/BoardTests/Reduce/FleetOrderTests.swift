import Fleet
import Testing

@testable import Board

@Suite("Order and filter")
struct FleetOrderTests {
    /// Rows in every state, with names and gateways that repeat.
    static func fleet(_ count: Int) -> FleetTable {
        FleetTable(
            (0..<count).map { index in
                let gateway = "gw-\(index % 7)"
                var row = InstanceRow(
                    key: InstanceKey(gateway: gateway, id: "I\(index)"), kind: .waha,
                    configured: InstanceConfiguration(
                        id: "I\(index)", label: CleanText("Branch \(index % 911)"),
                        holder: index % 5 == 0 ? "Mona" : nil))
                let state = LinkState.allCases[index % LinkState.allCases.count]
                let at = Instant.seconds(Double(index * 31 % 5000))
                row.status = Fact(StatusReading(state: state, raw: "x"), from: .list, at: at)
                row.since = at
                return row
            })
    }

    static func shown(_ fleet: FleetTable, _ filter: String = "", by ordering: ListView.Ordering = .severity)
        -> [InstanceRow]
    {
        var view = ListView()
        view.filter = TextField(filter)
        view.ordering = ordering
        return FleetOrder.shown(of: fleet, for: view).compactMap { fleet[$0] }
    }

    @Test("Problems stand first, and within a kind whoever waits longest")
    func severity() {
        let rows = Self.shown(Self.fleet(10_000))
        #expect(rows.count == 10_000)
        for (one, next) in zip(rows, rows.dropFirst()) {
            #expect(one.severity <= next.severity)
            if one.severity == next.severity { #expect(one.since! <= next.since!) }
        }
        let firstFine = rows.firstIndex { !$0.isProblem }!
        #expect(rows[firstFine...].allSatisfy { !$0.isProblem })
    }

    @Test(
        "Each order is whole, the same each time, and turned around when asked", arguments: ListView.Ordering.allCases)
    func orders(ordering: ListView.Ordering) {
        let fleet = Self.fleet(1000)
        var view = ListView()
        view.ordering = ordering
        let once = FleetOrder.shown(of: fleet, for: view)
        #expect(Set(once).count == 1000)
        #expect(FleetOrder.shown(of: fleet, for: view) == once)
        view.reversed = true
        #expect(FleetOrder.shown(of: fleet, for: view) == once.reversed())
    }

    @Test("By label and by gateway, names rule")
    func names() {
        let fleet = Self.fleet(500)
        let labels = Self.shown(fleet, by: .label).map { $0.name.lowercased() }
        #expect(labels == labels.sorted())
        let gateways = Self.shown(fleet, by: .gateway).map(\.key.gateway)
        #expect(gateways == gateways.sorted())
    }

    @Test("Words must all be found; ! turns one around; gw: and state: look in one column")
    func filter() {
        let fleet = Self.fleet(10_000)
        func count(_ text: String) -> Int { Self.shown(fleet, text).count }
        #expect(count("") == 10_000)
        #expect(count("gw:gw-3") == fleet.rows.count { $0.key.gateway == "gw-3" })
        #expect(count("state:scan") == fleet.rows.count { $0.state == .awaitingLink })
        #expect(count("state:awaitinglink") == count("state:SCAN"))
        #expect(count("!state:linked") == fleet.rows.count { $0.state != .working })
        #expect(count("mona") == 2000)
        #expect(count("mona !gw:gw-1") == fleet.rows.count { $0.configured.holder != nil && $0.key.gateway != "gw-1" })
        #expect(
            count("branch 17")
                == fleet.rows.count { row in
                    ["branch", "17"].allSatisfy { word in
                        [
                            row.name, row.key.id, row.key.gateway, row.state?.word ?? "",
                            row.configured.holder?.text ?? "",
                        ]
                        .contains { $0.lowercased().contains(word) }
                    }
                })
        #expect(count("BRANCH") == 0, "capitals are meant where they are typed")
        #expect(count("Branch") == 10_000)
        #expect(count("nothing like it") == 0)
        #expect(count("! gw: state:") == 10_000, "half a word filters nothing")
    }
}
