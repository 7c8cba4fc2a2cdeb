import Fleet

/// Puts the rows in order and sifts them by the filter.
enum FleetOrder {
    static func shown(of table: FleetTable, for view: ListView) -> [InstanceKey] {
        let filter = Filter(view.filter.text)
        let kept = filter.isEmpty ? table.rows : table.rows.filter(filter.passes)
        // Keys are made once a row: comparing rows themselves would derive severities again and again.
        let keyed = kept.map { Entry(row: $0, ordering: view.ordering) }.sorted()
        return view.reversed ? keyed.reversed().map(\.key) : keyed.map(\.key)
    }

    private struct Entry: Comparable {
        let key: InstanceKey
        let number: Int64
        let second: Int64
        let text: String

        init(row: InstanceRow, ordering: ListView.Ordering) {
            key = row.key
            let since = -(row.since?.nanoseconds ?? .min + 1)
            switch ordering {
            case .severity:
                (number, second, text) = (Int64(row.severity), since, row.name)
            case .since:
                (number, second, text) = (since, 0, row.name)
            case .label:
                (number, second, text) = (0, 0, row.name.lowercased())
            case .gateway:
                (number, second, text) = (0, 0, "\(row.key.gateway)\u{0}\(row.name)")
            case .age:
                (number, second, text) = (row.status?.observedAt.nanoseconds ?? .min, 0, row.name)
            }
        }

        static func < (left: Entry, right: Entry) -> Bool {
            if left.number != right.number { return left.number < right.number }
            if left.second != right.second { return left.second < right.second }
            if left.text != right.text { return left.text < right.text }
            return left.key < right.key
        }
    }
}

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
            let found = texts.contains { (term.minds ? $0 : $0.lowercased()).contains(term.needle) }
            return found != term.isInverse
        }
    }
}
