/// Runs `body` for every item, at most `limit` at once, and returns the results in the order of the items.
func concurrently<Item: Sendable, Value: Sendable>(
    _ items: [Item], limit: Int, _ body: @escaping @Sendable (Item) async -> Value
) async -> [Value] {
    await withTaskGroup(of: (Int, Value).self) { group in
        var results: [Int: Value] = [:]
        var rest = items.enumerated().makeIterator()
        func startNext() {
            guard let (index, item) = rest.next() else { return }
            group.addTask { (index, await body(item)) }
        }
        for _ in 0..<max(1, min(limit, items.count)) { startNext() }
        while let (index, value) = await group.next() {
            results[index] = value
            startNext()
        }
        return items.indices.compactMap { results[$0] }
    }
}
