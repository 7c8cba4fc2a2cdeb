import Fleet
import Gateways
import Testing

@testable import Polling

/// Many instances, several gateways, lists.
@Suite struct FleetRoundTests {
    @Test("The first round goes as fast as concurrency lets it, what is on the screen first, and the next is spread")
    func firstRound() {
        var rig = Rig()
        let all = keys(400)
        rig.planner.visible(Array(all[300..<310]))
        rig.watch(all, .single, Pacing.roomy.with { $0.concurrency = 20 })
        rig.run(until: .seconds(3))
        #expect(rig.started.count >= 400)
        // Of the first fourteen every fourth is the background's share.
        #expect(Set(rig.started.prefix(14).compactMap(\.key)).isSuperset(of: all[300..<310]))
        #expect(Set(rig.started.prefix(400).compactMap(\.key)).count > 370)

        // After one more round the starts are even: 400 in 30 s are 13.3 a second.
        rig.run(until: .seconds(90))
        for second in 30..<90 {
            let count = rig.starts(.status).filter { $0 >= Double(second) && $0 < Double(second + 1) }.count
            #expect((12...15).contains(count), "\(count) in second \(second)")
        }
    }

    @Test("Instances share wake-ups: a second of 10,000 statuses every 15 s needs no more than 50")
    func sharedWakes() {
        let turns = (0..<10_000).map { Phase.turn(after: .seconds(60), of: $0, every: .seconds(15)) }
        #expect(Set(turns).count <= 750)
        #expect(turns.allSatisfy { $0 > .seconds(60) && $0 <= .seconds(75) })
    }

    @Test("People's instances go first when a gateway is full, and the others get their share")
    func fairness() {
        var rig = Rig()
        let all = keys(60)
        rig.answer = { _ in (.seconds(1), .state(.starting)) }
        rig.watch(all, .single, Pacing.roomy.with { $0.concurrency = 2 })
        for key in all.prefix(8) { rig.planner.open(.pairing, for: key, at: rig.now) }
        rig.run(until: .seconds(200))
        let close = rig.started.filter { all.prefix(8).contains($0.key!) }.count
        #expect(close > rig.started.count / 2)
        #expect(Set(rig.started.compactMap(\.key)) == Set(all))
    }

    @Test("A gateway that never answers delays nobody else's")
    func isolation() {
        var rig = Rig()
        let pacing = Pacing.roomy.with { $0.concurrency = 1 }
        rig.answer = { $0.key?.gateway == "slow" ? nil : Rig.allIsWell($0) }
        rig.watch(keys(5, of: "slow"), of: "slow", .single, pacing)
        rig.watch(keys(1, of: "quick"), of: "quick", .single, pacing)
        rig.run(until: .seconds(70))
        let quick = InstanceKey(gateway: "quick", id: "i0")
        #expect(rig.started.filter { $0.key == quick }.count == 3 || rig.started.filter { $0.key == quick }.count == 4)
        #expect(rig.started.filter { $0.key?.gateway == "slow" }.count <= 3)
        #expect(!rig.abandoned.isEmpty)
    }

    @Test("A list covers all instances; single statuses are for those that somebody looks at")
    func lists() {
        var rig = Rig()
        let all = keys(3)
        rig.watch(all, .listing, .standard(for: .waha))
        rig.run(until: .seconds(40))
        rig.planner.focus(all[0], at: rig.now)
        rig.run(until: .seconds(52))
        rig.planner.focus(nil, at: rig.now)
        rig.run(until: .seconds(80))
        #expect(
            rig.diary() == """
                list 0, list 15, list 30, status 40, list 45, status 45, status 50, list 60, list 75
                """)
    }

    @Test("A slow list is not followed by another before it came back")
    func slowList() {
        var rig = Rig()
        rig.answer = { _ in (.seconds(25), .list([])) }
        rig.watch(keys(2), .listing, .standard(for: .waha))
        let first = rig.press(keys(1)[0], .list)
        let second = rig.press(keys(1)[0], .list)
        #expect(first && !second)
        rig.run(until: .seconds(20))
        #expect(rig.starts(.list) == [0])
        rig.run(until: .seconds(30))
        #expect(rig.starts(.list) == [0, 25])
    }

    @Test("A gateway that may not be listed after all is asked one by one")
    func listUnsupported() {
        var rig = Rig()
        rig.answer = { $0.ask == .list ? (.zero, .failure(.unsupported)) : Rig.allIsWell($0) }
        rig.watch(keys(2), .listing, .standard(for: .waha))
        rig.run(until: .seconds(14))
        #expect(rig.starts(.list) == [0])
        #expect(rig.starts(.status).count >= 2)
    }

    @Test("A gateway without instances is listed, and one that left is not")
    func discovery() {
        var rig = Rig()
        rig.watch([], .listing, .standard(for: .waha))
        rig.run(until: .seconds(16))
        #expect(rig.starts(.list) == [0, 15])
        rig.planner.leave("g", at: rig.now)
        #expect(rig.planner.nextDeadline == nil)
    }

    @Test("Nothing due means no wake-up, and each wake-up starts something")
    func wakes() {
        var rig = Rig()
        #expect(rig.planner.nextDeadline == nil)
        rig.watch(keys(3))
        rig.run(until: .seconds(300))
        #expect(rig.wakes <= rig.started.count)
        rig.watch([])
        rig.run(until: .seconds(302))
        #expect(rig.planner.nextDeadline == nil)
    }

    @Test("What is due for the screen is what then starts")
    func dueTimes() throws {
        var rig = Rig()
        let key = keys(1)[0]
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(5))
        let due = try #require(rig.planner.due(key))
        #expect(due.round == .seconds(3))
        rig.run(until: .seconds(9))
        #expect(rig.started.first { $0.ask == .code && $0.startedAt > .seconds(5) }?.startedAt == due.code)
        #expect(rig.started.first { $0.ask == .status && $0.startedAt > .seconds(5) }?.startedAt == due.status)
        #expect(due.account == nil)
        #expect(rig.planner.due(InstanceKey(gateway: "g", id: "nobody")) == nil)
    }
}
