public import Fleet

/// The parts of a `Pacing` that a configuration changes; `nil` leaves what was there.
public struct PacingOverrides: Hashable, Sendable {
    public var idleStatus: Duration?
    public var focusedStatus: Duration?
    public var linkStatus: Duration?
    public var linkCode: Duration?
    public var linkPause: Duration?
    public var answerLimit: Duration?
    public var loginLimit: Duration?
    public var throttleSteps: BackoffSteps?
    public var troubleSteps: BackoffSteps?
    public var concurrency: Int?

    public init() {}

    /// What the vendor has no use for stays absent, whatever the defaults of all gateways say.
    public func applied(to pacing: Pacing) -> Pacing {
        Pacing(
            idleStatus: idleStatus ?? pacing.idleStatus, focusedStatus: focusedStatus ?? pacing.focusedStatus,
            linkStatus: linkStatus ?? pacing.linkStatus, linkCode: pacing.linkCode.map { linkCode ?? $0 },
            linkPause: pacing.linkPause.map { linkPause ?? $0 }, answerLimit: answerLimit ?? pacing.answerLimit,
            loginLimit: pacing.loginLimit.map { loginLimit ?? $0 },
            throttleSteps: throttleSteps ?? pacing.throttleSteps, troubleSteps: troubleSteps ?? pacing.troubleSteps,
            concurrency: concurrency ?? pacing.concurrency)
    }
}
