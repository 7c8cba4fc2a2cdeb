/// Numbers as they are shown to people who do not need all of their digits.
extension PhoneNumber {
    /// Enough to recognise a number, not enough to call it: `+20 ··· 2826`.
    public var masked: String { shown(head: country.count, tail: masksEnd) }

    /// The same beside the number of another account. Where both masks would read alike, further digits are shown,
    /// as few as tell the two apart: `+55 1 ··· 0105` and `+55 2 ··· 0105`, or `+20 ··· 202826` and `+20 ··· 302826`.
    ///
    /// Both numbers are shown by the same digits, whichever of them is asked; two spellings of one account are not told
    /// apart.
    public func masked(besides other: PhoneNumber) -> String {
        guard masked == other.masked, canonicalKey != other.canonicalKey else { return masked }
        let head = digits.countAlike(other.digits) + 1
        let tail = digits.reversed().countAlike(other.digits.reversed()) + 1
        // Of equal masks both ends are equally long.
        return head - country.count < tail - masksEnd
            ? shown(head: head, tail: masksEnd) : shown(head: country.count, tail: tail)
    }

    private var country: String { Country.of(digits: digits)?.code ?? String(digits.prefix(2)) }

    private var masksEnd: Int { digits.count > 9 ? 4 : 2 }

    /// Whole where nothing would be left to hide.
    private func shown(head: Int, tail: Int) -> String {
        guard head + tail < digits.count else { return "+\(digits)" }
        let area = digits.dropFirst(country.count).prefix(max(0, head - country.count))
        return "+\(country)\(area.isEmpty ? "" : " \(area)") ··· \(digits.suffix(tail))"
    }
}

extension Collection where Element: Equatable {
    /// How many elements at the beginning are the same.
    fileprivate func countAlike(_ other: some Collection<Element>) -> Int {
        zip(self, other).prefix { $0 == $1 }.count
    }
}
