/// A phone number in a line of the journal: whole while the program holds it, masked once it was written down.
public enum JournalNumber: Hashable, Sendable {
    case whole(PhoneNumber)
    /// As `PhoneNumber.masked` writes it; the digits between are gone for good.
    case masked(CleanText)

    /// Enough to tell two numbers apart, whatever is known.
    public var masked: CleanText {
        switch self {
        case .whole(let phone): CleanText(phone.masked)
        case .masked(let text): text
        }
    }

    /// All that is known, for where the configuration has numbers shown in full.
    public var full: CleanText {
        switch self {
        case .whole(let phone): CleanText("+\(phone.digits)")
        case .masked(let text): text
        }
    }
}
