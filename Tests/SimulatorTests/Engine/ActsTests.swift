import Fleet
import Testing

@testable import Simulator

@Suite("Acts and happenings")
struct ActsTests {
    @Test("a restart takes 2 to 4 s and keeps the link", arguments: UInt64(1)...5)
    func restart(seed: UInt64) {
        let subject = Subject.linked(seed: seed)
        subject.instance.restart(at: .seconds(10))
        #expect(subject.state(11.9) == .starting)
        #expect(subject.state(14) == .working)
    }

    @Test("a restart without a link ends at the codes, different ones than before")
    func restartUnlinked() throws {
        let subject = Subject()
        let before = try #require(subject.code(5))
        subject.instance.restart(at: .seconds(10))
        #expect(subject.state(11) == .starting)
        #expect(subject.state(14) == .awaitingScan)
        let after = try #require(subject.code(16))
        #expect(before.payload != after.payload)
        #expect(!subject.scan(before.payload, 16))
    }

    @Test("a logout forgets the account and offers codes again")
    func logout() {
        let subject = Subject.linked()
        subject.instance.logout(at: .seconds(10))
        #expect(subject.state(10) == .awaitingScan)
        #expect(subject.account == nil)
        #expect(subject.code(10.5) == nil, "the engine resets")
        #expect(subject.code(12) != nil)
    }

    @Test("a stop keeps the link, a start leaves a running engine alone")
    func stopAndStart() {
        let subject = Subject.linked()
        subject.instance.start(at: .seconds(9))
        #expect(subject.state(9) == .working)
        subject.instance.stop(at: .seconds(10))
        #expect(subject.state(500) == .stopped)
        subject.instance.start(at: .seconds(500))
        #expect(subject.state(500) == .starting)
        #expect(subject.state(504) == .working)
    }

    @Test("happenings come at their time, though nobody asked in between")
    func happenings() {
        let subject = Subject.linked(happenings: [
            Happening(at: .seconds(20), what: .crash), Happening(at: .seconds(30), what: .recover),
            Happening(at: .seconds(50), what: .drop),
        ])
        let late = subject.copy()
        #expect(subject.state(19) == .working)
        #expect(subject.state(20) == .failed)
        #expect(subject.state(31) == .starting)
        #expect(subject.state(34) == .working)
        #expect(subject.state(50) == .awaitingScan)
        #expect(late.state(50 + 160) == .failed, "the codes that followed the drop were used up")
        #expect(late.account == nil)
    }

    @Test("what repeats goes on repeating")
    func repeating() {
        let subject = Subject.linked(happenings: [
            Happening(at: .seconds(20), what: .crash, every: .seconds(30)),
            Happening(at: .seconds(25), what: .recover, every: .seconds(30)),
        ])
        for round in stride(from: 0.0, to: 3000, by: 30) {
            #expect(subject.state(20 + round) == .failed)
            #expect(subject.state(30 + round) == .working)
        }
    }

    @Test("a drop needs a link")
    func drop() {
        #expect(!Subject().drop(1))
        let subject = Subject.linked()
        #expect(subject.drop(6))
        #expect(subject.state(6) == .awaitingScan)
    }

    @Test("a deleted instance is gone")
    func delete() {
        var fleet = SimulatedFleet([Subject(id: "A").instance, Subject(seed: 2, id: "B").instance])
        let outcomes = [fleet.delete("A"), fleet.delete("A")]
        #expect(outcomes == [true, false])
        #expect(fleet.ids == ["B"])
        #expect(fleet.contains("B") && !fleet.contains("A"))
    }
}
