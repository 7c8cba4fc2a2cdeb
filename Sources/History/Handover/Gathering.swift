extension Sequence {
    /// Elements of one group as one, where the first of them stands. What has no group stands alone, and so does each
    /// of a group that has fewer than `fewest`.
    ///
    /// Asks for the group of each element once: handovers of thousands are gathered this way.
    func gathered<Group: Hashable>(atLeast fewest: Int, by group: (Element) -> Group?) -> [[Element]] {
        let grouped = map { (element: $0, group: group($0)) }
        var members: [Group: [Element]] = [:]
        for case (let element, let group?) in grouped { members[group, default: []].append(element) }
        return grouped.compactMap { element, group in
            guard let group else { return [element] }
            // Taken out with the first one: the others stand with it.
            guard let all = members[group] else { return nil }
            guard all.count >= fewest else { return [element] }
            members[group] = nil
            return all
        }
    }
}
