import Fleet
import Gateways
import Testing

@testable import Polling

/// Which instances are asked because their gateway's list may be wrong about them.
@Suite struct DoubtTests {
    private static let pacing = Pacing.standard(for: .evolution)

    /// Lists all of these, of which these are doubtful, and answers for each by itself.
    private static func rig(
        _ all: [InstanceKey], doubtful: [InstanceKey]? = nil,
        state: @escaping (String) -> LinkState = { _ in .working },
        _ pacing: Pacing = pacing
    ) -> Rig {
        var rig = Rig()
        rig.answer = answer(all, doubtful: doubtful ?? all, state: state)
        rig.watch(all, .listing, pacing)
        return rig
    }

    private static func answer(
        _ all: [InstanceKey], doubtful: [InstanceKey], state: @escaping (String) -> LinkState = { _ in .working }
    ) -> (PollRequest) -> Rig.Answer? {
        let account = Account(phone: nil, name: "Clinic")
        let doubtful = Set(doubtful)
        return { request in
            guard request.ask == .list else { return (.milliseconds(100), .state(.working, account: account)) }
            let rows = all.map { key in
                let status = StatusReading(state: state(key.id), raw: "listed", account: account)
                return ListedInstance(id: key.id, label: nil, status: status, isDoubtful: doubtful.contains(key))
            }
            return (.milliseconds(100), .list(rows))
        }
    }

    private static func asked(_ rig: Rig, from start: Instant = .zero) -> [String] {
        rig.started.filter { $0.ask == .status && $0.startedAt >= start }.compactMap(\.key?.id)
    }

