import Fleet

/// After the scan, before the link: the account wants a passkey, which its owner gives in a browser or not at all.
struct PasskeyGate: Hashable, Sendable {
    /// The number of the phone that scanned.
    let digits: String
    /// When it is given up.
    let closes: Instant
    /// When the owner has given it; `nil` for an owner who cannot.
    let passes: Instant?

    /// How long a browser's dialog for a passkey is left open.
    static let patience = Duration.seconds(120)
    /// The last part: a short code is compared with the phone's.
    static let comparing = Duration.seconds(5)

    init(digits: String, habit: SimulatedPhone.Passkey, at now: Instant) {
        self.digits = digits
        closes = now.advanced(by: Self.patience)
        switch habit {
        case .notAsked: passes = now
        case .never: passes = nil
        case .after(let delay): passes = delay < Self.patience ? now.advanced(by: delay) : nil
        }
    }

    var nextTurn: Instant { passes ?? closes }

    func isComparing(at now: Instant) -> Bool { passes.map { now.duration(to: $0) <= Self.comparing } ?? false }
}

extension SimulatedInstance {
    /// What is compared with the phone at the end.
    var passkeyCode: String {
        var random = SplitMix64(seed, Purpose.pairing, .max, windows)
        return random.text(4, of: "0123456789")
    }
}
