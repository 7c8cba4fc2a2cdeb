/// What a line of the journal tells. No secret fits into one: neither tokens nor codes nor payloads.
public enum JournalEvent: Hashable, Sendable {
    /// A state became another one; `from` is `nil` when it was never seen before.
    case state(from: LinkState?, to: LinkState, reason: CleanText?, source: FactSource)
    /// A gateway stopped answering (`reason` tells why), or answers again.
    case gateway(reachable: Bool, reason: CleanText?)
    /// A person had an act done; `failure` is the gateway's refusal.
    case act(Act, failure: CleanText?)
    /// A link window was opened, or a pairing code was asked for.
    case attempt(LinkAttempt)
    /// What became of a link window.
    case outcome(LinkOutcome)
    /// A person took notice of an alarm.
    case acknowledged
    /// A sentence about the program's own work, such as a round that began or ended.
    case note(CleanText)
}

/// One try to link a phone.
public struct LinkAttempt: Hashable, Sendable {
    /// The raw value is the word in the journal.
    public enum Method: String, CaseIterable, Hashable, Sendable, Codable {
        case qr
        case pairing
    }

    public var method: Method
    /// The number that was expected, or that a pairing code was asked for.
    public var number: JournalNumber?

    public init(_ method: Method, number: JournalNumber?) {
        self.method = method
        self.number = number
    }

    public init(_ method: Method, number: PhoneNumber? = nil) {
        self.init(method, number: number.map(JournalNumber.whole))
    }
}

/// How a link window ended.
public struct LinkOutcome: Hashable, Sendable {
    /// The raw value is the word in the journal.
    public enum Kind: String, CaseIterable, Hashable, Sendable, Codable {
        /// Linked, with the right number, and it held.
        case held
        /// Linked, and dropped again while it was watched.
        case dropped
        /// Linked to another number than expected.
        case mismatch
        /// That link to the wrong number is gone again.
        case evicted
        case unscanned
        case unattended
        /// Linked and it held, and the gateway would not tell whose account it is.
        case unproven
        case passkey
        /// The phone's request for a passkey ended without a link.
        case passkeyLapsed
        case blocked
        case missing
        case neverReady
        case refused
        case alreadyLinked
        case cameBack
        /// A person closed the window.
        case closed
    }

    public var kind: Kind
    /// From opening the window to the link for `held`; from the link to its end for `dropped`.
    public var after: Duration?
    /// The number it was linked to, where that was read.
    public var number: JournalNumber?
    public var reason: CleanText?

    public init(_ kind: Kind, after: Duration? = nil, number: JournalNumber?, reason: CleanText? = nil) {
        self.kind = kind
        self.after = after
        self.number = number
        self.reason = reason
    }

    public init(_ kind: Kind, after: Duration? = nil, number: PhoneNumber? = nil, reason: CleanText? = nil) {
        self.init(kind, after: after, number: number.map(JournalNumber.whole), reason: reason)
    }
}
