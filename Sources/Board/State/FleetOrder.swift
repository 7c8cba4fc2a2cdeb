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

    /// Puts rows that may have changed places where they belong now; all others stand in order already.
    ///
    /// A row costs a walk over the keys instead of a sort of the fleet: in a first round every answer moves its row.
    static func move(_ moved: Set<InstanceKey>, in view: inout ListView, of table: FleetTable) {
        let filter = Filter(view.filter.text)
        for key in moved {
            if let index = view.shown.firstIndex(of: key) { view.shown.remove(at: index) }
        }
        for key in moved {
            guard let row = table[key], filter.passes(row) else { continue }
            let index = place(of: Entry(row: row, ordering: view.ordering), in: view, table)
            view.shown.insert(key, at: index)
        }
    }

    /// The index at which an entry keeps the order, found by halving.
    private static func place(of entry: Entry, in view: borrowing ListView, _ table: FleetTable) -> Int {
        var range = 0..<view.shown.count
        while !range.isEmpty {
            let middle = (range.lowerBound + range.upperBound) / 2
            // What is shown is in the table.
            guard let row = table[view.shown[middle]] else { break }
            let other = Entry(row: row, ordering: view.ordering)
            let goesAfter = view.reversed ? entry < other : other < entry
            range = goesAfter ? middle + 1..<range.upperBound : range.lowerBound..<middle
        }
        return range.lowerBound
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
