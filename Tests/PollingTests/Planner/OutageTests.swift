import Fleet
import Gateways
import Testing

@testable import Polling

@Suite struct OutageTests {
    @Test("One probe at a time after about 2, 4, 8 … 60 s, another instance each time, and nothing else")
    func probes() {
        var rig = Rig()
        rig.answer = { _ in (.milliseconds(100), .failure(.server)) }
        rig.watch(keys(30), .single, Pacing.roomy.with { $0.concurrency = 4 })
        rig.run(until: .seconds(400))
        #expect(rig.started.prefix(4).allSatisfy { $0.origin == .automatic })
        let probes = rig.started.dropFirst(4)
        #expect(probes.allSatisfy { $0.origin == .probe })
        #expect(zip(probes, probes.dropFirst()).allSatisfy { $0.key != $1.key })
        let gaps = zip(probes, probes.dropFirst()).map { $0.startedAt.duration(to: $1.startedAt).inSeconds - 0.1 }
        for (gap, step) in zip(gaps, [4.0, 8, 16, 32, 60, 60]) { #expect(gap >= step * 0.75 && gap <= step * 1.25) }
        #expect(gaps.count >= 8)
    }

    @Test("A probe that succeeds lets everybody go on, spread over a round, what is on the screen at once")
    func recovery() throws {
        var rig = Rig()
        let all = keys(60)
        rig.watch(all)
        rig.run(until: .seconds(45))
        rig.planner.visible([all[7], all[8]])
        rig.answer = { _ in (.milliseconds(100), .failure(.unreachable)) }
        rig.run(until: .seconds(200))
        rig.answer = Rig.allIsWell
        rig.run(until: .seconds(300))
        let probe = try #require(rig.started.last { $0.origin == .probe })
        let resumed = probe.startedAt.advanced(by: .milliseconds(100))
        let after = rig.started.filter { $0.startedAt >= resumed }
        let onScreen: Set = [all[7], all[8]]
        #expect(Set(after.prefix(2).compactMap(\.key) + [probe.key!]).isSuperset(of: onScreen))
        let round = after.filter { $0.startedAt <= resumed.advanced(by: .seconds(30)) }
        #expect(Set(round.compactMap(\.key)).union([probe.key!]).count == 60)
        for second in 0..<28 {
            let from = resumed.advanced(by: .seconds(second))
            let count = round.filter { $0.startedAt >= from && $0.startedAt < from.advanced(by: .seconds(2)) }.count
            #expect(count <= 7)
        }
    }

    @Test("Health: suspected at the first failure, unreachable when another instance fails too, well after a success")
    func health() {
        var rig = Rig()
        rig.answer = { _ in (.milliseconds(100), .failure(.unreachable)) }
        rig.watch(keys(3), .single, Pacing.roomy.with { $0.concurrency = 1 })
        rig.run(until: .seconds(0.5))
        var health = rig.planner.health(of: "g")
        #expect(health.reachable && health.failure?.kind == .unreachable)
        #expect(health.since == .seconds(0.1) && health.nextProbe != nil)
        rig.run(until: .seconds(4))
        health = rig.planner.health(of: "g")
        #expect(!health.reachable && health.since == .seconds(0.1))
        rig.answer = Rig.allIsWell
        rig.run(until: .seconds(12))
        #expect(rig.planner.health(of: "g") == GatewayHealth(gateway: "g"))
    }

    @Test(
        "One broken instance is no outage: the second opinion clears the gateway, and it alone waits longer and longer")
    func brokenInstance() {
        var rig = Rig()
        rig.answer = { $0.key?.id == "i0" ? (.milliseconds(50), .failure(.server)) : Rig.allIsWell($0) }
        rig.watch(keys(3), .single, Pacing.roomy.with { $0.concurrency = 1 })
        var wasUnreachable = false
        for second in 1...300 {
            rig.run(until: .seconds(Double(second)))
            wasUnreachable = wasUnreachable || !rig.planner.health(of: "g").reachable
        }
        #expect(!wasUnreachable)
        #expect(rig.started.filter { $0.key?.id == "i1" }.count >= 10)
        #expect((4...12).contains(rig.started.filter { $0.key?.id == "i0" }.count))
    }

    @Test("An instance that fails while others are answered holds nobody up")
    func ownTrouble() {
        var rig = Rig()
        rig.answer = { $0.key?.id == "i0" ? (.seconds(20), .failure(.unreachable)) : Rig.allIsWell($0) }
        rig.watch(keys(40))
        rig.run(until: .seconds(200))
        #expect(!rig.started.contains { $0.origin == .probe })
    }

    @Test("An answer to a request from before the trouble does not end it")
    func straggler() {
        var rig = Rig()
        rig.answer = {
            $0.key?.id == "i0" && $0.startedAt == .zero
                ? (.seconds(1), .state(.working)) : (.milliseconds(100), .failure(.unreachable))
        }
        rig.watch(keys(3))
        rig.run(until: .seconds(1.2))
        #expect(rig.planner.health(of: "g").failure != nil)
        rig.run(until: .seconds(30))
        #expect(rig.started.dropFirst(3).allSatisfy { $0.origin == .probe })
    }

    @Test("A refused secret is tried once more by another instance, then once a minute")
    func credentials() {
        var rig = Rig()
        rig.answer = { _ in (.zero, .failure(.credentials)) }
        rig.watch(keys(3), .single, Pacing.roomy.with { $0.concurrency = 1 })
        rig.run(until: .seconds(190))
        let times = rig.starts(.status)
        #expect(times.count == 5)
        #expect(times[1] <= 2.6)
        #expect(zip(times.dropFirst(), times.dropFirst(2)).allSatisfy { abs($1 - $0 - 60) < 0.02 })
    }

    @Test("Alone, an instance is its gateway: no second opinion")
    func alone() {
        var rig = Rig()
        rig.answer = { _ in (.zero, .failure(.credentials)) }
        rig.watch(keys(1))
        rig.run(until: .seconds(1))
        #expect(!rig.planner.health(of: "g").reachable)
        rig.run(until: .seconds(130))
        #expect(rig.starts(.status) == [0, 60, 120])
    }

    @Test("Where the gateway lists, the list is the probe")
    func listProbe() {
        var rig = Rig()
        rig.answer = { _ in (.zero, .failure(.server)) }
        rig.watch(keys(3), .listing, .standard(for: .waha))
        rig.planner.focus(keys(1)[0], at: rig.now)
        rig.run(until: .seconds(60))
        #expect(rig.started.filter { $0.origin == .probe }.allSatisfy { $0.ask == .list })
        #expect(rig.started.filter { $0.origin == .probe }.count >= 4)
        #expect(!rig.planner.health(of: "g").reachable)
    }

    @Test("A person's request that succeeds ends the outage, and held instances are not probed")
    func personEndsIt() {
        var rig = Rig()
        let all = keys(2)
        rig.answer = { _ in (.milliseconds(10), .failure(.server)) }
        rig.watch(all)
        rig.run(until: .seconds(30))
        for key in all { rig.planner.hold(key, until: .seconds(500)) }
        let held = rig.now
        rig.run(until: .seconds(300))
        #expect(rig.started.allSatisfy { $0.startedAt <= held })
        rig.answer = Rig.allIsWell
        let isAsked = rig.press(all[0], .status)
        #expect(isAsked)
        rig.run(until: .seconds(301))
        #expect(rig.planner.health(of: "g").reachable)
    }

    @Test("A request that never comes back frees its place after the limit and a little, and counts as unanswered")
    func lost() {
        var rig = Rig()
        rig.answer = { _ in nil }
        rig.watch(keys(1), .single, Pacing.roomy.with { $0.concurrency = 1 })
        rig.run(until: .seconds(34))
        #expect(rig.started.count == 1 && rig.abandoned.isEmpty)
        rig.answer = Rig.allIsWell
        rig.run(until: .seconds(40))
        #expect(rig.abandoned.count == 1)
        #expect(rig.started.count == 2)
        #expect(rig.planner.health(of: "g").reachable)
    }
}
