import Fleet
import Testing

@testable import Simulator

@Suite("Linking by code")
struct LinkingByCodeTests {
    @Test("scanning the current code links")
    func scan() throws {
        let subject = Subject()
        let code = try #require(subject.code(10))
        #expect(subject.scan(code.payload, 59))
        #expect(subject.state(59) == .working)
        #expect(subject.account?.digits == "447700900001")
        #expect(subject.state(1000) == .working)
    }

    @Test("scanning a code that was replaced does nothing")
    func staleScan() throws {
        let subject = Subject()
        let code = try #require(subject.code(10))
        #expect(!subject.scan(code.payload, 60))
        #expect(subject.state(61) == .awaitingScan)
        #expect(subject.account == nil)
    }

    @Test("a pairing code is made only while codes can be scanned")
    func pairingStates() {
        let subject = Subject()
        #expect(subject.pairingCode(0.3) == nil, "the engine resets")
        #expect(subject.pairingCode(10) != nil)
        subject.instance.stop(at: .seconds(11))
        #expect(subject.pairingCode(12) == nil)
        subject.instance.start(at: .seconds(13))
        #expect(subject.pairingCode(14) == nil)
        #expect(subject.pairingCode(20) != nil)
        #expect(subject.pairingCode(300) == nil)
    }

    @Test("a pairing code has eight characters that are not misread", arguments: UInt64(1)...20)
    func pairingAlphabet(serial: UInt64) {
        let code = PairingRequest(for: "1", window: 1, seed: 4, serial: serial).code
        #expect(code.wholeMatch(of: /[1-9A-HJ-NP-TV-Z]{4}-[1-9A-HJ-NP-TV-Z]{4}/) != nil)
    }

    @Test("a pairing code works on its phone, until the link window closes")
    func pairingLife() throws {
        let subject = Subject()
        let code = try #require(subject.pairingCode(5))
        #expect(!subject.copy().type(code, 160))
        #expect(!subject.type(code, 20, digits: "447700900002"))
        #expect(!subject.type("1111-1111", 20))
        #expect(subject.type(code.replacing("-", with: "").lowercased(), 159))
        #expect(subject.state(159) == .working)
    }

    @Test("a new pairing code voids the one before")
    func pairingReplaced() throws {
        let subject = Subject()
        let first = try #require(subject.pairingCode(5))
        let second = try #require(subject.pairingCode(9))
        #expect(first != second)
        #expect(!subject.type(first, 20))
        #expect(subject.type(second, 20))
    }
}
