import Fleet
import Gateways
import Testing

@testable import Polling

@Suite struct BackoffTests {
    let key = keys(1)[0]

    private func waiting(_ failure: GatewayFailure.Kind, for ask: Ask) -> Rig {
        var rig = Rig()
        rig.answer = { $0.ask == ask ? (.zero, .failure(failure)) : Rig.allIsWell($0) }
        return rig
    }

    @Test("422 on a code waits 10, 20, 40, 60, 60 s, and the status goes on")
    func notReady() {
        var rig = waiting(.notReady(status: nil), for: .code)
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(260))
        let gaps = zip(rig.starts(.code), rig.starts(.code).dropFirst()).map { $1 - $0 }
        for (gap, step) in zip(gaps, [10.0, 20, 40, 60, 60]) { #expect(gap >= step && gap < step + 2.04) }
        #expect(gaps.count >= 5)
        #expect(rig.starts(.status).count > 80)
    }

    @Test("A code that came resets the wait")
    func reset() {
        var rig = waiting(.notReady(status: nil), for: .code)
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(40))
        rig.answer = Rig.allIsWell
        rig.run(until: .seconds(76))
        rig.answer = { $0.ask == .code ? (.zero, .failure(.notReady(status: nil))) : Rig.allIsWell($0) }
        let before = rig.now
        rig.run(until: .seconds(100))
        let after = rig.starts(.code, from: before)
        #expect(after.count >= 2 && after[1] - after[0] < 12.1)
    }

    @Test("A 422 that tells the state teaches it: a linked instance is not asked for a code again")
    func notReadyWithState() {
        let working = StatusReading(state: .working, raw: "WORKING")
        var rig = waiting(.notReady(status: working), for: .code)
        rig.answer = { $0.ask == .code ? (.zero, .failure(.notReady(status: working))) : (.zero, .state(.working)) }
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(100))
        #expect(rig.starts(.code) == [0])
    }

    @Test("429 waits as the gateway says, or by steps, and only for what was asked")
    func throttled() {
        var rig = waiting(.throttled(retryAfter: .seconds(33)), for: .code)
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(32))
        #expect(rig.starts(.code) == [0])
        #expect(rig.starts(.status).count >= 10)
        rig.run(until: .seconds(36))
        #expect(rig.starts(.code).count == 2)
    }

    @Test("429 for two instances is a limit that they share: the whole gateway pauses, and resumes spread")
    func sharedLimit() {
        var rig = Rig()
        rig.answer = { _ in (.milliseconds(100), .failure(.throttled(retryAfter: .seconds(50)))) }
        let all = keys(40)
        rig.watch(all, .single, Pacing.roomy.with { $0.concurrency = 2 })
        rig.run(until: .seconds(50))
        #expect(rig.started.count == 2)
        rig.answer = Rig.allIsWell
        rig.run(until: .seconds(90))
        #expect(Set(rig.started.compactMap(\.key)).count == 40)
    }

    @Test("A 429 of one instance leaves the others alone")
    func ownLimit() {
        var rig = Rig()
        rig.answer = { $0.key?.id == "i0" ? (.zero, .failure(.throttled(retryAfter: nil))) : Rig.allIsWell($0) }
        rig.watch(keys(5))
        rig.run(until: .seconds(65))
        #expect(rig.started.filter { $0.key?.id == "i3" }.count >= 3)
    }

    @Test("A wish does not break a wait")
    func wishWaits() {
        var rig = waiting(.throttled(retryAfter: .seconds(20)), for: .code)
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(1))
        rig.planner.expedite(key, .code, notBefore: rig.now, at: rig.now)
        rig.run(until: .seconds(19))
        #expect(rig.starts(.code) == [0])
    }

    @Test("A link that came up in between makes the code ready at once, whatever it waited for")
    func newState() {
        var rig = waiting(.notReady(status: nil), for: .code)
        rig.watch([key])
        rig.planner.open(.qr, for: key, at: rig.now)
        rig.run(until: .seconds(35))
        rig.answer = { $0.ask == .status ? (.zero, .state(.starting)) : Rig.allIsWell($0) }
        rig.run(until: .seconds(39))
        rig.answer = Rig.allIsWell
        rig.run(until: .seconds(46))
        #expect(!rig.starts(.code, from: .seconds(39)).isEmpty)
    }

    @Test("429 without a time to wait, 5xx and no answer wait by the steps that the gateway's pacing has")
    func configuredSteps() {
        let pacing = Pacing.roomy.with {
            $0.throttleSteps = BackoffSteps([.seconds(5), .seconds(7), .seconds(30)])
            $0.troubleSteps = BackoffSteps([.seconds(100), .seconds(200)])
        }
        var throttled = waiting(.throttled(retryAfter: nil), for: .code)
        throttled.watch([key], .single, pacing)
        throttled.planner.open(.qr, for: key, at: throttled.now)
        throttled.run(until: .seconds(120))
        let starts = throttled.starts(.code)
        let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }
        #expect(gaps.count >= 4)
        for (gap, step) in zip(gaps, [5.0, 7, 30, 30]) { #expect(gap >= step && gap < step + 2.04) }

        // Of a gateway that is alone with its instance, every failure is the gateway's.
        for failure in [GatewayFailure.Kind.unreachable, .server] {
            var broken = Rig()
            broken.answer = { _ in (.zero, .failure(failure)) }
            broken.watch([key], .single, pacing)
            broken.run(until: .seconds(1000))
            let starts = broken.starts(.status)
            let gaps = zip(starts, starts.dropFirst()).map { $1 - $0 }
            #expect(gaps.count >= 4)
            for (gap, step) in zip(gaps, [100.0, 200, 200]) { #expect(gap >= step * 0.75 && gap <= step * 1.25) }
        }
    }

    @Test("A shared limit pauses the gateway by its own steps")
    func configuredPause() {
        var rig = Rig()
        rig.answer = { _ in (.milliseconds(100), .failure(.throttled(retryAfter: nil))) }
        rig.watch(
            keys(40), .single,
            Pacing.roomy.with {
                $0.concurrency = 2
                $0.throttleSteps = BackoffSteps([.seconds(80)])
            })
        rig.run(until: .seconds(79))
        #expect(rig.started.count == 2)
        rig.answer = Rig.allIsWell
        rig.run(until: .seconds(125))
        #expect(Set(rig.started.compactMap(\.key)).count == 40)
    }

    @Test("Steps double up to a minute, with a quarter of jitter where many come back together")
    func steps() {
        #expect((1...6).map { Steps.polite($0) } == [10, 20, 40, 60, 60, 60].map { .seconds($0) })
        var generator = SplitMix(seed: 7)
        for (failures, seconds) in [1: 2.0, 2: 4, 3: 8, 4: 16, 5: 32, 6: 60, 40: 60] {
            for _ in 0..<100 {
                let delay = Steps.trouble(failures, .trouble, &generator).inSeconds
                #expect(delay >= seconds * 0.75 && delay <= min(60, seconds * 1.25))
            }
        }
    }
}
