/// Stands for a phone number where two have to be told apart and none may be read.
///
/// Worth something only together with the key that made it, which never lies in the same file.
public struct NumberFingerprint: Hashable, Sendable, Codable {
    public let value: UInt64

    public init(value: UInt64) { self.value = value }

    /// Writings of one number that belong to one account have one fingerprint.
    public init(of phone: PhoneNumber, key: Key) {
        value = SipHash(key: key).hash(of: phone.canonicalKey.utf8)
    }

    /// 128 random bits.
    public struct Key: Hashable, Sendable, Redacted {
        let low: UInt64
        let high: UInt64

        public init(low: UInt64, high: UInt64) {
            self.low = low
            self.high = high
        }

        public static func random() -> Key {
            var generator = SystemRandomNumberGenerator()
            return Key(low: generator.next(), high: generator.next())
        }

        /// As it is kept in its file.
        public var bytes: [UInt8] {
            [low, high].flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (UInt64($0) * 8)) } }
        }

        /// `nil` unless there are exactly sixteen.
        public init?(bytes: some Collection<UInt8>) {
            guard bytes.count == 16 else { return nil }
            let words = [bytes.prefix(8), bytes.dropFirst(8).prefix(8)].map { part in
                part.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
            }
            self.init(low: words[0], high: words[1])
        }
    }
}

/// SipHash-2-4 by Aumasson and Bernstein: the standard library has the function, and not with a key of one's own.
struct SipHash {
    private var v0, v1, v2, v3: UInt64

    init(key: NumberFingerprint.Key) {
        v0 = key.low ^ 0x736f_6d65_7073_6575
        v1 = key.high ^ 0x646f_7261_6e64_6f6d
        v2 = key.low ^ 0x6c79_6765_6e65_7261
        v3 = key.high ^ 0x7465_6462_7974_6573
    }

    func hash(of bytes: some Sequence<UInt8>) -> UInt64 {
        var state = self
        var word: UInt64 = 0
        var count: UInt64 = 0
        for byte in bytes {
            word |= UInt64(byte) << (count % 8 * 8)
            count += 1
            if count % 8 == 0 {
                state.absorb(word)
                word = 0
            }
        }
        state.absorb(word | (count & 0xff) << 56)
        state.v2 ^= 0xff
        for _ in 0..<4 { state.turn() }
        return state.v0 ^ state.v1 ^ state.v2 ^ state.v3
    }

    private mutating func absorb(_ word: UInt64) {
        v3 ^= word
        turn()
        turn()
        v0 ^= word
    }

    private mutating func turn() {
        v0 &+= v1
        v1 = v1.turned(by: 13) ^ v0
        v0 = v0.turned(by: 32)
        v2 &+= v3
        v3 = v3.turned(by: 16) ^ v2
        v0 &+= v3
        v3 = v3.turned(by: 21) ^ v0
        v2 &+= v1
        v1 = v1.turned(by: 17) ^ v2
        v2 = v2.turned(by: 32)
    }
}

extension UInt64 {
    fileprivate func turned(by count: UInt64) -> UInt64 { self << count | self >> (64 - count) }
}
