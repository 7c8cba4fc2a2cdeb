import Fleet
import Linking
import Testing

@Suite("The ladder")
struct LadderTests {
    @Test("Each rung is taken once, and verified by the status after it", arguments: GatewayKind.allCases)
    func once(kind: GatewayKind) {
        var ladder = Ladder(kind: kind)
        var now = Case.now
        var performed: [Act] = []
        for rung in [Rung.restart, .restartAgain, .freshStart] {
            #expect(ladder.next == rung)
            var actions = ladder.take(rung, at: now)
            #expect(ladder.running?.result == .asked)
            while case .perform(let act)? = actions.first {
                performed.append(act)
                now = now + .seconds(1)
                actions = ladder.acted(act, nil, at: now)
            }
            #expect(actions == [.expedite(.status, at: now + .seconds(5))])
            #expect(ladder.take(.restart, at: now).isEmpty, "one at a time")
            now = now + .seconds(6)
            ladder.observe(Case.status(.failed), at: now)
            #expect(ladder.steps.last?.result == .noHelp("FAILED"))
            #expect(ladder.take(rung, at: now).isEmpty, "each once")
        }
        #expect(ladder.next == nil)
        let starts = [.waha, .wawp, .evolution].contains(kind)
        #expect(performed == [.restart, .restart, .logout] + (starts ? [.start] : []))
        #expect(Verdict(Case.facts(.disconnected, kind: kind), ladder, at: now) == .person(.escalate))
    }

    @Test("What the gateway says right after an act is still about the time before it")
    func afterglow() {
        var ladder = Ladder(kind: .waha)
        _ = ladder.take(.restart, at: Case.now)
        ladder.observe(Case.status(.failed), at: Case.now)
        _ = ladder.acted(.restart, nil, at: Case.now + .seconds(1))
        ladder.observe(Case.status(.working), at: Case.now + .milliseconds(5999))
        #expect(ladder.running?.result == .waiting(until: Case.now + .seconds(61)))
        ladder.observe(Case.status(.working), at: Case.now + .seconds(6))
        #expect(ladder.steps.last?.result == .worked(after: .seconds(6)))
    }

    @Test(
        "The vendor's time is waited for, then it did not help",
        arguments: [
            (GatewayKind.waha, 60), (.wawp, 70), (.gowa, 30), (.evolution, 60), (.greenAPI, 300),
        ])
    func times(kind: GatewayKind, seconds: Int) throws {
        var ladder = Ladder(kind: kind)
        _ = ladder.take(.restart, at: Case.now)
        #expect(ladder.deadline == nil, "an act without an answer has no result yet")
        _ = ladder.acted(.restart, nil, at: Case.now)
        ladder.observe(Case.status(.starting), at: Case.now + .seconds(10))
        let end = Case.now + .seconds(seconds)
        #expect(ladder.deadline == end)
        let facts = Case.facts(.starting, kind: kind)
        #expect(Verdict(facts, ladder, at: end - .seconds(1)) == .wait(until: end, .rung(.restart)))
        ladder.tick(at: end - .seconds(1))
        #expect(ladder.running != nil)
        ladder.tick(at: end)
        #expect(ladder.steps.last?.result == .noHelp("START"))
        #expect(Verdict(facts, ladder, at: end + .seconds(1)) == .ladder(.restartAgain))
    }

    @Test("An instance that then wants a phone is relinked, and nothing else is tried")
    func unlinked() {
        var ladder = Ladder(kind: .wawp)
        _ = ladder.take(.restart, at: Case.now)
        _ = ladder.acted(.restart, nil, at: Case.now)
        ladder.observe(Case.status(.awaitingLink), at: Case.now + .seconds(9))
        #expect(ladder.steps.last?.result == .unlinked(after: .seconds(9)))
        let facts = Case.facts(.awaitingLink, kind: .wawp)
        #expect(Verdict(facts, ladder, at: Case.now + .seconds(9)) == .relink)
    }

    @Test("A refusal is a result, and the next rung follows; a refused logout is not followed by a start")
    func refused() {
        var ladder = Ladder(kind: .waha)
        let failure = GatewayFailure(.server, "it answered 502 Bad Gateway")
        _ = ladder.take(.restart, at: Case.now)
        #expect(ladder.acted(.restart, failure, at: Case.now).isEmpty)
        #expect(ladder.steps.last?.result == .refused("it answered 502 Bad Gateway"))
        #expect(ladder.next == .restartAgain)
        #expect(ladder.take(.freshStart, at: Case.now) == [.perform(.logout)])
        #expect(ladder.acted(.logout, failure, at: Case.now).isEmpty)
        #expect(ladder.running == nil)
    }

    @Test("A restart by its own key is the same rung; a stop, or an act that was refused, is none")
    func foreign() {
        var ladder = Ladder(kind: .waha)
        #expect(ladder.acted(.stop, nil, at: Case.now).isEmpty)
        #expect(ladder.acted(.restart, GatewayFailure(.server, "no"), at: Case.now).isEmpty)
        #expect(ladder.steps.isEmpty)
        #expect(ladder.acted(.restart, nil, at: Case.now) == [.expedite(.status, at: Case.now + .seconds(5))])
        #expect(ladder.hasTaken(.restart))
        ladder.observe(Case.status(.failed), at: Case.now + .seconds(8))
        #expect(ladder.next == .restartAgain)
    }

    @Test("After ten minutes of work a drop begins a new ladder, and not before")
    func calm() {
        var ladder = Case.tried([.restart])
        ladder.dropped(after: .seconds(599))
        #expect(ladder.next == .restartAgain)
        ladder.dropped(after: .seconds(600))
        #expect(ladder.next == .restart)
    }

    @Test("Windows that nobody used count as no failure")
    func unused() {
        var ladder = Ladder(kind: .waha)
        for _ in 0..<5 { ladder.linked(.unused, openedAt: Case.long, at: Case.now) }
        #expect(ladder.failedLinks == 0)
        ladder.linked(.refused("no"), openedAt: Case.long, at: Case.now)
        ladder.linked(.noHelp("dropped"), openedAt: Case.long, at: Case.now)
        #expect(ladder.failedLinks == 2)
    }
}
