/// A pairing code somebody asked for: it works on one phone, in the link window it was made in.
struct PairingRequest: Hashable, Sendable {
    /// `XXXX-XXXX`.
    let code: String
    let digits: String
    let window: UInt64

    /// The alphabet of the engines: without 0, I, O and U, which are misread.
    static let alphabet: StaticString = "123456789ABCDEFGHJKLMNPQRSTVWXYZ"

    /// `serial` counts the codes of one instance.
    init(for digits: String, window: UInt64, seed: UInt64, serial: UInt64) {
        var random = SplitMix64(seed, Purpose.pairing, serial)
        code = random.text(4, of: Self.alphabet) + "-" + random.text(4, of: Self.alphabet)
        self.digits = digits
        self.window = window
    }

    /// Compares what a person typed: dashes, blanks and case do not matter.
    func matches(_ typed: String) -> Bool { Self.plain(typed) == Self.plain(code) }

    private static func plain(_ text: String) -> String { text.uppercased().filter { $0.isLetter || $0.isNumber } }
}
