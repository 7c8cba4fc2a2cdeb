/// Spellings of secrets, sorted so that the longest one at a place of a text is found with a binary search.
///
/// A gateway of ten thousand instances with tokens of their own has thirty thousand spellings, and a failure's text is
/// looked at from each of its bytes.
final class SecretIndex: Sendable {
    /// In the order of their bytes, each once, none empty. All that begin with one of them directly follow it.
    private let spellings: [[UInt8]]
    /// For each spelling the longest other one that it begins with.
    private let parents: [Int?]
    /// Where the spellings with this first byte begin; one more than there are bytes.
    private let starts: [Int]

    init(_ spellings: [[UInt8]]) {
        let sorted = Set(spellings).filter { !$0.isEmpty }.sorted { $0.lexicographicallyPrecedes($1) }
        var parents: [Int?] = []
        parents.reserveCapacity(sorted.count)
        // Those that the current one may begin with, each one beginning with the one before it.
        var open: [Int] = []
        var counts = [Int](repeating: 0, count: 256)
        for (place, spelling) in sorted.enumerated() {
            while let last = open.last, !spelling.starts(with: sorted[last]) { open.removeLast() }
            parents.append(open.last)
            open.append(place)
            counts[Int(spelling[0])] += 1
        }
        self.spellings = sorted
        self.parents = parents
        starts = counts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1) }
    }

    var isEmpty: Bool { spellings.isEmpty }

    /// The length of the longest spelling that the text begins with; 0 for none.
    ///
    /// Spellings that the text begins with are not greater than it, and whatever lies between one of them and the text
    /// begins with it too. So the last one that is not greater begins with all of them.
    func longestMatch(atStartOf text: some RandomAccessCollection<UInt8>) -> Int {
        guard let first = text.first else { return 0 }
        let start = starts[Int(first)]
        var (low, high) = (start, starts[Int(first) + 1])
        while low < high {
            let middle = (low + high) / 2
            if text.lexicographicallyPrecedes(spellings[middle]) { high = middle } else { low = middle + 1 }
        }
        guard low > start else { return 0 }
        let shared = zip(text, spellings[low - 1]).prefix { $0 == $1 }.count
        var candidate: Int? = low - 1
        while let place = candidate, spellings[place].count > shared { candidate = parents[place] }
        return candidate.map { spellings[$0].count } ?? 0
    }
}
