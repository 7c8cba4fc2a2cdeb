import Fleet

/// The keys of a `pacing:` map, in the order in which they are shown, and what each may be.
enum PacingKey: String, CaseIterable {
    case idleStatus = "idle-status"
    case focusedStatus = "focused-status"
    case linkStatus = "link-status"
    case linkCode = "link-code"
    case linkPause = "link-pause"
    case answerLimit = "answer-limit"
    case loginLimit = "login-limit"
    case throttleSteps = "throttle-steps"
    case troubleSteps = "trouble-steps"
    case concurrency

    /// Nothing goes under the floor between two automatic requests about one instance.
    static let floor = Int(RequestFloor.promise / .seconds(1))
    /// An hour, which is also the most that a gateway's own `Retry-After` can ask for.
    static let stepSeconds = floor...3600
    static let stepCount = 1...BackoffSteps.most
    static let requests = 1...256

    /// What a single number of seconds may be; `nil` for the keys that hold something else.
    var seconds: ClosedRange<Int>? {
        switch self {
        // A day: longer is a slip of the pen.
        case .idleStatus, .focusedStatus, .linkStatus, .linkCode, .answerLimit: Self.floor...86_400
        // Over five minutes of asking for codes throw an instance of GREEN-API back to its start.
        case .linkPause: 30...300
        // The gateway itself gives up after 45.
        case .loginLimit: 46...600
        case .throttleSteps, .troubleSteps, .concurrency: nil
        }
    }

    /// Whether it says how often something is asked.
    var isRound: Bool {
        switch self {
        case .idleStatus, .focusedStatus, .linkStatus, .linkCode: true
        case .linkPause, .answerLimit, .loginLimit, .throttleSteps, .troubleSteps, .concurrency: false
        }
    }

    /// Why the key stands for nothing at gateways of this kind; `nil` where it has an effect.
    ///
    /// It is refused there and not overlooked: who writes it expects something of it. Among the defaults of all
    /// gateways it is meant for the others.
    func futility(at kind: GatewayKind) -> String? {
        let standard = Pacing.standard(for: kind)
        return switch self {
        case .linkCode where standard.linkCode == nil:
            "has no effect on \(kind.rawValue), where each code is a login of its own, fetched when the one before "
                + "has run out or somebody asks: leave it out"
        case .linkPause where standard.linkPause == nil:
            "has no effect on \(kind.rawValue), where a link window ends by itself: leave it out"
        case .loginLimit where standard.loginLimit == nil:
            "has no effect on \(kind.rawValue), where no request waits for a code to be made: leave it out, or write "
                + "answer-limit"
        default: nil
        }
    }
}
