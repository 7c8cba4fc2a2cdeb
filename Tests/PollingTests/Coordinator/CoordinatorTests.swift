import Fleet
import Gateways
import Testing
import TestKit

@testable import Polling

@Suite struct CoordinatorTests {
    let time = HandTime()
    let key = keys(1)[0]

    @Test("Observations arrive with what was asked, when, and when it is asked next")
    func observes() async throws {
        let gateway = ScriptedGateway(time)
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch([key], of: "g", pacing: .roomy)
        #expect(await stage.turn(to: .seconds(61)))
        #expect(await eventually { stage.observations.count == 3 })
        #expect(stage.observations.map(\.startedAt) == [.zero, .seconds(30), .seconds(60)])
        #expect(stage.observations.allSatisfy { $0.subject == .instance(key) && $0.ask == .status })
        guard case .observed(_, let due) = try #require(stage.reports.first) else { return }
        #expect(due.status == .seconds(30) && due.round == .seconds(30))
        await stage.coordinator.stop()
    }

    @Test("One sleep at most, none with nothing due, and one for each round")
    func sleeps() async {
        let gateway = ScriptedGateway(time)
        let stage = Stage(time, [gateway])
        #expect(await stage.settle())
        #expect(time.sleeps.count == 0)
        await stage.coordinator.watch([key], of: "g", pacing: .roomy)
        #expect(await eventually { stage.observations.count == 1 && time.deadlines == [.seconds(30)] })
        let before = time.sleeps.count
        time.turn(to: .seconds(29))
        #expect(await stage.settle())
        #expect(time.sleeps.count == before)
        #expect(await stage.turn(to: .seconds(31)))
        #expect(gateway.count("status i0") == 2)
        // One for the limit of the request under way, and one for the next round.
        #expect(time.sleeps.count <= before + 2)
        await stage.coordinator.watch([], of: "g", pacing: .roomy)
        #expect(await eventually { time.deadlines.isEmpty })
        await stage.coordinator.stop()
    }

