/// Text from outside made safe to show: one line, no control, escape, bidi or other invisible characters.
///
/// Strings from a gateway or a configuration are hostile until they have been through here.
public struct CleanText: Hashable, Sendable, CustomStringConvertible, ExpressibleByStringLiteral {
    public let text: String

    /// Longest message worth keeping: what fits on two lines of a wide terminal.
    public static let longest = 200

    /// Marks over or under one letter; more than a terminal's cell holds only serve to smear other rows.
    private static let mostMarks = 4

    public init(_ raw: String, limit: Int = CleanText.longest) {
        if Self.isClean(raw, limit) {
            text = raw
            return
        }
        var kept = String.UnicodeScalarView()
        var pendingBlank = false
        // None may stand on nothing: it would land on whatever is drawn before this text.
        var marksLeft = 0
        // Bounded before it is looked at: a hostile text may be megabytes of one grapheme.
        for scalar in raw.unicodeScalars.prefix(limit * 8) {
            if Self.isBlank(scalar) {
                pendingBlank = !kept.isEmpty
            } else if Self.isMark(scalar) {
                guard marksLeft > 0, !pendingBlank else { continue }
                marksLeft -= 1
                kept.append(scalar)
            } else if !Self.isHidden(scalar) {
                if pendingBlank { kept.append(" ") }
                marksLeft = Self.mostMarks
                pendingBlank = false
                kept.append(scalar)
            }
        }
        let whole = String(kept)
        text = whole.count > limit ? whole.prefix(limit - 1) + "…" : whole
    }

    public init(stringLiteral value: String) { self.init(value) }

    public var isEmpty: Bool { text.isEmpty }

    public var description: String { text }

    /// Most texts are short ASCII with nothing to clean, and need no look into the tables of Unicode.
    private static func isClean(_ raw: String, _ limit: Int) -> Bool {
        guard raw.utf8.count <= limit else { return false }
        var last = UInt8(ascii: " ")
        for byte in raw.utf8 {
            guard byte > 0x20 && byte < 0x7f || byte == 0x20 && last != 0x20 else { return false }
            last = byte
        }
        return raw.isEmpty || last != 0x20
    }

    private static func isBlank(_ scalar: Unicode.Scalar) -> Bool {
        scalar.properties.isWhitespace || scalar.properties.generalCategory == .control
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark:
            !scalar.properties.isVariationSelector && !scalar.properties.isDefaultIgnorableCodePoint
        default: false
        }
    }

    /// Format characters (bidi marks, joiners, tags), variation selectors, fillers, private use and the unassigned:
    /// each is either invisible, or drawn with a width that terminals disagree on.
    private static func isHidden(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator, .control: true
        default: scalar.properties.isVariationSelector || scalar.properties.isDefaultIgnorableCodePoint
        }
    }
}
