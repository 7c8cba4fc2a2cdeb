public import Fleet
public import FoundationEssentials

/// One time that one instance was not linked.
public struct Outage: Hashable, Sendable {
    public enum Ending: Hashable, Sendable {
        case open
        case back(Date)
        /// Somebody stopped the instance, which ends what can be waited for.
        case stopped(Date)
    }

    public var key: InstanceKey
    public var name: CleanText
    /// When it left `working`; `nil` where it was seen first when it was down already.
    public var began: Date?
    /// When it was first seen to be down.
    public var seen: Date
    /// What it was in last before it came back, or is in now.
    public var state: LinkState
    public var reason: CleanText?
    public var ending: Ending
    /// The last try of a person to link it meanwhile.
    public var attempt: Attempt?
    /// It is linked, to a number that it is not for, and that has not gone.
    public var isWrongNumber = false
    /// Whether it ever was in a state that asks for somebody.
    var wasProblem: Bool

    /// A try to link, and who made it.
    public struct Attempt: Hashable, Sendable {
        public var at: Date
        public var method: LinkAttempt.Method
        public var person: Person?
        /// Its window ended, and the instance was still down.
        public var hasEnded = false
    }

    /// From the drop, or from when it was seen first, to the end.
    public func length(until now: Date) -> Duration { .seconds(end(or: now).timeIntervalSince(began ?? seen)) }

    /// From the last link window to the link; `nil` where nobody opened one.
    public var timeToRelink: Duration? {
        guard isRelinked, let attempt, case .back(let date) = ending else { return nil }
        return .seconds(date.timeIntervalSince(attempt.at))
    }

    func end(or now: Date) -> Date {
        switch ending {
        case .open: now
        case .back(let date), .stopped(let date): date
        }
    }

    /// Whether it came back while somebody's link window was open.
    public var isRelinked: Bool { isBack && attempt.map { !$0.hasEnded } ?? false }

    var isBack: Bool {
        if case .back = ending { true } else { false }
    }

    var isOpen: Bool { ending == .open }

    /// A restart passes through `starting` and back; that is not a drop to be handed over.
    func isWorthTelling(at now: Date) -> Bool { wasProblem || length(until: now) > .seconds(60) }
}