    @Test("An act is performed once, fails as it failed, and its status is asked two seconds after its start")
    func actsOnce() async {
        let gateway = ScriptedGateway(time) { $0 == "restart i0" ? .sample(.server) : nil }
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch([key], of: "g", pacing: .roomy)
        #expect(await stage.turn(to: .seconds(10)))
        await #expect(throws: GatewayFailure.sample(.server)) {
            try await stage.coordinator.perform(.restart, on: key)
        }
        #expect(await stage.turn(to: .seconds(25)))
        #expect(gateway.count("restart i0") == 1)
        #expect(gateway.times("status i0") == [.zero, Instant.seconds(10).advanced(by: Floor.gap)])
        await stage.coordinator.stop()
    }

    @Test("While an act is on its way nobody asks its instance because of a list, however long that takes")
    func actAgainstDoubt() async throws {
        let gate = Gate()
        let status = StatusReading(state: .awaitingLink, raw: "open")
        let rows = [ListedInstance(id: key.id, label: nil, status: status, isDoubtful: true)]
        let gateway = ScriptedGateway(time, "g", .listing, rows: rows) { call in
            if call == "restart i0" { await gate.pass() }
            return nil
        }
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch([key], of: "g", pacing: .roomy)
        #expect(await stage.turn(to: .seconds(10)))
        let before = gateway.count("status i0")
        #expect(before == 1, "the list was doubted")
        let (coordinator, key) = (stage.coordinator, key)
        let acting = Task { try await coordinator.perform(.restart, on: key) }
        #expect(await eventually { gate.waiting == 1 })
        #expect(await stage.turn(to: .seconds(100)))
        #expect(gateway.count("list") == 4)
        #expect(gateway.count("status i0") == before)
        gate.open()
        try await acting.value
        #expect(await stage.turn(to: .seconds(101)))
        #expect(gateway.count("status i0") == before + 1)
        #expect(await stage.turn(to: .seconds(130)))
        #expect(gateway.count("status i0") == before + 2, "doubted again")
        await stage.coordinator.stop()
    }

    @Test("An act that no key was pressed for takes its turn, and what is planned keeps two seconds from it")
    func actInTurn() async throws {
        let gateway = ScriptedGateway(time)
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch([key], of: "g", pacing: .roomy)
        #expect(await stage.turn(to: .seconds(1)))
        let (coordinator, key) = (stage.coordinator, key)
        let acting = Task { try await coordinator.perform(.restart, on: key, .inTurn) }
        #expect(await eventually { time.deadlines.contains(Instant.zero.advanced(by: Floor.gap)) })
        time.turn(to: .seconds(30))
        try await acting.value
        #expect(gateway.times("restart i0").first.map { $0 >= Instant.zero.advanced(by: Floor.gap) } == true)
        #expect(await stage.turn(to: .seconds(60)))
        #expect(gateway.count("restart i0") == 1)
        await stage.coordinator.stop()
    }

    @Test("Whoever is looked at before it is watched is looked at closely once it is")
    func focusedEarly() async {
        let gateway = ScriptedGateway(time)
        let stage = Stage(time, [gateway])
        await stage.coordinator.focus(key)
        await stage.coordinator.watch([key], of: "g", pacing: .roomy)
        #expect(await stage.turn(to: .seconds(12)))
        #expect(gateway.count("status i0") >= 2)
        await stage.coordinator.stop()
    }

    @Test("An act on a gateway that is not configured says so")
    func unknownGateway() async {
        let stage = Stage(time, [])
        await #expect(throws: GatewayFailure.self) { try await stage.coordinator.perform(.stop, on: key) }
        await stage.coordinator.stop()
    }

    @Test("While a pairing code is asked for, and after it came, no QR is fetched")
    func pairing() async throws {
        let gate = Gate()
        let gateway = ScriptedGateway(time) { call in
            if call == "pairing i0" { await gate.pass() }
            return nil
        }
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch([key], of: "g", pacing: .roomy)
        await stage.coordinator.open(window: .qr, for: key)
        #expect(await stage.turn(to: .seconds(5)))
        #expect(gateway.count("code i0") == 1)
        let phone = try PhoneNumber(typed: "+201145202826")
        let (coordinator, key) = (stage.coordinator, key)
        let asking = Task { try await coordinator.pairingCode(for: key, phone: phone) }
        #expect(await eventually { gate.waiting == 1 })
        #expect(await stage.turn(to: .seconds(20)))
        gate.open()
        #expect(try await asking.value.code.grouped == "ABCD-1234")
        #expect(await stage.turn(to: .seconds(60)))
        #expect(gateway.count("code i0") == 1)
        #expect(gateway.count("pairing i0") == 1)
        #expect(await !stage.coordinator.askNow(key, .code))
        await stage.coordinator.stop()
    }

    @Test("A passkey's answer and its confirmation go out at once and once; what is asked keeps two seconds from them")
    func passkey() async throws {
        let gateway = ScriptedGateway(time)
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch([key], of: "g", pacing: .roomy)
        await stage.coordinator.open(window: .passkey, for: key)
        #expect(await stage.turn(to: .seconds(9)))
        let response = #"{"clientDataJSON":"e30","authenticatorData":"AA","signature":"AA"}"#
        let assertion = try PasskeyAssertion(
            pasted: #"{"id":"a","rawId":"a","type":"public-key","response":\#(response)}"#)
        try await stage.coordinator.answerPasskey(assertion, for: key)
        #expect(await stage.turn(to: .seconds(20)))
        try await stage.coordinator.confirmPasskey(for: key)
        #expect(await stage.turn(to: .seconds(30)))
        #expect(gateway.times("answer i0") == [.seconds(9)] && gateway.times("confirm i0") == [.seconds(20)])
        let calls = ["status i0", "passkey i0", "answer i0", "confirm i0"]
        let all = calls.flatMap { call in gateway.times(call).map { (call, $0) } }.sorted { $0.1 < $1.1 }
        #expect(all.count > 12 && all.count == gateway.calls.count)
        for (earlier, later) in zip(all, all.dropFirst()) where later.0 == "status i0" || later.0 == "passkey i0" {
            #expect(earlier.1.duration(to: later.1) >= .seconds(2), "\(earlier) then \(later)")
        }
        // What became of each is asked as soon as that allows.
        for act in [9.0, 20] { #expect(all.contains { $0.1 > .seconds(act) && $0.1 < .seconds(act + 2.1) }) }
        await stage.coordinator.stop()
    }

    @Test("A press is asked at once, also while the same is under way")
    func press() async {
        let gate = Gate()
        let gateway = ScriptedGateway(time) { _ in
            await gate.pass()
            return nil
        }
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch([key], of: "g", pacing: .roomy.with { $0.concurrency = 1 })
        #expect(await eventually { gate.waiting == 1 })
        #expect(await stage.coordinator.askNow(key, .status))
        #expect(await eventually { gate.waiting == 2 })
        gate.open()
        #expect(await eventually { stage.observations.count == 2 })
        #expect(await !stage.coordinator.askNow(InstanceKey(gateway: "g", id: "nobody"), .status))
        await stage.coordinator.stop()
    }

    @Test("A gateway that does not answer delays nobody else's, and is reported when its limit is over")
    func slowGateway() async {
        let gate = Gate()
        let slow = ScriptedGateway(time, "slow") { _ in
            await gate.pass()
            return nil
        }
        let quick = ScriptedGateway(time, "quick")
        let stage = Stage(time, [slow, quick])
        let pacing = Pacing.roomy.with { $0.concurrency = 2 }
        await stage.coordinator.watch(keys(5, of: "slow"), of: "slow", pacing: pacing)
        await stage.coordinator.watch(keys(5, of: "quick"), of: "quick", pacing: pacing)
        #expect(await eventually { Set(quick.calls).count == 5 && gate.waiting == 2 })
        #expect(await stage.turn(to: .seconds(34), hanging: 2))
        time.turn(to: .seconds(35))
        #expect(
            await eventually {
                stage.observations.contains {
                    if case .failed(let failure) = $0.outcome { failure.kind == .unreachable } else { false }
                }
            })
        await stage.coordinator.stop()
        #expect(await eventually { stage.reportsHaveEnded })
    }

    @Test("An answer about an instance that left meanwhile is not reported")
    func lateAnswer() async {
        let gate = Gate()
        let gateway = ScriptedGateway(time) { _ in
            await gate.pass()
            return nil
        }
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch(keys(2), of: "g", pacing: .roomy)
        #expect(await eventually { gate.waiting == 2 })
        await stage.coordinator.watch([keys(2)[1]], of: "g", pacing: .roomy)
        gate.open()
        #expect(await eventually { !stage.observations.isEmpty })
        #expect(await stage.turn(to: .seconds(20)))
        #expect(Set(stage.observations.map(\.subject)) == [.instance(keys(2)[1])])
        await stage.coordinator.stop()
    }

    @Test("A gateway's trouble is told when it begins, when it is sure, and when it ends")
    func health() async {
        let isDown = Gate()
        let gateway = ScriptedGateway(time) { _ in isDown.isOpen ? nil : .sample(.unreachable) }
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch(keys(3), of: "g", pacing: .roomy)
        #expect(await stage.turn(to: .seconds(5)))
        isDown.open()
        #expect(await stage.turn(to: .seconds(20)))
        #expect(await eventually { stage.health.last?.failure == nil && stage.health.count >= 3 })
        let told = stage.health
        #expect(told.first?.reachable == true && told.first?.failure != nil)
        #expect(told.contains { !$0.reachable && $0.nextProbe != nil && $0.since == .zero })
        await stage.coordinator.stop()
    }

    @Test("The rate of requests is told every few seconds while it changes")
    func rate() async {
        let gateway = ScriptedGateway(time)
        let stage = Stage(time, [gateway])
        await stage.coordinator.watch(keys(40), of: "g", pacing: .roomy.with { $0.idleStatus = .seconds(10) })
        #expect(await stage.turn(to: .seconds(60)))
        #expect(await eventually { stage.health.contains { (3.5...4.5).contains($0.requestsPerSecond) } })
        #expect(stage.health.count <= 12)
        await stage.coordinator.stop()
    }

    @Test("A changed set of gateways: those that left are not asked, those that stayed keep their plan")
    func newGateways() async {
        let (first, second) = (ScriptedGateway(time, "a"), ScriptedGateway(time, "b"))
        let stage = Stage(time, [first, second])
        for name in ["a", "b"] { await stage.coordinator.watch(keys(1, of: name), of: name, pacing: .roomy) }
        #expect(await stage.turn(to: .seconds(1)))
        let again = ScriptedGateway(time, "b")
        await stage.coordinator.use([again])
        #expect(await stage.turn(to: .seconds(65)))
        #expect(first.calls.count == 1 && second.calls.count == 1)
        #expect(again.calls.count >= 2)
        await stage.coordinator.stop()
    }
}
