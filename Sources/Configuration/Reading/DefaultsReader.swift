import Yams

/// The `defaults:` map.
struct DefaultsReader {
    let vocabulary: KeyVocabulary

    private static let keys = [
        "theme", "reduced-motion", "keys", "reveal-phones", "pacing", "journal", "notifications",
    ]

    func read(_ field: Field, _ findings: inout Findings) -> Defaults {
        var defaults = Defaults()
        guard let map = FieldMap(field, expected: "a map such as {theme: dark}", keys: Self.keys, &findings)
        else { return defaults }
        if let theme = map["theme"].flatMap({ self.theme($0, &findings) }) { defaults.theme = theme }
        if let flag = map["reduced-motion"]?.flag(&findings) { defaults.reducedMotion = flag }
        if let flag = map["reveal-phones"]?.flag(&findings) { defaults.revealPhones = flag }
        if let field = map["pacing"] { PacingReader().read(field, over: &defaults.pacing, &findings) }
        if let field = map["journal"] { defaults.journal = JournalReader.read(field, &findings) }
        if let field = map["notifications"] { defaults.notifications = NotificationReader.read(field, &findings) }
        if let field = map["keys"] { defaults.keys = keys(field, &findings) }
        return defaults
    }

    private func theme(_ field: Field, _ findings: inout Findings) -> ThemeChoice? {
        field.choice(of: ThemeChoice.allCases.map(\.rawValue), &findings).flatMap(ThemeChoice.init(rawValue:))
    }

    private func keys(_ field: Field, _ findings: inout Findings) -> [String: String] {
        let expected = "a map of actions to keys, such as {relink: F5}"
        let written = field.node.mapping?.keys.compactMap(\.scalar?.string) ?? []
        guard
            let map = FieldMap(field, expected: expected, keys: vocabulary.actions ?? written, &findings)
        else { return [:] }
        var keys: [String: String] = [:]
        for action in written {
            guard let field = map[action], let key = field.text(expected: "a key, or none", &findings) else { continue }
            guard key == "none" || vocabulary.isKey(key) else {
                findings.add(
                    "expected a key such as r, R, F5, Enter or Ctrl-r, or none; found \(Wording.quoted(key))",
                    at: field.place)
                continue
            }
            keys[action] = key
        }
        return keys
    }
}
