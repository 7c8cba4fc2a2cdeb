import Fleet

/// The phone that belongs to an instance, in the hand of somebody who sees the client's screen.
///
/// It sees a code only when a client fetches one, and scans what it saw last: a client that shows stale codes is
/// not linked.
struct SimulatedPhone: Hashable, Sendable {
    enum Act: Hashable, Sendable {
        case scan(CodeSighting)
        case type
    }

    /// Whether the account's owner has to give a passkey after the scan, and does.
    enum Passkey: Hashable, Sendable {
        case notAsked
        case never
        case after(Duration)
    }

    /// The number of the account on it: not always the one that was expected.
    var digits: String
    var pushName: String
    var habits: PhoneHabits
    var passkey = Passkey.notAsked
    private var seen: CodeSighting?
    private var seenAt = Instant.zero
    private var scansAt: Instant?
    private var typesAt: Instant?

    /// Looks again this long after a scan that did nothing.
    static let secondLook = Duration.seconds(2)
    /// Nobody holds a phone before a screen without a new code for longer.
    static let patience = Duration.seconds(30)

    init(digits: String, pushName: String, habits: PhoneHabits) {
        self.digits = digits
        self.pushName = pushName
        self.habits = habits
    }

    var nextAct: Instant? {
        guard let scansAt, let typesAt else { return scansAt ?? typesAt }
        return min(scansAt, typesAt)
    }

    mutating func sees(_ sighting: CodeSighting, at now: Instant) {
        seen = sighting
        seenAt = now
        if scansAt == nil { scansAt = habits.scansAfter.map { now.advanced(by: $0) } }
    }

    /// A pairing code goes to one number: another phone is not asked.
    mutating func isAskedToType(for digits: String, at now: Instant) {
        typesAt = digits == self.digits ? habits.typesAfter.map { now.advanced(by: $0) } : nil
    }

    mutating func act(at moment: Instant) -> Act? {
        if let typesAt, typesAt <= moment {
            self.typesAt = nil
            return .type
        }
        guard let scansAt, scansAt <= moment, let seen else { return nil }
        let tired = seenAt.duration(to: moment) > Self.patience
        self.scansAt = tired ? nil : moment.advanced(by: Self.secondLook)
        return .scan(seen)
    }

    /// Whoever switches it on has it at hand; switched off, it forgets what it saw.
    mutating func turn(on: Bool) {
        if !on { putAway() }
        if on != (habits != .off) { habits = on ? .atHand : .off }
    }

    /// What was seen and asked before is forgotten.
    mutating func putAway() {
        seen = nil
        scansAt = nil
        typesAt = nil
    }
}
