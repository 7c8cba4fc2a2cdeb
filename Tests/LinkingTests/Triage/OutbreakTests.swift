import Fleet
import Linking
import Testing

@Suite("Who dropped together")
struct OutbreakTests {
    static let night = Instant.seconds(10_000)

    static func drops(
        _ count: Int, on gateway: String, _ kind: GatewayKind = .waha, code: ReasonCode? = nil,
        every step: Duration = .seconds(1), from start: Instant? = night
    ) -> [Drop] {
        (0..<count).map { index in
            Drop(
                key: InstanceKey(gateway: gateway, id: "i\(index)"), kind: kind, state: .failed, code: code,
                at: start.map { $0 + step * index })
        }
    }

    @Test(
        "Three and a tenth of a gateway are many; ten in any case; all of two",
        arguments: [
            (1, 1, false), (2, 2, true), (2, 3, false), (3, 30, true), (3, 31, false), (9, 100, false), (10, 100, true),
            (10, 10_000, true), (12, 60, true),
        ])
    func threshold(count: Int, total: Int, isMany: Bool) {
        let found = Outbreak.find(
            Self.drops(count, on: "waha-1"),
            among: ["waha-1": Roster(.waha, count: total), "gowa-1": Roster(.gowa, count: 1)])
        #expect(found.map(\.count) == (isMany ? [count] : []))
    }

    @Test("Drops an hour apart are no outbreak, and the ones within one window are counted alone")
    func window() {
        let rosters = ["waha-1": Roster(.waha, count: 60), "gowa-1": Roster(.gowa, count: 1)]
        let scattered = Self.drops(12, on: "waha-1", every: .seconds(91))
        #expect(Outbreak.find(scattered, among: rosters).isEmpty)
        let together = Self.drops(7, on: "waha-1", every: .seconds(15), from: Self.night + .seconds(3600))
        let found = Outbreak.find(scattered.prefix(5) + together, among: rosters)
        #expect(found.map(\.count) == [7])
        #expect(found.first?.at == Self.night + .seconds(3600))
    }

    @Test(
        "What was down when somebody looked first is an outbreak from five and a fifth of the gateway on",
        arguments: [(4, 10, false), (5, 25, true), (5, 26, false), (12, 60, true), (12, 61, false)])
    func foundDown(count: Int, total: Int, isMany: Bool) {
        let found = Outbreak.find(
            Self.drops(count, on: "waha-1", from: nil),
            among: ["waha-1": Roster(.waha, count: total), "gowa-1": Roster(.gowa, count: 1)])
        #expect(found.map(\.count) == (isMany ? [count] : []))
        #expect(found.first?.at == nil)
    }

    @Test("A refused version needs no time at all")
    func undated() {
        let rosters = ["evo-1": Roster(.evolution, count: 40), "gowa-1": Roster(.gowa, count: 1)]
        let refused = Outbreak.find(
            Self.drops(20, on: "evo-1", .evolution, code: .outdated, from: nil), among: rosters)
        #expect(refused.map(\.isOutdated) == [true])
        #expect(refused.first?.at == nil)
    }

    @Test("One gateway, several, all of a vendor, or everybody")
    func scopes() {
        let three = ["waha-1": Roster(.waha, count: 9), "waha-2": Roster(.waha, count: 9)]
        let all = three.merging(["gowa-1": Roster(.gowa, count: 9)]) { $1 }
        func scopes(_ gateways: [String], _ rosters: [String: Roster]) -> [Outbreak.Scope] {
            let drops = gateways.flatMap { Self.drops(4, on: $0, rosters[$0]?.kind ?? .waha) }
            return Outbreak.find(drops, among: rosters).map(\.scope)
        }
        #expect(scopes(["waha-1"], all) == [.gateway("waha-1")])
        #expect(scopes(["waha-1", "waha-2"], all) == [.vendor(.waha)])
        #expect(scopes(["waha-1", "gowa-1"], all) == [.several])
        #expect(scopes(["waha-1", "waha-2", "gowa-1"], all) == [.everybody])
        #expect(scopes(["waha-1", "waha-2"], three) == [.everybody])
        let later = Self.drops(4, on: "waha-2", from: Self.night + .seconds(600))
        #expect(Outbreak.find(Self.drops(4, on: "waha-1") + later, among: three).count == 2)
    }

    @Test("What nearly all of them have in common is told; what differs is not")
    func common() {
        var drops = Self.drops(10, on: "evo-1", .evolution, code: .unlinked)
        drops[3].code = .replaced
        let rosters = ["evo-1": Roster(.evolution, count: 10), "gowa-1": Roster(.gowa, count: 1)]
        #expect(Outbreak.find(drops, among: rosters).first?.code == .unlinked)
        for index in 0..<3 { drops[index].code = .replaced }
        #expect(Outbreak.find(drops, among: rosters).first?.code == nil)
        #expect(Outbreak.find(drops, among: rosters).first?.state == .failed)
    }

    @Test("A refused version comes first, then the larger one")
    func order() {
        let rosters = [
            "a": Roster(.waha, count: 100), "b": Roster(.gowa, count: 100), "c": Roster(.evolution, count: 100),
            "d": Roster(.wawp, count: 1),
        ]
        let drops =
            Self.drops(11, on: "a") + Self.drops(20, on: "b", .gowa, from: Self.night + .seconds(600))
            + Self.drops(10, on: "c", .evolution, code: .outdated)
        #expect(Outbreak.find(drops, among: rosters).map(\.scope) == [.gateway("c"), .gateway("b"), .gateway("a")])
    }
}
