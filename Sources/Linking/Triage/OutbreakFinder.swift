import Fleet

extension Outbreak {
    /// Who dropped together, the most telling first.
    ///
    /// - Parameter gateways: all gateways of the fleet, by name.
    public static func find(_ drops: some Sequence<Drop>, among gateways: [String: Roster]) -> [Outbreak] {
        let byGateway = Dictionary(grouping: drops, by: \.key.gateway)
        let found = byGateway.flatMap { name, drops in onOne(name, drops, of: gateways[name]?.count ?? drops.count) }
        return merged(found, gateways.filter { $0.value.count > 0 }).sorted(by: moreTelling)
    }

    private static func onOne(_ gateway: String, _ drops: [Drop], of total: Int) -> [Outbreak] {
        // A refused version needs no common minute: each instance learns of it when it connects next.
        let refused = drops.filter { $0.code == .outdated }
        if isMany(refused.count, of: total) {
            return [Outbreak(.gateway(gateway), [gateway], refused, of: total)]
        }
        let dated = drops.filter { $0.at != nil }.sorted { ($0.at ?? .zero, $0.key) < ($1.at ?? .zero, $1.key) }
        if let densest = densest(dated), isMany(densest.count, of: total) {
            return [Outbreak(.gateway(gateway), [gateway], Array(dated[densest]), of: total)]
        }
        // Whoever is called at night opens this after it has happened.
        let found = drops.filter { $0.at == nil && $0.code != .outdated }
        guard isManyFound(found.count, of: total) else { return [] }
        return [Outbreak(.gateway(gateway), [gateway], found, of: total)]
    }

    /// The most drops that lie within one window; the later ones of two that are equal.
    private static func densest(_ dated: [Drop]) -> Range<Int>? {
        var best: Range<Int>?
        var start = 0
        for end in dated.indices {
            while let first = dated[start].at, let last = dated[end].at, first + window < last { start += 1 }
            if end + 1 - start >= best?.count ?? 1 { best = start..<(end + 1) }
        }
        return best
    }

    /// What befell several gateways at once is one thing and not many.
    private static func merged(_ found: [Outbreak], _ gateways: [String: Roster]) -> [Outbreak] {
        guard let all = together(found) else { return found }
        let rest = found.filter { !all.contains($0) }
        let hit = Set(all.flatMap(\.gateways))
        if hit == Set(gateways.keys) { return [joined(all, .everybody)] + rest }
        let vendors = Set(hit.compactMap { gateways[$0]?.kind })
        if vendors.count == 1, let vendor = vendors.first,
            hit == Set(gateways.filter { $0.value.kind == vendor }.keys)
        {
            return [joined(all, .vendor(vendor))] + rest
        }
        return [joined(all, .several)] + rest
    }

    /// Those that began within one window and have one reason, where those are two or more.
    private static func together(_ found: [Outbreak]) -> [Outbreak]? {
        guard let first = found.min(by: { ($0.at ?? .zero) < ($1.at ?? .zero) }) else { return nil }
        let same = found.filter { other in
            guard other.isOutdated == first.isOutdated else { return false }
            if other.isOutdated { return true }
            guard let at = other.at, let start = first.at else { return false }
            return at <= start + window
        }
        return same.count >= 2 ? same : nil
    }

    private static func joined(_ parts: [Outbreak], _ scope: Scope) -> Outbreak {
        var all = parts[0]
        all.scope = scope
        all.gateways = Set(parts.flatMap(\.gateways))
        all.members = parts.flatMap(\.members)
        all.total = parts.reduce(0) { $0 + $1.total }
        all.at = parts.compactMap(\.at).min()
        if parts.contains(where: { $0.code != all.code }) { all.code = nil }
        if parts.contains(where: { $0.state != all.state }) { all.state = nil }
        return all
    }

    private static func moreTelling(_ left: Outbreak, than right: Outbreak) -> Bool {
        if left.isOutdated != right.isOutdated { return left.isOutdated }
        if left.count != right.count { return left.count > right.count }
        return left.gateways.min() ?? "" < right.gateways.min() ?? ""
    }

    private init(_ scope: Scope, _ gateways: Set<String>, _ drops: [Drop], of total: Int) {
        self.init(
            scope: scope, gateways: gateways, members: drops.map(\.key), total: total,
            at: drops.compactMap(\.at).min(), code: Self.common(drops.map(\.code)),
            state: Self.common(drops.map(\.state)))
    }

    /// What four of five have in common.
    private static func common<Value: Hashable>(_ values: [Value?]) -> Value? {
        let counts = Dictionary(grouping: values.compactMap(\.self), by: \.self).mapValues(\.count)
        guard let most = counts.max(by: { $0.value < $1.value }), most.value * 5 >= values.count * 4 else { return nil }
        return most.key
    }
}
