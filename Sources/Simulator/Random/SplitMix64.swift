/// SplitMix64 (Steele, Lea and Flood 2014): small, fast, and the same numbers on every machine and Swift version.
///
/// Everything random in a simulation comes from here, derived from the plan's seed and from what the numbers are
/// for, never from the order in which clients happened to ask.
struct SplitMix64: Hashable, Sendable {
    private var state: UInt64

    /// `purposes` part independent streams of one seed from each other.
    init(_ seed: UInt64, _ purposes: UInt64...) {
        state = seed
        for purpose in purposes { state = Self.mixed(state ^ Self.mixed(purpose &+ Self.golden)) }
    }

    private static let golden: UInt64 = 0x9e37_79b9_7f4a_7c15

    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xbf58_476d_1ce4_e5b9
        value = (value ^ (value >> 27)) &* 0x94d0_49bb_1331_11eb
        return value ^ (value >> 31)
    }

    mutating func next() -> UInt64 {
        state &+= Self.golden
        return Self.mixed(state)
    }

    /// 0 ..< bound.
    mutating func below(_ bound: Int) -> Int {
        Int(next().multipliedFullWidth(by: UInt64(bound)).high)
    }

    /// A length of time between two numbers of seconds, to the microsecond.
    mutating func seconds(_ range: ClosedRange<Double>) -> Duration {
        let fraction = Double(next() >> 11) * 0x1p-53
        let seconds = range.lowerBound + (range.upperBound - range.lowerBound) * fraction
        return .microseconds(Int64(seconds * 1e6))
    }

    mutating func bytes(_ count: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(count + 7)
        while bytes.count < count {
            withUnsafeBytes(of: next().littleEndian) { bytes.append(contentsOf: $0) }
        }
        bytes.removeLast(bytes.count - count)
        return bytes
    }

    /// `count` characters out of an ASCII alphabet.
    mutating func text(_ count: Int, of alphabet: StaticString) -> String {
        alphabet.withUTF8Buffer { letters in
            String(decoding: (0..<count).map { _ in letters[below(letters.count)] }, as: UTF8.self)
        }
    }

    mutating func shuffle<Element>(_ elements: inout [Element]) {
        for index in elements.indices.reversed().dropLast() { elements.swapAt(index, below(index + 1)) }
    }
}
