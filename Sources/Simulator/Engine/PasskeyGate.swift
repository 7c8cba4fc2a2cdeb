import Fleet

/// After the scan, before the link: the account wants a passkey, which a browser gives, or nobody.
///
/// Either a client hands in what the browser signed, or the owner does all of it elsewhere, as far as a client sees.
struct PasskeyGate: Hashable, Sendable {
    enum Step: Hashable, Sendable {
        /// The challenge waits for an answer.
        case challenged
        /// WhatsApp looks at an answer until then.
        case answered(until: Instant)
        /// A short code is compared with the phone's; by itself at that time, otherwise by somebody.
        case comparing(byItself: Instant?)
        /// Somebody said that it is the same; the link comes up then.
        case confirmed(until: Instant)
    }

    /// The number of the phone that scanned.
    let digits: String
    let opened: Instant
    /// When it is given up.
    let closes: Instant
    /// When the owner has given it elsewhere; `nil` for an owner who does not.
    private(set) var passes: Instant?
    private(set) var step = Step.challenged

    /// The last part of what an owner does elsewhere: a short code is compared with the phone's.
    static let comparing = Duration.seconds(5)
    /// From an answer, or a confirmation, to what follows it.
    static let thinking = Duration.milliseconds(1500)

    init(digits: String, habit: SimulatedPhone.Passkey, patience: Duration, at now: Instant) {
        self.digits = digits
        opened = now
        closes = now.advanced(by: patience)
        switch habit {
        case .notAsked: passes = now
        case .never: passes = nil
        case .after(let delay): passes = delay < patience ? now.advanced(by: delay) : nil
        }
    }

    var nextTurn: Instant {
        let turn: Instant? =
            switch step {
            case .challenged: passes
            case .answered(let until), .confirmed(let until): until
            case .comparing(let byItself): byItself
            }
        return turn.map { min($0, closes) } ?? closes
    }

    /// A client handed in an answer to the challenge.
    mutating func answer(at now: Instant) {
        passes = nil
        step = .answered(until: now.advanced(by: Self.thinking))
    }

    mutating func confirm(at now: Instant) { step = .confirmed(until: now.advanced(by: Self.thinking)) }

    mutating func compare(byItself: Instant?) { step = .comparing(byItself: byItself) }

    /// What a client is told now.
    func asks(at now: Instant) -> PasskeyWish {
        switch step {
        case .challenged:
            let isComparing = passes.map { now.duration(to: $0) <= Self.comparing } ?? false
            return isComparing ? .comparison(byItself: false) : .answer
        case .answered, .confirmed: return .patience
        case .comparing(let byItself): return .comparison(byItself: byItself != nil)
        }
    }
}

/// What an account wants of a passkey now.
enum PasskeyWish: Hashable, Sendable {
    case answer
    /// Nothing: WhatsApp is thinking.
    case patience
    case comparison(byItself: Bool)
}

/// Where engines differ over passkeys.
struct PasskeyRule: Hashable, Sendable {
    /// How long a request is left open.
    var patience = Duration.seconds(120)
    /// An answer within this needs no comparison by people; `nil` where `compares` decides.
    var handOff: Duration?
    /// Whether a code is compared after an answer; `nil`: each account has its own habit, one in two.
    var compares: Bool?
}
