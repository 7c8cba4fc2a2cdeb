import Fleet
import Grid
import Testing

@testable import Board

/// The list is kept in order by moving single rows; sorting it anew must never find anything to do.
@Suite struct MovedRowsTests {
    @Test(
        "Rows that move stand where sorting everything would put them",
        arguments: ListView.Ordering.allCases, ["", "state:offline", "!hotel"])
    func order(ordering: ListView.Ordering, filter: String) {
        for reversed in [false, true] {
            var fixture = Fixture(table: Fixture.rows)
            fixture.state.list.ordering = ordering
            fixture.state.list.reversed = reversed
            fixture.state.orderIsAsked = true
            fixture.press(.character("/"))
            fixture.type(filter)
            fixture.press(.enter)
            // Some share a number, so that one answer moves other rows too.
            var random = SystemRandomNumberGenerator()
            for _ in 0..<200 {
                fixture.state.now = fixture.state.now + .milliseconds(Int.random(in: 0...40, using: &random))
                let id = Fixture.rows.randomElement(using: &random)?.key.id ?? ""
                let state = LinkState.allCases.randomElement(using: &random) ?? .working
                let account = Fixture.account("20114520282\(Int.random(in: 0...9, using: &random))", "Desk")
                let reading = StatusReading(state: state, raw: CleanText(state.word), account: account)
                fixture.send(.status(reading), .status, of: id)
                guard ordering != .age else { continue }
                #expect(fixture.state.list.shown == FleetOrder.shown(of: fixture.state.fleet, for: fixture.state.list))
            }
            fixture.press(.escape)
            #expect(Set(fixture.state.list.shown).isSubset(of: Fixture.rows.map(\.key)))
        }
    }

    @Test("What was said before is no news; a change, and whatever an open link window hears, is")
    func news() {
        var fixture = Fixture()
        let before = fixture.state.news
        fixture.status(.starting, "STARTING", of: "0A4C6BE1D7F8")
        fixture.status(.stopped, "STOPPED", of: "3A7CC09E18F2")
        #expect(fixture.state.news == before)
        fixture.status(.connecting, "CONNECTING", of: "0A4C6BE1D7F8")
        #expect(fixture.state.news > before)

        fixture.state.list.cursor = Fixture.key("B0C77D11E9AA")
        fixture.press(.character("r"))
        let opened = fixture.state.news
        fixture.status(.awaitingLink, "SCAN_QR_CODE", of: "B0C77D11E9AA")
        #expect(fixture.state.news > opened)
    }
}
