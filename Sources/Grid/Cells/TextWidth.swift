internal import CWidth

/// How many columns text takes on a terminal, by the C library's tables: the ones ncurses uses.
public enum TextWidth {
    /// 0, 1 or 2; what cannot be printed counts 0 and is dropped by the grid.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value >= 0x20, scalar.value < 0x7f { return 1 }
        return max(0, Int(relink_scalar_width(scalar.value)))
    }

    /// A cluster is as wide as its scalars together, and at most 2: that is how terminals advance.
    public static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii >= 0x20 && ascii < 0x7f ? 1 : 0 }
        return min(2, character.unicodeScalars.reduce(0) { $0 + of($1) })
    }

    public static func of(_ text: String) -> Int {
        text.reduce(0) { $0 + of($1) }
    }

    /// The text cut to `columns`, with `…` (or `~` where only ASCII is drawn) where something was lost.
    public static func cut(_ text: String, to columns: Int, mark: Character = "…") -> String {
        guard columns > 0 else { return "" }
        var kept = ""
        var used = 0
        for character in text {
            let width = of(character)
            if used + width > columns {
                while used > columns - 1, let last = kept.popLast() { used -= of(last) }
                return kept + String(mark)
            }
            kept.append(character)
            used += width
        }
        return kept
    }

    /// Cut and filled with blanks to exactly `columns`.
    public static func fit(_ text: String, to columns: Int, right: Bool = false) -> String {
        let kept = cut(text, to: columns)
        let blanks = String(repeating: " ", count: max(0, columns - of(kept)))
        return right ? blanks + kept : kept + blanks
    }
}
