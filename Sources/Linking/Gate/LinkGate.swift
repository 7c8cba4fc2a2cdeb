public import Fleet
public import FoundationEssentials

/// What has to be settled before a link window opens. Pure: facts in, objections out.
public struct LinkGate: Hashable, Sendable {
    public var method: LinkMethod
    /// The number that belongs here.
    public var expected: PhoneNumber?
    /// Who else in the fleet is linked to the number that would be linked here.
    public var linkedElsewhere: String?
    /// Who else has a living pairing code for this number, and until when.
    public var codeElsewhere: LivingCode?
    /// A device name that was set by hand.
    public var deviceName: CleanText?
    /// What the ledger says; for pairing codes only.
    public var ledger: PairingLedger.Verdict?

    /// A pairing code that is alive in another row.
    public struct LivingCode: Hashable, Sendable {
        public var name: String
        public var until: Date

        public init(name: String, until: Date) {
            self.name = name
            self.until = until
        }
    }

    public init(_ method: LinkMethod, expected: PhoneNumber? = nil) {
        self.method = method
        self.expected = expected
    }

    /// Everything that speaks against opening now, worst first.
    public var objections: [Objection] {
        var objections: [Objection] = []
        if let linkedElsewhere { objections.append(.duplicate(linkedElsewhere)) }
        guard case .pairing(let number) = method else { return objections }
        switch ledger {
        case .exhausted(let until): objections.append(.exhausted(until: until))
        case .coolDown(let until): objections.append(.coolDown(until: until))
        case .free, nil: break
        }
        if let codeElsewhere { objections.append(.codeAlive(codeElsewhere.name, until: codeElsewhere.until)) }
        if let expected, expected.canonicalKey != number.canonicalKey { objections.append(.otherNumber) }
        if let deviceName { objections.append(.deviceName(deviceName)) }
        return objections.sorted { $0.weight > $1.weight }
    }

    /// How hard it is to go on all the same.
    public var weight: Objection.Weight { objections.map(\.weight).max() ?? .none }
}

/// One reason not to open a window.
public enum Objection: Hashable, Sendable {
    /// The number is linked in the named row: linking it here can end that link.
    case duplicate(String)
    /// Three codes in ten minutes were asked for.
    case exhausted(until: Date)
    /// The last code is too young.
    case coolDown(until: Date)
    /// The named row shows a code for the same number.
    case codeAlive(String, until: Date)
    /// The code would be for another number than the one that belongs here.
    case otherNumber
    /// WhatsApp refuses codes to devices whose name is no browser's.
    case deviceName(CleanText)

    /// Ordered by how much it takes to go on.
    public enum Weight: Int, Comparable, Sendable {
        case none
        /// It is said, and nothing more.
        case caution
        /// The instance's name has to be typed.
        case typed
        /// There is no way but to wait, or to take a QR.
        case closed

        public static func < (left: Weight, right: Weight) -> Bool { left.rawValue < right.rawValue }
    }

    public var weight: Weight {
        switch self {
        case .duplicate: .typed
        case .exhausted, .coolDown, .codeAlive: .closed
        case .otherNumber, .deviceName: .caution
        }
    }

    /// When it is no objection any more.
    public var until: Date? {
        switch self {
        case .exhausted(let until), .coolDown(let until), .codeAlive(_, let until): until
        case .duplicate, .otherNumber, .deviceName: nil
        }
    }
}
