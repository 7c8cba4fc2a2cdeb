import Fleet
import Testing

@testable import Simulator

@Suite("Payloads look like the real ones")
struct PayloadTests {
    @Test("the older form: four comma parts, three of them keys of 44 characters")
    func keys() {
        let payload = PayloadForm.keys.payload(seed: 3, window: 1, index: 0)
        let parts = payload.split(separator: ",", omittingEmptySubsequences: false)
        #expect(payload.hasPrefix("2@"))
        #expect(parts.count == 4)
        #expect(parts.dropFirst().map(\.count) == [44, 44, 44])
        #expect((230...250).contains(payload.utf8.count))
    }

    @Test("the newer form: a link with five parts")
    func link() throws {
        let payload = PayloadForm.link.payload(seed: 3, window: 1, index: 0)
        let prefix = "https://wa.me/settings/linked_devices#"
        #expect(payload.hasPrefix(prefix))
        #expect(payload.dropFirst(prefix.count).split(separator: ",").count == 5)
        #expect((270...290).contains(payload.utf8.count))
    }

    @Test("a rotation changes the reference, a new window the keys too")
    func rotation() {
        let first = PayloadForm.keys.payload(seed: 3, window: 1, index: 0).split(separator: ",")
        let second = PayloadForm.keys.payload(seed: 3, window: 1, index: 1).split(separator: ",")
        let later = PayloadForm.keys.payload(seed: 3, window: 2, index: 0).split(separator: ",")
        #expect(first[0] != second[0])
        #expect(first[1...] == second[1...])
        #expect(Set(first).isDisjoint(with: later))
    }

    @Test("both forms are met in a fleet")
    func forms() {
        #expect(Set((1...40).map { PayloadForm.drawn(for: $0) }) == [.keys, .link])
    }

    @Test("the same seed makes the same payload, another seed another one")
    func determinism() {
        let payload = PayloadForm.link.payload(seed: 9, window: 2, index: 3)
        #expect(payload == PayloadForm.link.payload(seed: 9, window: 2, index: 3))
        #expect(payload != PayloadForm.link.payload(seed: 10, window: 2, index: 3))
    }
}
