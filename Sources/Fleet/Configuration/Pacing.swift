/// How often a gateway is asked, and for how long it may take to answer.
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
    /// Between two QR codes while a link window is open.
    public var linkCode: Duration
    /// A request without an answer is given up after this.
    public var answerLimit: Duration
    /// Requests to this gateway that may be under way at once.
    public var concurrency: Int

    public init(
        idleStatus: Duration, focusedStatus: Duration, linkStatus: Duration, linkCode: Duration,
        answerLimit: Duration, concurrency: Int
    ) {
        self.idleStatus = idleStatus
        self.focusedStatus = focusedStatus
        self.linkStatus = linkStatus
        self.linkCode = linkCode
        self.answerLimit = answerLimit
        self.concurrency = concurrency
    }

    public static func standard(for kind: GatewayKind) -> Pacing {
        switch kind {
        case .wawp:
            Pacing(
                idleStatus: .seconds(30), focusedStatus: .seconds(5), linkStatus: .seconds(3), linkCode: .seconds(6),
                answerLimit: .seconds(30), concurrency: 16)
        case .greenAPI:
            Pacing(
                idleStatus: .seconds(60), focusedStatus: .seconds(5), linkStatus: .seconds(2), linkCode: .seconds(2),
                answerLimit: .seconds(75), concurrency: 16)
        case .gowa:
            Pacing(
                idleStatus: .seconds(15), focusedStatus: .seconds(5), linkStatus: .seconds(3), linkCode: .seconds(30),
                answerLimit: .seconds(60), concurrency: 8)
        case .waha, .evolution:
            Pacing(
                idleStatus: .seconds(15), focusedStatus: .seconds(5), linkStatus: .seconds(2), linkCode: .seconds(3),
                answerLimit: .seconds(30), concurrency: 8)
        }
    }
}
