import Fleet
import Testing

@testable import Simulator

@Suite("The phone beside the screen")
struct PhoneTests {
    private let subject = Subject(habits: PhoneHabits(scansAfter: .seconds(12), typesAfter: .seconds(18)))

    @Test("scans some seconds after the first code was fetched, not before and not unasked")
    func scans() {
        #expect(subject.code(20) != nil)
        #expect(subject.state(35) == .awaitingScan, "nobody showed it a code")
        #expect(subject.fetch(36) != nil)
        #expect(subject.state(47.9) == .awaitingScan)
        #expect(subject.state(48) == .working)
    }

    @Test("does not link through a client that shows a stale code")
    func staleScreen() {
        #expect(subject.fetch(55) != nil)
        #expect(subject.state(150) == .awaitingScan)
    }

    @Test("looks again when the client shows the next code")
    func secondLook() {
        #expect(subject.fetch(55) != nil)
        #expect(subject.fetch(68) != nil)
        #expect(subject.state(67.5) == .awaitingScan)
        #expect(subject.state(71) == .working)
    }

    @Test("types the pairing code that was asked for its number, and no other")
    func types() {
        #expect(subject.pairingCode(5, digits: "447700900002") != nil)
        #expect(subject.state(29) == .awaitingScan)
        #expect(subject.pairingCode(30) != nil)
        #expect(subject.state(47.9) == .awaitingScan)
        #expect(subject.state(48) == .working)
    }

    @Test("links the number it has, whatever was expected")
    func wrongNumber() {
        subject.instance.phone.digits = "12105550199"
        #expect(subject.fetch(5) != nil)
        #expect(subject.state(20) == .working)
        #expect(subject.account?.digits == "12105550199")
    }

    @Test("does nothing while it is off")
    func off() {
        #expect(subject.fetch(5) != nil)
        subject.instance.phone.turn(on: false)
        #expect(subject.fetch(10) != nil)
        #expect(subject.state(40) == .awaitingScan)
        subject.instance.phone.turn(on: true)
        #expect(subject.fetch(42) != nil)
        #expect(subject.state(53) == .awaitingScan)
        #expect(subject.state(54) == .working)
    }
}
