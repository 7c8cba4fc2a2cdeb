import Fleet
import Yams

/// Where a secret lives, as the file says it. Nothing that stands there is ever quoted: it may be the secret itself.
struct SecretReader {
    let paths: PathReader

    static let forms = "{env: NAME}, {file: PATH}, {command: [PROGRAM, ARGUMENT]} or {value: \"...\"}"
    private static let keys = ["env", "file", "command", "value"]

    func read(_ field: Field, _ findings: inout Findings) -> SecretSource? {
        guard let mapping = field.node.mapping else {
            findings.add("expected \(Self.forms), found \(field.kind)", at: field.place)
            return nil
        }
        guard mapping.count == 1, let (keyNode, node) = mapping.first else {
            let found = mapping.isEmpty ? "an empty map" : "\(mapping.count) keys"
            findings.add("expected one of \(Self.forms), found \(found)", at: field.place)
            if mapping.contains(where: { $0.key.scalar?.string == "value" }) { findings.holdsSecretValue = true }
            return nil
        }
        let key = keyNode.scalar?.string ?? ""
        let value = Field(node: node, keyPath: field.keyPath + "." + (Self.keys.contains(key) ? key : "…"))
        switch key {
        case "env": return environment(value, &findings)
        case "file":
            return paths.read(value, expected: "the path of a file that holds the secret", &findings)
                .map { .file($0) }
        case "command": return command(value, &findings)
        case "value": return self.value(value, &findings)
        default:
            let place = Field(node: keyNode, keyPath: field.keyPath).place
            let hint = NearestName.of(key, among: Self.keys).map { "; did you mean \($0)?" } ?? ""
            findings.add("unknown form of a secret: expected \(Self.forms)\(hint)", at: place)
            return nil
        }
    }

    private func environment(_ field: Field, _ findings: inout Findings) -> SecretSource? {
        let expected = "the name of an environment variable"
        guard let name = field.text(expected: expected, &findings) else { return nil }
        let legal = name.utf8.allSatisfy { byte in
            (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte == 0x5f
        }
        guard legal, name.first?.isNumber == false else {
            findings.add("expected \(expected): letters, digits and _ only, without $", at: field.place)
            return nil
        }
        return .environment(name)
    }

    private func command(_ field: Field, _ findings: inout Findings) -> SecretSource? {
        let expected = "a program and its arguments as a list, such as [pass, show, wawp]; no shell reads it"
        return field.words(expected: expected, &findings).map { .command($0) }
    }

    private func value(_ field: Field, _ findings: inout Findings) -> SecretSource? {
        findings.holdsSecretValue = true
        guard let text = field.text(expected: "the secret itself in quotes", &findings) else { return nil }
        guard let trouble = SecretRule.trouble(with: text) else { return .value(Secret(text)) }
        findings.add("expected the secret itself in quotes, found \(trouble)", at: field.place)
        return nil
    }
}

/// What no secret can be, wherever it comes from: each ends up in an HTTP header, an address or a body.
enum SecretRule {
    /// To stand after "found"; `nil` when nothing is wrong.
    static func trouble(with text: String) -> String? {
        if text.isEmpty { return "an empty text" }
        if text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) { return "more than one line" }
        if text.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            return "a control character in it"
        }
        if text.utf8.count > longest { return "more than \(longest >> 10) KiB" }
        return nil
    }

    static let longest = 16 << 10
}
