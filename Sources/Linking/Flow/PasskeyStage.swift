public import Fleet

/// How far a link is that WhatsApp wants a passkey for.
public enum PasskeyStage: Hashable, Sendable {
    /// A passkey is wanted; what is to be signed has not been told yet.
    case reading(since: Instant)
    /// A browser is to sign this. `refusal` is why the gateway did not take an answer to it.
    case wanted(PasskeyChallenge, since: Instant, refusal: GatewayFailure?)
    /// The answer is on its way to the gateway.
    case answering(PasskeyChallenge, since: Instant)
    /// The gateway took the answer; WhatsApp decides. `challenge` is the one that was answered.
    case answered(PasskeyChallenge?, since: Instant)
    /// The phone shows this code too, if all is well. `confirmsItself` when nobody has to say so.
    case comparing(PasskeyCode, confirmsItself: Bool, refusal: GatewayFailure?)
    /// That it does is on its way to the gateway.
    case confirming(PasskeyCode)
    /// The gateway took that too; the link comes up.
    case confirmed(since: Instant)

    /// WhatsApp has something to decide on: until it has, a state without a passkey means nothing.
    var isWithWhatsApp: Bool {
        switch self {
        case .reading, .wanted: false
        case .answering, .answered, .comparing, .confirming, .confirmed: true
        }
    }

    /// The next step is somebody else's, and this is how long it has been so.
    var waitsSince: Instant? {
        switch self {
        case .reading(let since), .answered(_, let since), .confirmed(let since): since
        case .wanted, .answering, .comparing, .confirming: nil
        }
    }
}
