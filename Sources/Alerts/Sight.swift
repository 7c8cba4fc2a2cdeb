public import Fleet

/// One look at one instance.
public struct Sight: Hashable, Sendable {
    public var state: LinkState
    /// Linked, and to another number than expected.
    public var isMismatched: Bool
    /// One masked sentence.
    public var reason: CleanText?
    /// A person makes this change from here: they look at it already.
    public var isExpected: Bool
    /// Until now nobody knew whose number it is linked to: that it is a wrong one is no change.
    public var isFirstAccount: Bool

    public init(
        _ state: LinkState, isMismatched: Bool = false, reason: CleanText? = nil, isExpected: Bool = false,
        isFirstAccount: Bool = false
    ) {
        self.state = state
        self.isMismatched = isMismatched
        self.reason = reason
        self.isExpected = isExpected
        self.isFirstAccount = isFirstAccount
    }

    /// `nil` for what is on its way, or was stopped on purpose: it says neither that something is well nor that it is
    /// not, and leaves what was known before.
    var condition: Condition? {
        if state == .working { return isMismatched ? .mismatched : .linked }
        return state.isProblem ? .down : nil
    }
}

/// What alerts tell apart.
enum Condition: Hashable, Sendable {
    case linked
    case mismatched
    case down

    /// What becoming this is called.
    var event: AlertEvent {
        switch self {
        case .linked: .recovered
        case .mismatched: .mismatch
        case .down: .dropped
        }
    }
}
