/// Finds the known name that somebody most likely meant.
public enum NearestName {
    /// The nearest of `known` by edit distance, unless even that one is too far to be what was meant:
    /// at most a third of the longer word may differ, and always one letter.
    public static func of(_ name: String, among known: [String]) -> String? {
        let typed = Array(name.lowercased())
        var best: (name: String, distance: Int)?
        for candidate in known {
            let letters = Array(candidate.lowercased())
            let limit = max(1, max(typed.count, letters.count) / 3)
            let distance = editDistance(typed, letters, limit: limit)
            if distance <= limit, distance < best?.distance ?? .max { best = (candidate, distance) }
        }
        return best?.name
    }

    /// Insertions, deletions, replacements and swaps of neighbours; anything over `limit` comes back as `limit + 1`.
    static func editDistance(_ left: [Character], _ right: [Character], limit: Int) -> Int {
        guard abs(left.count - right.count) <= limit else { return limit + 1 }
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for row in left.indices {
            var current = [row + 1]
            for column in right.indices {
                let replaced = last[column] + (left[row] == right[column] ? 0 : 1)
                var cost = min(replaced, last[column + 1] + 1, current[column] + 1)
                if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            guard current.contains(where: { $0 <= limit }) else { return limit + 1 }
            beforeLast = last
            last = current
        }
        return last[right.count]
    }
}
