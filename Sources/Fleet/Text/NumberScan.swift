/// One walk through a text that holds digits; see `NumberMask`.
struct NumberScan {
    private let characters: [Character]
    private let isID: (String) -> Bool
    private var place = 0
    private var out = ""

    /// More between two digits separates two numbers.
    private static let widestGap = 4
    /// What stands between the groups of a number.
    private static let gaps: Set<Character> = [" ", "\u{a0}", "-", "–", "\u{2011}", ".", "(", ")"]
    /// After a `+` nothing else can be meant.
    private static let internationalGaps = gaps.union(["/", "[", "]"])

    init(_ characters: [Character], _ isID: @escaping (String) -> Bool) {
        self.characters = characters
        self.isID = isID
    }

    mutating func masked() -> String {
        while place < characters.count {
            if let end = endOfKept(at: place) {
                copy(to: end)
            } else if characters[place] == "+" {
                takeInternational()
            } else if characters[place].isNumber {
                takeDigits()
            } else {
                copy(to: place + 1)
            }
        }
        return out
    }

    private mutating func copy(to end: Int) {
        out += String(characters[place..<end])
        place = end
    }

    private mutating func hide(to end: Int) {
        let run = String(characters[place..<end])
        if out.last == "(", run.first(where: { "()".contains($0) }) == ")" { out.removeLast() }
        out += (try? PhoneNumber(typed: run))?.masked ?? "··· \(run.filter(\.isNumber).suffix(2))"
        place = end
    }

    // MARK: - Numbers

    private mutating func takeInternational() {
        var end = place + 1
        while let next = group(after: end, Self.internationalGaps) { end = next.upperBound }
        if digits(place..<end) >= NumberMask.fewestDigits { hide(to: end) } else { copy(to: end) }
    }

    private mutating func takeDigits() {
        let first = endOfDigits(place)
        var end = first
        // What a mask left of a number belongs to no other one.
        if !out.hasSuffix("··· ") {
            while let next = group(after: end, Self.gaps), endOfKept(at: next.lowerBound) == nil {
                end = next.upperBound
            }
        }
        if end > first, digits(place..<end) >= NumberMask.fewestGroupedDigits {
            hide(to: end)
        } else if first - place >= NumberMask.fewestDigits {
            hide(to: first)
        } else {
            copy(to: first)
        }
    }

    /// The digits that begin here or after a gap.
    private func group(after end: Int, _ gaps: Set<Character>) -> Range<Int>? {
        var start = end
        while start < characters.count, start - end < Self.widestGap, gaps.contains(characters[start]) { start += 1 }
        let stop = endOfDigits(start)
        return stop > start ? start..<stop : nil
    }

    private func endOfDigits(_ start: Int) -> Int {
        characters[start...].firstIndex { !$0.isNumber } ?? characters.count
    }

    private func digits(_ range: Range<Int>) -> Int { characters[range].count(where: \.isNumber) }

    // MARK: - What stays

    /// The end of an id, a date or an address that begins here.
    private func endOfKept(at start: Int) -> Int? {
        if let end = endOfWord(at: start), isKept(start..<end) { return end }
        guard characters[start].isNumber else { return nil }
        let end = endOfDigits(start)
        return isKept(start..<end) ? end : endOfDate(at: start) ?? endOfAddress(at: start)
    }

    private func isKept(_ range: Range<Int>) -> Bool {
        digits(range) >= NumberMask.fewestDigits && isID(String(characters[range]))
    }

    /// The end of the word that begins here; ids are words.
    private func endOfWord(at start: Int) -> Int? {
        guard Self.isOfWord(characters[start]), start == 0 || !Self.isOfWord(characters[start - 1]) else { return nil }
        var end = characters[start...].firstIndex { !Self.isOfWord($0) } ?? characters.count
        // A sentence goes on or ends behind it.
        while end > start, ".:-".contains(characters[end - 1]) { end -= 1 }
        return end > start ? end : nil
    }

    private static func isOfWord(_ character: Character) -> Bool {
        character.isLetter || character.isNumber || "_-.@:".contains(character)
    }

    /// Of `2026-11-21` and `21.11.2026`.
    private func endOfDate(at start: Int) -> Int? {
        guard let (values, lengths, end) = groups(3, at: start, "-") ?? groups(3, at: start, ".") else { return nil }
        let isYearFirst = lengths[0] == 4
        let (year, day) = isYearFirst ? (values[0], values[2]) : (values[2], values[0])
        let isDate =
            lengths[isYearFirst ? 0 : 2] == 4 && (1900..<2200).contains(year) && (1...12).contains(values[1])
            && (1...31).contains(day)
        return isDate ? end : nil
    }

    /// Of `192.168.100.200`.
    private func endOfAddress(at start: Int) -> Int? {
        guard let (values, _, end) = groups(4, at: start, "."), values.allSatisfy({ $0 < 256 }) else { return nil }
        return end
    }

    /// So many groups of at most four digits, and no more of them before or behind.
    private func groups(_ count: Int, at start: Int, _ mark: Character) -> (values: [Int], lengths: [Int], end: Int)? {
        if start > 1, characters[start - 1] == mark, characters[start - 2].isNumber { return nil }
        var values: [Int] = []
        var lengths: [Int] = []
        var end = start
        while values.count < count {
            let stop = endOfDigits(end)
            guard (1...4).contains(stop - end), let value = Int(String(characters[end..<stop])) else { return nil }
            values.append(value)
            lengths.append(stop - end)
            end = stop
            if values.count < count {
                guard end < characters.count, characters[end] == mark else { return nil }
                end += 1
            }
        }
        let goesOn = end + 1 < characters.count && characters[end] == mark && characters[end + 1].isNumber
        return goesOn ? nil : (values, lengths, end)
    }
}
