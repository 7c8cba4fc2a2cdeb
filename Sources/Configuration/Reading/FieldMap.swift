import Yams

/// One map of the file. Opening it tells unknown keys; asking for a key hands out its field.
struct FieldMap {
    let place: Place
    private let fields: [String: Field]
    private var prefix: String { place.keyPath.isEmpty ? "" : place.keyPath + "." }

    /// - Parameter synonyms: words people use for a key of ours, for the hint.
    /// - Returns: `nil` when the field is no map.
    init?(
        _ field: Field, expected: String, keys: [String], synonyms: [String: String] = [:], _ findings: inout Findings
    ) {
        guard let mapping = field.node.mapping else {
            findings.add("expected \(expected), found \(field.kind)", at: field.place)
            return nil
        }
        place = field.place
        var fields: [String: Field] = [:]
        let prefix = place.keyPath.isEmpty ? "" : place.keyPath + "."
        for (keyNode, value) in mapping {
            let key = Field(node: keyNode, keyPath: place.keyPath)
            guard let name = key.text(expected: "a key that is a plain word", &findings) else { continue }
            guard !DuplicateKeys.isRenamed(name) else { continue }
            if keys.contains(name) {
                fields[name] = Field(node: value, keyPath: prefix + name)
            } else {
                findings.add(
                    Self.unknown(name, keys: keys, synonyms: synonyms),
                    at: Place(mark: key.place.mark, keyPath: prefix + Wording.bare(name)))
            }
        }
        self.fields = fields
    }

    /// The field with this key, `nil` where it is absent or empty.
    subscript(key: String) -> Field? {
        guard let field = fields[key], !field.isNull else { return nil }
        return field
    }

    /// The field with this key; its absence is a mistake that names what belongs there.
    func required(_ key: String, expected: String, _ findings: inout Findings) -> Field? {
        if let field = self[key] { return field }
        let mark = fields[key]?.place.mark ?? place.mark
        findings.add("is missing: expected \(expected)", at: Place(mark: mark, keyPath: prefix + key))
        return nil
    }

    private static func unknown(_ name: String, keys: [String], synonyms: [String: String]) -> String {
        if let meant = synonyms[name.lowercased()] ?? NearestName.of(name, among: keys) {
            return "unknown key; did you mean \(meant)?"
        }
        return "unknown key; known here: \(keys.joined(separator: ", "))"
    }
}
