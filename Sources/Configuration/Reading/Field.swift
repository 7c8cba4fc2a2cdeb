import Yams

/// One value of the file, with the way to it.
struct Field {
    let node: Node
    let keyPath: String

    var place: Place {
        Place(mark: node.mark.map { TextMark(line: $0.line, column: $0.column) }, keyPath: keyPath)
    }

    /// Nothing after the colon, `~` or `null`.
    var isNull: Bool {
        guard let scalar = node.scalar, scalar.style == .plain else { return false }
        return ["", "~", "null", "Null", "NULL"].contains(scalar.string)
    }

    /// What it is, for sentences about a wrong type.
    var kind: String {
        switch node {
        case .scalar: isNull ? "nothing" : "a single value"
        case .mapping: "a map"
        case .sequence: "a list"
        case .alias: "an alias"
        }
    }

    /// A scalar exactly as it was written; anything else is a mistake.
    func text(expected: String, _ findings: inout Findings) -> String? {
        guard let scalar = node.scalar, !isNull else {
            findings.add("expected \(expected), found \(kind)", at: place)
            return nil
        }
        return scalar.string
    }

    /// A text that must be one line and visible as it is.
    func name(expected: String, _ findings: inout Findings) -> String? {
        guard let text = text(expected: expected, &findings) else { return nil }
        if let trouble = NameRule.trouble(with: text) {
            findings.add("expected \(expected), found \(trouble)", at: place)
            return nil
        }
        return text
    }

    func flag(_ findings: inout Findings) -> Bool? {
        guard let text = text(expected: "true or false", &findings) else { return nil }
        switch text.lowercased() {
        case "true": return true
        case "false": return false
        default:
            findings.add("expected true or false, found \(Wording.quoted(text))", at: place)
            return nil
        }
    }

    /// One of some words; the nearest is named where it is none of them.
    func choice(of words: [String], _ findings: inout Findings) -> String? {
        let expected = Wording.choice(words)
        guard let word = text(expected: expected, &findings) else { return nil }
        if words.contains(word) { return word }
        let hint = NearestName.of(word, among: words).map { "; did you mean \($0)?" } ?? ""
        findings.add("expected \(expected), found \(Wording.quoted(word))\(hint)", at: place)
        return nil
    }

    /// A program and its arguments.
    func words(expected: String, _ findings: inout Findings) -> [String]? {
        guard let items = items(expected: expected, &findings) else { return nil }
        let words = items.compactMap { $0.node.scalar?.string }
        guard words.count == items.count, words.first?.isEmpty == false,
            !words.contains(where: { $0.unicodeScalars.contains("\0") })
        else {
            findings.add("expected \(expected)", at: place)
            return nil
        }
        return words
    }

    func items(expected: String, _ findings: inout Findings) -> [Field]? {
        guard let sequence = node.sequence else {
            findings.add("expected \(expected), found \(kind)", at: place)
            return nil
        }
        return sequence.enumerated().map { Field(node: $1, keyPath: "\(keyPath)[\($0)]") }
    }
}
