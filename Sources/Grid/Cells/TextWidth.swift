internal import CWidth

/// How many columns text takes on a terminal, by the C library's tables: the ones ncurses uses.
public enum TextWidth {
    /// 0, 1 or 2; what cannot be printed counts 0 and is dropped by the grid.
    public static func of(_ scalar: Unicode.Scalar) -> Int {
        if scalar.value >= 0x20, scalar.value < 0x7f { return 1 }
        return max(0, Int(relink_scalar_width(scalar.value)))
    }

    /// A cluster is as wide as its scalars together: that is how terminals advance.
    public static func of(_ character: Character) -> Int {
        if let ascii = character.asciiValue { return ascii >= 0x20 && ascii < 0x7f ? 1 : 0 }
        return character.unicodeScalars.reduce(0) { $0 + of($1) }
    }

    /// What of a cluster goes into one cell each: a scalar that takes columns, and the marks upon it.
    ///
    /// Most clusters are one piece. Those of several letters (conjuncts, flags, emoji with a skin) are taken apart,
    /// because terminals advance by scalar and would push the rest of the row aside.
    static func pieces(of character: Character) -> [(character: Character, width: Int)] {
        let all = character.unicodeScalars
        if let only = all.first, all.index(after: all.startIndex) == all.endIndex {
            let width = of(only)
            return width > 0 ? [(character, width)] : []
        }
        var pieces: [(scalars: String.UnicodeScalarView, width: Int)] = []
        for scalar in all {
            let width = of(scalar)
            if width > 0 {
                pieces.append((String.UnicodeScalarView([scalar]), width))
            } else if let last = pieces.indices.last, pieces[last].scalars.count <= mostMarks {
                pieces[last].scalars.append(scalar)
            }
        }
        return pieces.map { (Character(String($0.scalars)), $0.width) }
    }

    /// What a cell of ncurses holds beside its letter.
    private static let mostMarks = 4

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
