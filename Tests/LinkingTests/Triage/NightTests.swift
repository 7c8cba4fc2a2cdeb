import Fleet
import Linking
import Testing

/// At 03:12 twelve of sixty instances on one server go red. A hand on the clock, and each poll taken in as it comes.
@Suite("A night on call")
struct NightTests {
    static let night = Instant.seconds(3 * 3600 + 12 * 60)
    static let rosters = ["evo-1": Roster(.evolution, count: 60), "waha-1": Roster(.waha, count: 40)]

    /// One list every 15 s: what it tells of the twelve at that time.
    private func poll(_ code: ReasonCode?, _ state: LinkState, at now: Instant) -> [Drop] {
        guard now >= Self.night else { return [] }
        return (0..<12).map {
            Drop(
                key: InstanceKey(gateway: "evo-1", id: "shop-\($0)"), kind: .evolution, state: state, code: code,
                at: Self.night)
        }
    }

    @Test("The first poll that shows them finds them, and a version that is refused is never relinked")
    func refusedVersion() throws {
        var now = Self.night - .seconds(40)
        var polls = 0
        var found: [Outbreak] = []
        while found.isEmpty, polls < 10 {
            now = now + .seconds(15)
            polls += now >= Self.night ? 1 : 0
            found = Outbreak.find(poll(.outdated, .failed, at: now), among: Self.rosters)
        }
        #expect(polls == 1)
        let outbreak = try #require(found.first)
        #expect(outbreak.scope == .gateway("evo-1"))
        #expect(outbreak.count == 12 && outbreak.total == 60)
        #expect(outbreak.at == Self.night && outbreak.isOutdated)

        let gateway = GatewayFacts(isOutdated: outbreak.isOutdated, droppedTogether: outbreak.count)
        var locks: [Lock] = []
        for member in outbreak.members {
            let facts = TriageFacts(
                key: member, kind: .evolution, state: .failed, since: Self.night, code: .outdated, gateway: gateway)
            #expect(Verdict(facts, nil, at: now) == .upgradeGateway)
            locks.append(Lock(facts, nil))
        }
        #expect(Lock(locks) == .closed(.outdatedGateway("evo-1")))
    }

    @Test("A server that restarts is waited for, and whoever is left behind is restarted and never relinked")
    func restartStorm() throws {
        var now = Self.night + .seconds(5)
        let outbreak = try #require(Outbreak.find(poll(nil, .starting, at: now), among: Self.rosters).first)
        let gateway = GatewayFacts(droppedTogether: outbreak.count)
        var facts = TriageFacts(
            key: outbreak.members[0], kind: .evolution, state: .starting, since: Self.night, gateway: gateway)
        var ladder = Ladder(kind: .evolution)
        // Twelve of the ninety that took twenty minutes.
        let end = Self.night + .seconds(160)
        #expect(Verdict(facts, ladder, at: now) == .wait(until: end, .storm(sessions: 12)))
        now = end
        #expect(Verdict(facts, ladder, at: now) == .ladder(.restart))
        #expect(ladder.take(.restart, at: now) == [.perform(.restart)])
        now = now + .seconds(1)
        _ = ladder.acted(.restart, nil, at: now)
        now = now + .seconds(10)
        facts.state = .working
        ladder.observe(StatusReading(state: .working, raw: "open"), at: now)
        #expect(ladder.steps.map(\.result) == [.worked(after: .seconds(11))])
        #expect(Verdict(facts, ladder, at: now) == .nothing)
    }
}
