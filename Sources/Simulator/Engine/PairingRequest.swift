import Fleet

/// A pairing code somebody asked for: it works on one phone, in the link window it was made in.
struct PairingRequest: Hashable, Sendable {
    let code: String
    let digits: String
    let window: UInt64
    /// `nil`: with the window.
    let expires: Instant?
    /// Somebody typed another one on the phone it was made for.
    var wasMistyped = false

    /// `serial` counts the codes of one instance.
    init(
        for digits: String, window: UInt64, seed: UInt64, serial: UInt64, rule: PairingRule = PairingRule(),
        at now: Instant = .zero
    ) {
        var random = SplitMix64(seed, Purpose.pairing, serial)
        code = rule.text(&random)
        self.digits = digits
        self.window = window
        expires = rule.lifetime.map { now.advanced(by: $0) }
    }

    func lives(at now: Instant) -> Bool { expires.map { now < $0 } ?? true }

    /// Compares what a person typed: dashes, blanks and case do not matter.
    func matches(_ typed: String) -> Bool { Self.plain(typed) == Self.plain(code) }

    private static func plain(_ text: String) -> String { text.uppercased().filter { $0.isLetter || $0.isNumber } }
}
