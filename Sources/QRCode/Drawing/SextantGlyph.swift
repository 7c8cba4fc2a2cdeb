/// The block characters that split a cell into two columns and three rows.
///
/// A pattern has one bit a part, from the top left to the right and down; a set bit is ink.
enum SextantGlyph {
    static let blank = 0
    static let whole = 63
    private static let leftHalf = 0b010101
    private static let rightHalf = 0b101010

    /// The character with that pattern. Blank and whole are both a blank, which the caller colours: U+2588 leaves
    /// seams. The right half is not asked for, since the left half in the opposite colours is the same picture.
    static func character(_ pattern: Int) -> Character { characters[pattern] }

    private static let characters: [Character] = (0...63).map { pattern in
        switch pattern {
        case blank, whole: " "
        case leftHalf: "▌"
        case rightHalf: "▐"
        default:
            // Unicode counts through the patterns and leaves out the four that had characters already.
            Character(
                Unicode.Scalar(
                    UInt32(0x1FB00 + pattern - 1 - (pattern > leftHalf ? 1 : 0) - (pattern > rightHalf ? 1 : 0)))
                    ?? " ")
        }
    }

    /// The pattern of a character of ours, for reading a drawing back.
    static func pattern(_ scalar: Unicode.Scalar) -> Int? {
        switch scalar {
        case "▌": leftHalf
        case "▐": rightHalf
        case "\u{1FB00}"..."\u{1FB3B}": offsets[Int(scalar.value) - 0x1FB00]
        default: nil
        }
    }

    private static let offsets = (1...62).filter { $0 != leftHalf && $0 != rightHalf }
}
