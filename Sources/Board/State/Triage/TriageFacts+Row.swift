import Fleet
import Linking

extension State {
    /// What triage has to know of a row.
    func facts(_ row: InstanceRow) -> TriageFacts {
        let reading = row.status?.value
        return TriageFacts(
            key: row.key, kind: row.kind, state: reading?.state, raw: reading?.raw ?? "", since: row.since,
            reason: reading?.reason, code: row.reasonCode, riders: row.riders, hasAccount: reading?.account != nil,
            gateway: gatewayFacts(row), lastLink: row.past.lastLink,
            drops: row.past.ownDrops(within: .seconds(3600), of: now), unlinkedHere: row.past.unlinkedHere,
            twin: twin(of: row))
    }

    private func gatewayFacts(_ row: InstanceRow) -> GatewayFacts {
        let name = row.key.gateway
        return GatewayFacts(
            downSince: gateways.first { $0.name == name }?.failure?.observedAt, upSince: upSince(name),
            instances: fleet.totals.byGateway[name] ?? 1,
            isOutdated: triage.outbreaks.contains { $0.isOutdated && $0.gateways.contains(name) },
            droppedTogether: outbreak(with: row.key)?.count)
    }

    /// Another instance that is linked to this one's number, or to the one that belongs here.
    private func twin(of row: InstanceRow) -> InstanceKey? {
        let number = row.state == .working ? row.account?.value.phone : row.configured.phone
        return number.flatMap { fleet.linked(to: $0).subtracting([row.key]).min() }
    }

    /// Since when a gateway has been up, as far as that was told or seen.
    func upSince(_ gateway: String) -> Instant? {
        [triage.startedAt[gateway], triage.backSince[gateway]].compactMap(\.self).max()
    }

    func outbreak(with key: InstanceKey) -> Outbreak? { triage.members[key].map { triage.outbreaks[$0] } }

    func verdict(_ row: InstanceRow) -> Verdict { Verdict(facts(row), triage.ladders[row.key], at: now) }

    /// Whether links of all these may be opened; what locks one locks all.
    func linkLock(for keys: [InstanceKey]) -> Lock {
        Lock(keys.lazy.compactMap { fleet[$0] }.map { Lock(facts($0), triage.ladders[$0.key]) })
    }

    var rosters: [String: Roster] {
        Dictionary(
            gateways.map { ($0.name, Roster($0.kind, count: fleet.totals.byGateway[$0.name] ?? 0)) },
            uniquingKeysWith: { first, _ in first })
    }
}

extension InstanceRow {
    var reasonCode: ReasonCode? { status?.value.reasonCode.flatMap(ReasonCode.init(rawValue:)) }
}
