import Fleet

/// A `pacing:` map: seconds, never under the two-second floor, and how many requests at once.
enum PacingReader {
    /// What the map names replaces what `overrides` held.
    static func read(_ field: Field, over overrides: inout PacingOverrides, _ findings: inout Findings) {
        let keys = PacingKey.allCases.map(\.rawValue)
        guard let map = FieldMap(field, expected: "a map such as {idle-status: 60}", keys: keys, &findings)
        else { return }
        if let value = seconds(map, .idleStatus, &findings) { overrides.idleStatus = value }
        if let value = seconds(map, .focusedStatus, &findings) { overrides.focusedStatus = value }
        if let value = seconds(map, .linkStatus, &findings) { overrides.linkStatus = value }
        if let value = seconds(map, .linkCode, &findings) { overrides.linkCode = value }
        if let value = seconds(map, .answerLimit, &findings) { overrides.answerLimit = value }
        if let value = requests(map, &findings) { overrides.concurrency = value }
    }

    private static func seconds(_ map: FieldMap, _ key: PacingKey, _ findings: inout Findings) -> Duration? {
        let expected = "seconds, from 2 to 86400"
        guard let field = map[key.rawValue], let text = field.text(expected: expected, &findings) else { return nil }
        let plain = text.utf8.allSatisfy { (0x30...0x39).contains($0) || $0 == UInt8(ascii: ".") }
        guard plain, let seconds = Double(text) else {
            findings.add("expected \(expected), found \(Wording.quoted(text))", at: field.place)
            return nil
        }
        guard seconds >= PacingKey.shortest else {
            findings.add("no gateway is asked more often than every 2 seconds: expected \(expected)", at: field.place)
            return nil
        }
        guard seconds <= PacingKey.longest else {
            findings.add("expected \(expected), found \(Wording.quoted(text))", at: field.place)
            return nil
        }
        return .milliseconds(Int64((seconds * 1000).rounded()))
    }

    private static func requests(_ map: FieldMap, _ findings: inout Findings) -> Int? {
        let range = PacingKey.requests
        let expected = "how many requests may be under way at once, from \(range.lowerBound) to \(range.upperBound)"
        guard let field = map[PacingKey.concurrency.rawValue], let text = field.text(expected: expected, &findings)
        else { return nil }
        guard let count = Int(text), range.contains(count) else {
            findings.add("expected \(expected), found \(Wording.quoted(text))", at: field.place)
            return nil
        }
        return count
    }
}
