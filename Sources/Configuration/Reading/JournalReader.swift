import Fleet

/// The `defaults: journal:` map: how numbers are written down, and how much is kept.
enum JournalReader {
    /// Ten years.
    private static let days = 1...3650

    /// Below one the file would be all index; above ten thousand nobody reads it.
    private static let megabytes = 1...10_000

    static func read(_ field: Field, _ findings: inout Findings) -> JournalPolicy {
        var policy = JournalPolicy()
        let keys = ["numbers", "keep-days", "keep-megabytes"]
        guard let map = FieldMap(field, expected: "a map such as {keep-days: 90}", keys: keys, &findings)
        else { return policy }
        if let numbers = map["numbers"].flatMap({ numbers($0, &findings) }) { policy.numbers = numbers }
        if let count = map["keep-days"].flatMap({ count($0, of: "days", days, &findings) }) { policy.keepDays = count }
        if let count = map["keep-megabytes"].flatMap({ count($0, of: "megabytes", megabytes, &findings) }) {
            policy.keepMegabytes = count
        }
        return policy
    }

    private static func numbers(_ field: Field, _ findings: inout Findings) -> JournalPolicy.Numbers? {
        let words = JournalPolicy.Numbers.allCases.map(\.rawValue)
        let expected = Wording.choice(words)
        guard let word = field.text(expected: expected, &findings) else { return nil }
        if let numbers = JournalPolicy.Numbers(rawValue: word) { return numbers }
        let hint = NearestName.of(word, among: words).map { "; did you mean \($0)?" } ?? ""
        findings.add("expected \(expected), found \(Wording.quoted(word))\(hint)", at: field.place)
        return nil
    }

    private static func count(
        _ field: Field, of unit: String, _ range: ClosedRange<Int>, _ findings: inout Findings
    ) -> Int? {
        let expected = "\(unit), from \(range.lowerBound) to \(range.upperBound)"
        guard let text = field.text(expected: expected, &findings) else { return nil }
        if let count = Int(text), range.contains(count) { return count }
        findings.add("expected \(expected), found \(Wording.quoted(text))", at: field.place)
        return nil
    }
}
