import Fleet
import Testing

@testable import Simulator

@Suite("Engines have different habits")
struct HabitsTests {
    @Test("one that is not asked offers nothing, and its window closes")
    func asked() {
        let subject = Subject.linked(engine: EngineHabits(offersCodes: false, windowEnd: .closes))
        #expect(subject.drop(10))
        #expect(subject.state(10) == .loggedOut)
        #expect(subject.instance.ending?.reason == .loggedOutByPhone)
        subject.instance.openWindow(at: .seconds(20))
        #expect(subject.state(20) == .awaitingScan)
        #expect(subject.state(180) == .loggedOut)
        #expect(subject.instance.ending?.reason == .codesUsedUp)
    }

    @Test("opening a window voids the one before")
    func reopened() throws {
        let subject = Subject()
        let code = try #require(subject.code(10))
        subject.instance.openWindow(at: .seconds(11))
        #expect(!subject.scan(code.payload, 15))
    }

    @Test("a window that was asked for to its end leads into a long start, a neglected one closes")
    func restarts() {
        let habits = EngineHabits(offersCodes: false, windowEnd: .restarts(60...90))
        let watched = Subject(engine: habits)
        for second in stride(from: 2.0, to: 160, by: 2) { _ = watched.fetch(second) }
        #expect(watched.state(161) == .starting)
        #expect(watched.state(215) == .starting)
        #expect(watched.state(251) == .loggedOut)
        let neglected = Subject(engine: habits)
        _ = neglected.fetch(20)
        #expect(neglected.state(161) == .loggedOut)
    }

    @Test("losing the link can leave the engine failed, for somebody to restart")
    func fails() {
        let subject = Subject.linked(engine: EngineHabits(failsWhenDropped: true))
        #expect(subject.drop(10))
        #expect(subject.state(500) == .failed)
        subject.instance.restart(at: .seconds(500))
        #expect(subject.state(505) == .awaitingScan)
    }

    @Test("the socket takes its time between scan and work")
    func connects() throws {
        let subject = Subject(engine: EngineHabits(connectTime: 2...3))
        let code = try #require(subject.code(10))
        #expect(subject.scan(code.payload, 10))
        #expect(subject.state(11.9) == .connecting)
        #expect(subject.account != nil)
        #expect(subject.state(13) == .working)
    }

    @Test("pairing codes without a dash, with every letter, for their time only")
    func pairing() throws {
        let rule = PairingRule(hasDash: false, hasMisreadLetters: true, lifetime: .seconds(30))
        let subject = Subject(engine: EngineHabits(pairing: rule))
        let code = try #require(subject.pairingCode(10))
        #expect(code.wholeMatch(of: /[0-9A-Z]{8}/) != nil)
        #expect(!subject.copy().type(code, 40))
        #expect(subject.type(code, 39))
        let letters = (1...200).map {
            PairingRequest(for: "1", window: 1, seed: 4, serial: UInt64($0), rule: rule).code
        }.joined()
        #expect(Set("0IOU").isSubset(of: Set(letters)))
    }

    @Test("asking again after a mistyped code sends some engines into a start")
    func mistyped() throws {
        let subject = Subject(engine: EngineHabits(pairing: PairingRule(failsAfterMistyping: true)))
        _ = try #require(subject.pairingCode(10))
        #expect(subject.pairingCode(12) != nil)
        #expect(!subject.type("1111-1111", 13))
        #expect(subject.pairingCode(14) == nil)
        #expect(subject.state(14) == .starting)
    }
}
