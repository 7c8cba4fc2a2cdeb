public import Fleet

/// Where a flow stands.
public enum LinkPhase: Hashable, Sendable {
    /// The first look: which state is it in?
    case auditing
    /// On its way to the state that takes a link; `by` is what was done about it, if anything was.
    case preparing(by: Act?, since: Instant)
    /// Ready, and no live code here: "Generating fresh code…".
    case waitingForCode(since: Instant)
    case showing(ShownCode)
    case askingForPairing(since: Instant)
    /// The gateway said "wait" to the request.
    case pairingRefused(retryAt: Instant)
    case pairing(ShownPairing)
    case pairingExpired(since: Instant)
    /// Scanned or typed, and WhatsApp wants a passkey too.
    case passkey(PasskeyStage)
    /// Linked, and watched until it has held.
    case settling(since: Instant)
    /// Linked, and to another number than the expected one.
    case mismatched(Mismatch)
    /// Proven. `after` is the time from opening to the first sign of the link.
    case held(after: Duration)
    case ended(LinkEnding)

    /// A live code stands on the screen.
    public var hasCode: Bool {
        switch self {
        case .showing, .pairing: true
        default: false
        }
    }

    /// A phone is linked, the right one or not.
    var isLinked: Bool { isSettling || isMismatched }

    public var isMismatched: Bool {
        if case .mismatched = self { true } else { false }
    }

    public var isSettling: Bool {
        if case .settling = self { true } else { false }
    }

    public var isPasskey: Bool {
        if case .passkey = self { true } else { false }
    }

    var isWaitingForCode: Bool {
        if case .waitingForCode = self { true } else { false }
    }

    /// The next `awaitingLink` is news that opens the way to a code.
    var awaitsReadiness: Bool {
        switch self {
        case .auditing, .preparing: true
        default: false
        }
    }
}

/// Why a flow is over without a proven link.
public enum LinkEnding: Hashable, Sendable {
    /// It was linked before anybody did anything.
    case alreadyLinked
    /// It was still paired; starting or restarting it was enough.
    case cameBack
    /// The gateway stopped showing codes because nobody scanned. Neutral: Enter opens a new window.
    case unscanned
    /// It was shown for as long as this vendor bears; a person has to say that they are still there.
    case unattended
    /// It was linked, and was not any more while being watched.
    case dropped(after: Duration)
    /// The link to the wrong number is confirmed gone.
    case evicted
    /// It held, and the gateway would not tell whose account it is. `after` as in `held`.
    case unproven(after: Duration)
    /// WhatsApp wants a passkey, and this gateway has no way to hand its answer in.
    case passkey
    /// The request for a passkey is gone and no link came of it. `answered` when it was after an answer.
    case passkeyLapsed(answered: Bool)
    case blocked
    case missing
    /// The act was done, and the state that takes a link did not come.
    case neverReady(Act, StatusReading)
    case refused(GatewayFailure)
}
