import Fleet
import Testing

@testable import Simulator

@Suite("What stands in the way of a link")
struct TroubleTests {
    @Test("a phone that goes to sleep disconnects, and no restart helps until it wakes")
    func sleep() {
        let subject = Subject.linked()
        subject.instance.befall(.sleep, at: .seconds(10))
        #expect(subject.state(11) == .disconnected)
        #expect(subject.instance.ending?.reason == .connectionLost)
        subject.instance.restart(at: .seconds(20))
        #expect(subject.state(25) == .disconnected)
        subject.instance.befall(.wake, at: .seconds(30))
        #expect(subject.state(35) == .working)
        #expect(subject.instance.ending == nil)
        #expect(subject.account != nil)
    }

    @Test("a banned account stays blocked, and its logout makes room for another one")
    func ban() {
        let subject = Subject.linked()
        subject.instance.befall(.ban, at: .seconds(10))
        #expect(subject.state(10) == .blocked)
        subject.instance.restart(at: .seconds(20))
        #expect(subject.state(25) == .blocked)
        subject.instance.logout(at: .seconds(30))
        #expect(subject.state(30) == .awaitingScan)
    }

    @Test("an outdated engine fails after every restart, with a link and without, until it is upgraded")
    func outdated() {
        for subject in [Subject.linked(), Subject()] {
            subject.instance.befall(.outdate, at: .seconds(10))
            for second in [20.0, 40, 60] {
                subject.instance.restart(at: .seconds(second))
                #expect(subject.state(second + 5) == .failed)
                #expect(subject.instance.ending?.reason == .outdatedClient)
            }
            subject.instance.befall(.upgrade, at: .seconds(70))
            #expect(subject.state(75) == (subject.account == nil ? .awaitingScan : .working))
        }
    }

    @Test("an engine that tries again by itself goes on refused, once in each of its pauses")
    func retries() {
        let subject = Subject(engine: EngineHabits(retriesAfter: .seconds(10)))
        subject.instance.befall(.outdate, at: .seconds(5))
        subject.instance.restart(at: .seconds(6))
        var starts = 0
        var before = EngineState.failed
        for second in stride(from: 10.0, to: 300, by: 0.5) {
            let state = subject.state(second)
            #expect(state == .starting || state == .failed)
            if state == .starting, before == .failed { starts += 1 }
            before = state
        }
        #expect((20...25).contains(starts), "every 12 to 14 s")
        #expect(subject.instance.happenings.count <= 1)
    }

    @Test("a restriction rides on a working account and goes with it")
    func restricted() {
        let subject = Subject.linked()
        subject.instance.befall(.restrict, at: .seconds(10))
        #expect(subject.state(10) == .working && subject.instance.isRestricted)
        subject.instance.logout(at: .seconds(20))
        #expect(!subject.instance.isRestricted)
    }

    @Test("an engine that was unloaded keeps its link")
    func unload() {
        let subject = Subject.linked()
        subject.instance.befall(.unload, at: .seconds(10))
        #expect(subject.state(100) == .stopped)
        subject.instance.befall(.recover, at: .seconds(100))
        #expect(subject.state(105) == .working)
    }
}

@Suite("The passkey after the scan")
struct PasskeyTests {
    private let subject = Subject()

    private func scan(_ passkey: SimulatedPhone.Passkey) throws {
        subject.instance.phone.passkey = passkey
        let code = try #require(subject.code(10))
        #expect(subject.scan(code.payload, 10))
    }

    @Test("who gives it is linked, after a comparison")
    func given() throws {
        try scan(.after(.seconds(25)))
        #expect(subject.state(34) == .awaitingPasskey)
        guard case .passkey(let gate) = subject.instance.phase else {
            Issue.record("no passkey is wanted")
            return
        }
        #expect(gate.asks(at: .seconds(29)) == .answer)
        #expect(gate.asks(at: .seconds(31)) == .comparison(byItself: false))
        #expect(subject.state(35) == .working)
    }

    @Test("who does not is back where the codes end")
    func never() throws {
        try scan(.never)
        #expect(subject.state(129) == .awaitingPasskey)
        #expect(subject.account == nil)
        #expect(subject.state(130) == .failed)
    }

    @Test("somebody can give it at once")
    func byHand() throws {
        try scan(.never)
        let given = subject.instance.givePasskey(at: .seconds(20))
        #expect(given)
        #expect(subject.state(20) == .working)
        let again = subject.instance.givePasskey(at: .seconds(21))
        #expect(!again)
    }
}
