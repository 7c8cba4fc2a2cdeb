import Yams

/// A configuration's text as a tree of nodes that know their line and column.
enum YAMLDocument {
    /// Mistakes that are mended on a copy so that reading can go on; more of them in one file are not worth it.
    private static let mendLimit = 20

    /// - Returns: the root, or `nil` when the text is no YAML that relink reads; `findings` then says why.
    static func compose(_ text: String, into findings: inout Findings) -> Node? {
        if let alias = AliasGuard.firstAlias(in: text) {
            findings.add(
                "aliases (*name) are not read in a configuration: write the values out",
                at: Place(mark: alias, keyPath: ""))
            return nil
        }
        var text = text
        for round in 0...mendLimit {
            do {
                // The basic resolver keeps every scalar as it was written: `0123` and `1e5` stay what they are.
                // The encoding is named because its default looks into the environment and prints.
                return try Parser(yaml: text, resolver: .basic, encoding: .utf8).singleRoot()
            } catch YamlError.duplicatedKeysInMapping(let keys, let context) {
                let mark = TextMark(line: context.mark.line, column: context.mark.column)
                let key = keys.first ?? ""
                findings.add(
                    "the key \(Wording.quoted(key)) stands more than once in this map: keep one of them",
                    at: Place(mark: mark, keyPath: ""))
                guard let mended = DuplicateKeys.renaming(key, at: mark, in: text, round: round) else { return nil }
                text = mended
            } catch {
                findings.add(YAMLTrouble.problem(of: error, in: text, file: findings.file))
                return nil
            }
        }
        return nil
    }
}
