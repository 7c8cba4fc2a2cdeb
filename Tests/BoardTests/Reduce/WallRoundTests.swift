import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Rounds on the wall")
struct WallRoundTests {
    /// Nine that wait for a phone, on a wall with room for two codes.
    private func begun() throws -> Fixture {
        let table = (1...9).map {
            InstanceRow(
                key: Fixture.key("shop-\($0)"), kind: .wawp, configured: InstanceConfiguration(id: "shop-\($0)"))
        }
        var fixture = Fixture(130, 40, table: table)
        for row in table { fixture.status(.awaitingLink, "SCAN_QR_CODE", of: row.key.id) }
        fixture.press(.character("W"), .character("b"), .enter)
        #expect(fixture.state.round?.count(.open) == 2)
        return fixture
    }

    private func open(_ fixture: Fixture) -> [InstanceKey] {
        fixture.state.round?.items.filter { $0.stage == .open }.map(\.key) ?? []
    }

    private func link(_ key: InstanceKey, _ fixture: inout Fixture) throws {
        try fixture.code(CodePayload("2@\(key.id)"), of: key.id)
        fixture.status(.working, "WORKING", of: key.id)
    }

    @Test("Whoever's turn comes is seen: on the page, in the place of one whose turn is over")
    func seen() throws {
        var fixture = try begun()
        var turns: [InstanceKey] = []
        while let key = open(fixture).first {
            #expect(Set(open(fixture)).isSubset(of: WallScreen.shown(fixture.state)))
            turns.append(key)
            try link(key, &fixture)
            fixture.pass(.seconds(3))
        }
        #expect(Set(turns).count == 9)
    }

    @Test("A link that comes while another one's success is looked at makes the next one wait no longer")
    func steady() throws {
        var fixture = try begun()
        let first = open(fixture)
        try link(first[0], &fixture)
        fixture.pass(.seconds(2))
        try link(first[1], &fixture)
        fixture.pass(.seconds(1))
        #expect(open(fixture).count == 2)
    }

    @Test("No key opened these windows: what they ask first keeps the two seconds")
    func automatic() throws {
        var fixture = try begun()
        let asked = fixture.takeEffects().compactMap { effect -> String? in
            switch effect {
            case .askNow: "at once"
            case .expedite(.code, _, _): "in its turn"
            default: nil
            }
        }
        #expect(asked == ["in its turn", "in its turn"])
    }
}
