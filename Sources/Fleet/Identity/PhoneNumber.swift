/// An international phone number: digits only, country code first.
///
/// Its description is masked, in prints, dumps and mirrors alike; the digits are asked for by name, where a person wants
/// to see them.
public struct PhoneNumber: Hashable, Sendable, Redacted {
    /// 7 to 15 digits (E.164 allows 15 at most), never beginning with 0.
    public let digits: String

    /// Why a text is no phone number, in words for the person who typed it.
    public enum Problem: Error, Hashable, Sendable {
        case empty
        case character(Character)
        case leadingZero
        case tooShort(Int)
        case tooLong(Int)
    }

    /// Reads what a person types: `+`, a leading `00`, blanks, dashes, dots and brackets are dropped.
    public init(typed text: String) throws(Problem) {
        var digits = ""
        for character in text {
            if let digit = Self.digit(character) {
                digits.append(digit)
                continue
            }
            switch character {
            case "+" where digits.isEmpty: continue
            case " ", "\u{a0}", "\t", "-", "–", "(", ")", "[", "]", ".", "/": continue
            default: throw .character(character)
            }
        }
        if digits.hasPrefix("00") { digits.removeFirst(2) }
        guard !digits.isEmpty else { throw .empty }
        guard digits.first != "0" else { throw .leadingZero }
        guard digits.count >= 7 else { throw .tooShort(digits.count) }
        guard digits.count <= 15 else { throw .tooLong(digits.count) }
        self.digits = digits
    }

    /// A decimal digit of any script as its ASCII form: keyboards in Cairo or Dhaka write their own.
    private static func digit(_ character: Character) -> Character? {
        guard character.unicodeScalars.count == 1, let scalar = character.unicodeScalars.first,
            scalar.properties.numericType == .decimal, let value = character.wholeNumberValue
        else { return nil }
        return Character(String(value))
    }

    /// Reads what a gateway calls an account: `201145202826:12@s.whatsapp.net`, `201145202826@c.us` or digits.
    ///
    /// `nil` for `@lid` identities and groups, which are no numbers, and for anything else that is none.
    public init?(account text: String) {
        let parts = text.split(separator: "@", maxSplits: 1, omittingEmptySubsequences: false)
        if parts.count == 2, parts[1] != "s.whatsapp.net", parts[1] != "c.us" { return nil }
        // After the number come the agent (`.0`) and the device (`:12`).
        guard let user = parts.first?.split(whereSeparator: { $0 == ":" || $0 == "." }).first,
            let number = try? PhoneNumber(typed: String(user))
        else { return nil }
        self = number
    }

    /// Two numbers belong to one account when their keys are equal, though they may be written differently:
    /// Brazil's ninth digit, Mexico's 1 and Argentina's 9 come and go.
    public var canonicalKey: String {
        if digits.hasPrefix("55"), digits.count == 13 {
            let rest = digits.dropFirst(4)
            if rest.first == "9", let next = rest.dropFirst().first, "6789".contains(next) {
                return String(digits.prefix(4) + rest.dropFirst())
            }
        }
        if digits.hasPrefix("521"), digits.count == 13 { return "52" + digits.dropFirst(3) }
        if digits.hasPrefix("549"), digits.count == 13 { return "54" + digits.dropFirst(3) }
        return digits
    }

    public var description: String { masked }
    public var debugDescription: String { masked }
}
