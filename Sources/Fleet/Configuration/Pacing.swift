/// How often a gateway is asked, for how long it may take to answer, and how long it is left alone after a failure.
///
/// Defaults come from what each vendor advises. No setting can go under the two-second floor between
/// two automatic requests about one instance; that floor lives in the planner.
public struct Pacing: Hashable, Sendable {
    /// Between two statuses of an instance that nobody looks at (or two lists, where the gateway lists).
    public var idleStatus: Duration
    /// Between two statuses of the instance somebody looks at.
    public var focusedStatus: Duration
    /// Between two statuses while a link window is open.
    public var linkStatus: Duration
    /// Between two QR codes while a link window is open; `nil` where codes are not asked for in rounds.
    public var linkCode: Duration?
    /// After so long with a QR on the screen a person is asked whether they are still there, and no code is fetched
    /// until they say so; `nil` where link windows end by themselves.
    public var linkPause: Duration?
    /// A request without an answer is given up after this.
    public var answerLimit: Duration
    /// The same for a login, which blocks until there is a code; `nil` where no request does.
    public var loginLimit: Duration?
    /// After "asked too often" (429) without a `Retry-After`.
    public var throttleSteps: BackoffSteps
    /// After 5xx or no answer, each up to a quarter longer or shorter.
    public var troubleSteps: BackoffSteps
    /// Requests to this gateway that may be under way at once.
    public var concurrency: Int

    public init(
        idleStatus: Duration, focusedStatus: Duration, linkStatus: Duration, linkCode: Duration?,
        linkPause: Duration? = nil, answerLimit: Duration, loginLimit: Duration? = nil,
        throttleSteps: BackoffSteps = .polite, troubleSteps: BackoffSteps = .trouble, concurrency: Int
    ) {
        self.idleStatus = idleStatus
        self.focusedStatus = focusedStatus
        self.linkStatus = linkStatus
        self.linkCode = linkCode
        self.linkPause = linkPause
        self.answerLimit = answerLimit
        self.loginLimit = loginLimit
        self.throttleSteps = throttleSteps
        self.troubleSteps = troubleSteps
        self.concurrency = concurrency
    }

    /// No request takes longer.
    public var longestAnswer: Duration { loginLimit.map { max($0, answerLimit) } ?? answerLimit }

    public static func standard(for kind: GatewayKind) -> Pacing {
        switch kind {
        case .wawp:
            Pacing(
                idleStatus: .seconds(30), focusedStatus: .seconds(5), linkStatus: .seconds(3), linkCode: .seconds(6),
                answerLimit: .seconds(30), concurrency: 16)
        case .greenAPI:
            // Over five minutes of asking for codes throw an instance back to `starting`.
            Pacing(
                idleStatus: .seconds(60), focusedStatus: .seconds(5), linkStatus: .seconds(2), linkCode: .seconds(2),
                linkPause: .seconds(240), answerLimit: .seconds(75), concurrency: 16)
        case .gowa:
            // Each code is a login of its own, fetched at the end of the one before or by hand, and no window of the
            // gateway ever ends them. A login it gives up after 45 s by itself; all else it answers out of its memory.
            Pacing(
                idleStatus: .seconds(15), focusedStatus: .seconds(5), linkStatus: .seconds(3), linkCode: nil,
                linkPause: .seconds(240), answerLimit: .seconds(15), loginLimit: .seconds(60), concurrency: 8)
        case .waha, .evolution:
            Pacing(
                idleStatus: .seconds(15), focusedStatus: .seconds(5), linkStatus: .seconds(2), linkCode: .seconds(3),
                answerLimit: .seconds(30), concurrency: 8)
        }
    }
}
