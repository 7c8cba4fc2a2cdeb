import Fleet

/// What was typed after `/`: words that must all be found, `!word` that must not, `gw:` and `state:` for one column.
/// Capitals are told apart only where the word has one.
struct Filter: Hashable, Sendable {
    private struct Term: Hashable {
        var field: Field
        var needle: String
        var isInverse: Bool
        var minds: Bool
    }

    private enum Field: Hashable { case any, gateway, state }

    private let terms: [Term]

    init(_ text: String) {
        terms = text.split(separator: " ").compactMap { word in
            var word = word
            let isInverse = word.hasPrefix("!")
            if isInverse { word.removeFirst() }
            var field = Field.any
            for (prefix, named) in [("gw:", Field.gateway), ("state:", .state)] where word.hasPrefix(prefix) {
                field = named
                word.removeFirst(prefix.count)
            }
            guard !word.isEmpty else { return nil }
            let minds = word.contains { $0.isUppercase } && field != .state
            return Term(
                field: field, needle: minds ? String(word) : word.lowercased(), isInverse: isInverse, minds: minds)
        }
    }

    var isEmpty: Bool { terms.isEmpty }

    func passes(_ row: InstanceRow) -> Bool {
        terms.allSatisfy { term in
            let texts: [String] =
                switch term.field {
                case .gateway: [row.key.gateway]
                case .state: [row.state?.word ?? "", row.state?.rawValue ?? ""] + row.riders.map(\.rawValue)
                case .any:
                    [row.name, row.key.id, row.key.gateway, row.state?.word ?? "", row.configured.holder?.text ?? ""]
                }
            let found = texts.contains { text in
                let text = term.minds ? text : text.lowercased()
                // A state is named from its beginning: who looks for LINKED does not mean UNLINKED.
                return term.field == .state ? text.hasPrefix(term.needle) : text.contains(term.needle)
            }
            return found != term.isInverse
        }
    }
}
