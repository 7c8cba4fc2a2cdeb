public import Fleet

/// The parts of a `Pacing` that a configuration changes; `nil` leaves what was there.
public struct PacingOverrides: Hashable, Sendable {
    public var idleStatus: Duration?
    public var focusedStatus: Duration?
    public var linkStatus: Duration?
    public var linkCode: Duration?
    public var answerLimit: Duration?
    public var concurrency: Int?

    public init() {}

    public func applied(to pacing: Pacing) -> Pacing {
        Pacing(
            idleStatus: idleStatus ?? pacing.idleStatus, focusedStatus: focusedStatus ?? pacing.focusedStatus,
            linkStatus: linkStatus ?? pacing.linkStatus, linkCode: linkCode ?? pacing.linkCode,
            answerLimit: answerLimit ?? pacing.answerLimit, concurrency: concurrency ?? pacing.concurrency)
    }
}

/// The keys of a `pacing:` map, all of them seconds but the last, and what each may be.
enum PacingKey: String, CaseIterable {
    case idleStatus = "idle-status"
    case focusedStatus = "focused-status"
    case linkStatus = "link-status"
    case linkCode = "link-code"
    case answerLimit = "answer-limit"
    case concurrency

    /// Nothing goes under the floor between two automatic requests about one instance.
    static let shortest = RequestFloor.promise / .seconds(1)
    /// A day: longer is a slip of the pen.
    static let longest = 86_400.0
    static let requests = 1...256

    static func duration(_ key: PacingKey, of pacing: Pacing) -> Duration? {
        switch key {
        case .idleStatus: pacing.idleStatus
        case .focusedStatus: pacing.focusedStatus
        case .linkStatus: pacing.linkStatus
        case .linkCode: pacing.linkCode
        case .answerLimit: pacing.answerLimit
        case .concurrency: nil
        }
    }
}