    @Test("Four doubtful instances are asked a round, all of them before any is asked again")
    func few() {
        var rig = Self.rig(keys(10))
        rig.run(until: .seconds(46))
        #expect(rig.starts(.list) == [0, 15, 30, 45])
        let asked = Self.asked(rig)
        // Within a round the order says nothing.
        let rounds = stride(from: 0, to: asked.count, by: 4).map { Set(asked[$0..<min($0 + 4, asked.count)]) }
        #expect(
            rounds == [
                ["i0", "i1", "i2", "i3"], ["i4", "i5", "i6", "i7"], ["i8", "i9", "i0", "i1"],
                ["i2", "i3", "i4", "i5"],
            ])
        #expect(rig.started.filter { $0.ask == .status }.allSatisfy { $0.origin == .doubt })
    }

    @Test("What the list is sure of is not asked about, and nor is what it is sure of by now")
    func sure() {
        let all = keys(10)
        var rig = Self.rig(all, doubtful: [all[7]])
        rig.run(until: .seconds(20))
        #expect(Self.asked(rig) == ["i7", "i7"])
        rig.answer = Self.answer(all, doubtful: [])
        rig.run(until: .seconds(100))
        #expect(Self.asked(rig) == ["i7", "i7"])
    }

    @Test("Ten thousand instances cost no more than ten")
    func cost() {
        var rig = Self.rig(keys(10_000))
        rig.run(until: .seconds(59))
        #expect(rig.starts(.status).count == 16)
        #expect(Set(Self.asked(rig)).count == 16)
    }

    @Test("Whose state just changed goes first, and what is on the screen before others that were never asked")
    func order() {
        let all = keys(40)
        var rig = Self.rig(all)
        rig.planner.visible([all[30], all[31]])
        rig.run(until: .seconds(10))
        #expect(Set(Self.asked(rig)) == ["i30", "i31", "i0", "i1"])
        rig.answer = Self.answer(all, doubtful: all) { ["i31", "i39"].contains($0) ? .connecting : .working }
        rig.run(until: .seconds(20))
        #expect(Set(Self.asked(rig, from: .seconds(10))) == ["i39", "i31", "i2", "i3"])
    }

    @Test("One that somebody looks at, holds, or asks for a pairing code has no doubt of its own")
    func spared() {
        let all = keys(4)
        var rig = Self.rig(all)
        rig.planner.open(.pairing, for: all[0], at: rig.now)
        rig.planner.focus(all[1], at: rig.now)
        rig.planner.hold(all[2], until: .seconds(22))
        rig.planner.pairingStarted(all[3], at: rig.now)
        rig.run(until: .seconds(25))
        #expect(rig.started.allSatisfy { $0.origin == .automatic })
        #expect(rig.starts(.status).count > 10)
        rig.run(until: .seconds(31))
        #expect(rig.started.filter { $0.origin == .doubt }.map(\.key) == [all[2]])
    }

    @Test("While an act is on its way its instance is not doubted; the look after it is enough")
    func act() {
        let key = keys(1)[0]
        var rig = Self.rig([key])
        rig.planner.actStarted(key)
        rig.planner.personStarted(key, at: rig.now)
        rig.run(until: .seconds(20))
        #expect(Self.asked(rig).isEmpty)
        rig.planner.actEnded(key)
        rig.planner.expedite(key, .status, notBefore: rig.now, at: rig.now)
        rig.run(until: .seconds(29))
        #expect(rig.started.filter { $0.ask == .status }.map(\.origin) == [.automatic])
    }

    @Test("A doubt that waits for its turn is given up when an act begins")
    func actBetween() {
        let key = keys(1)[0]
        var rig = Self.rig([key])
        rig.planner.personStarted(key, at: rig.now)
        rig.run(until: .seconds(1))
        rig.planner.actStarted(key)
        rig.run(until: .seconds(10))
        #expect(Self.asked(rig).isEmpty)
    }

    @Test("Lists between two rounds bring no more questions")
    func extraLists() {
        let all = keys(10)
        var rig = Self.rig(all)
        rig.run(until: .seconds(1))
        for second in stride(from: 2.0, to: 15, by: 1) {
            rig.run(until: .seconds(second))
            _ = rig.press(all[0], .list)
        }
        rig.run(until: .seconds(14.9))
        #expect(rig.starts(.list).count == 14)
        #expect(Self.asked(rig).count == 4)
    }

    @Test("The floor stands between a doubt and a key's request")
    func floor() {
        let key = keys(1)[0]
        var rig = Self.rig([key])
        rig.run(until: .seconds(0.05))
        let isAsked = rig.press(key, .account)
        #expect(isAsked)
        rig.run(until: .seconds(10))
        #expect(rig.diary() == "list 0, PRESSED account 0.05, status 2.08")
    }

    @Test("A gateway that takes few requests at once is asked about fewer")
    func narrow() {
        var rig = Self.rig(keys(10), Self.pacing.with { $0.concurrency = 3 })
        rig.run(until: .seconds(40))
        // One at a time, and after each round whoever was not asked yet.
        #expect(Self.asked(rig) == ["i0", "i1", "i2"])
    }

    @Test("Nobody is doubted while the gateway is away; when it is back four are")
    func away() {
        let all = keys(10)
        var rig = Self.rig(all)
        rig.run(until: .seconds(14))
        let well = rig.answer
        rig.answer = { _ in (.milliseconds(100), .failure(.unreachable)) }
        rig.run(until: .seconds(100))
        #expect(Self.asked(rig, from: .seconds(14)).isEmpty)
        rig.answer = well
        rig.run(until: .seconds(160))
        let back = rig.starts(.list, from: .seconds(100))[0]
        let inRound = rig.starts(.status, from: .seconds(100)).filter { $0 < back + 5 }
        #expect(inRound.count == 4)
    }

    @Test("Nobody is doubted while the gateway wants to be left alone")
    func throttled() {
        var rig = Self.rig(keys(10))
        rig.run(until: .seconds(14))
        let well = rig.answer
        rig.answer = {
            $0.ask == .list ? (.milliseconds(100), .failure(.throttled(retryAfter: .seconds(50)))) : well($0)
        }
        rig.run(until: .seconds(60))
        #expect(Self.asked(rig, from: .seconds(14)).isEmpty)
    }

    @Test("An instance that cannot be asked is no trouble of its gateway's, and is left out for a while")
    func broken() {
        let all = keys(2)
        var rig = Self.rig(all)
        let well = rig.answer
        rig.answer = { $0.key == all[0] ? (.seconds(1), .failure(.server)) : well($0) }
        rig.run(until: .seconds(0.05))
        // Keeps the floor closed until long after the list was answered.
        rig.planner.personStarted(all[0], at: rig.now)
        rig.run(until: .seconds(4))
        #expect(rig.starts(.status) == [0.1, 2.08])
        #expect(rig.planner.health(of: "g").failure == nil)
        rig.run(until: .seconds(200))
        #expect(rig.starts(.list).count == 14, "no probe")
        let broken = Self.asked(rig).count { $0 == "i0" }
        #expect((4...9).contains(broken), "\(broken)")
        #expect(Self.asked(rig).count { $0 == "i1" } == 14)
    }
}
