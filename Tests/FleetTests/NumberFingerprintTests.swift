import Testing

@testable import Fleet

@Suite("Fingerprints of numbers")
struct NumberFingerprintTests {
    /// Key 00…0f, as in the appendix of the paper that introduced SipHash.
    private let key = NumberFingerprint.Key(bytes: Array(0..<16))!

    @Test("the hash gives the published values")
    func vectors() {
        #expect(SipHash(key: key).hash(of: []) == 0x726f_db47_dd0e_0e31)
        #expect(SipHash(key: key).hash(of: Array(0..<15)) == 0xa129_ca61_49be_45e5)
    }

    @Test("two writings of one number have one fingerprint, two numbers have two, another key gives another")
    func numbers() throws {
        let short = try PhoneNumber(typed: "+55 11 8765 4321")
        let long = try PhoneNumber(typed: "+55 11 9 8765 4321")
        let other = try PhoneNumber(typed: "+55 21 8765 4321")
        #expect(NumberFingerprint(of: short, key: key) == NumberFingerprint(of: long, key: key))
        #expect(NumberFingerprint(of: short, key: key) != NumberFingerprint(of: other, key: key))
        #expect(NumberFingerprint(of: short, key: .random()) != NumberFingerprint(of: short, key: key))
    }

    @Test("a key survives its file, and does not describe itself")
    func keys() {
        #expect(NumberFingerprint.Key(bytes: key.bytes) == key)
        #expect(NumberFingerprint.Key(bytes: key.bytes.dropLast()) == nil)
        #expect("\(key)" == "‹redacted›")
    }
}
