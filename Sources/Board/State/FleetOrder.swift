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
            // Whoever waits longest stands first; what breaks now comes below it and moves no row above.
            let since = row.since?.nanoseconds ?? .max
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
