import Alerts
import Fleet
import Linking

/// What triage learns from what happens anyway.
extension State {
    /// A status that was told, the row still as it was before.
    mutating func notice(_ reading: StatusReading, of row: InstanceRow, at: Instant) {
        triage.ladders[row.key]?.observe(reading, at: at)
        guard row.state != reading.state || row.status?.value.reasonCode != reading.reasonCode else { return }
        triage.outbreaksAreOld = true
        guard row.state == .working, let since = row.past.linkedSince else { return }
        triage.ladders[row.key]?.dropped(after: since.duration(to: at))
        if triage.ladders[row.key]?.steps.isEmpty == true { triage.ladders[row.key] = nil }
    }

    /// An act was done or refused, whoever asked for it.
    mutating func notice(_ act: Act, on key: InstanceKey, _ failure: GatewayFailure?) -> [Effect] {
        guard let row = fleet[key] else { return [] }
        let now = now
        if failure == nil { changeRow(key) { $0.past.acted(act, at: now) } }
        // Restarting what works is no attempt to mend it.
        guard triage.ladders[key]?.running != nil || row.state != .working else { return [] }
        var ladder = triage.ladders[key] ?? Ladder(kind: row.kind)
        let actions = ladder.acted(act, failure, at: now)
        triage.ladders[key] = ladder.steps.isEmpty ? nil : ladder
        return effects(actions, for: key)
    }

    mutating func effects(_ actions: [Ladder.Action], for key: InstanceKey) -> [Effect] {
        var effects: [Effect] = []
        for action in actions {
            switch action {
            case .perform(let act): queue.append(QueuedAct(act: act, key: key, notBefore: now))
            case .expedite(let ask, let at): effects.append(.expedite(ask, key, at: at))
            }
        }
        return effects + startQueued()
    }

    /// Waits that are over, windows that ended, and who dropped together.
    mutating func passTriageTime() -> [Effect] {
        tickLadders()
        for (key, session) in links { count(session, of: key) }
        return lookForOutbreaks()
    }

    private mutating func tickLadders() {
        guard triage.nextTick <= now, !triage.ladders.isEmpty else { return }
        triage.nextTick = now + .seconds(1)
        for (key, ladder) in triage.ladders where ladder.deadline.map({ $0 <= now }) == true {
            triage.ladders[key]?.tick(at: now)
            news &+= 1
        }
    }

    private mutating func count(_ session: LinkSession, of key: InstanceKey) {
        let flow = session.flow
        guard flow.isOver, triage.countedLinks[key] != flow.openedAt, let kind = fleet[key]?.kind else { return }
        triage.countedLinks[key] = flow.openedAt
        var ladder = triage.ladders[key] ?? Ladder(kind: kind)
        ladder.linked(Ladder.Result(flow), openedAt: flow.openedAt, at: now)
        triage.ladders[key] = ladder
    }

    /// A large fleet is looked through once a second at most.
    private mutating func lookForOutbreaks() -> [Effect] {
        guard triage.outbreaksAreOld, triage.nextLook <= now else { return [] }
        triage.outbreaksAreOld = false
        if fleet.totals.all >= Self.largeFleet { triage.nextLook = now + .seconds(1) }
        var drops: [Drop] = []
        // By index: a row is not copied to be passed over.
        for index in fleet.rows.indices {
            let since = fleet.rows[index].past.downSince
            let isOutdated = fleet.rows[index].status?.value.reasonCode == ReasonCode.outdated.rawValue
            let wasFoundDown = fleet.rows[index].history.count <= 1 && fleet.rows[index].state?.isProblem == true
            guard since != nil || isOutdated || wasFoundDown else { continue }
            let row = fleet.rows[index]
            guard let state = row.state, state != .working else { continue }
            drops.append(Drop(key: row.key, kind: row.kind, state: state, code: row.reasonCode, at: since))
        }
        let found = drops.count < 2 ? [] : Outbreak.find(drops, among: rosters)
        guard found != triage.outbreaks else { return [] }
        for outbreak in found where outbreak.isOutdated && !triage.outbreaks.contains(where: \.isOutdated) {
            // Drops of one gateway are told together anyway; this one says that nothing but an upgrade helps.
            let reason = CleanText("WhatsApp refuses its version (405): upgrade it, do not re-scan")
            for name in outbreak.gateways.sorted() {
                let count = outbreak.members.count { $0.gateway == name }
                alerted += alerts.outbreak(on: name, count: count, reason: reason, since: outbreak.at ?? now, at: now)
            }
        }
        triage.outbreaks = found
        for outbreak in found where outbreak.at != nil {
            for key in outbreak.members where fleet[key]?.past.isDropShared == false {
                changeRow(key) { $0.past.shareDrop() }
            }
        }
        news &+= 1
        // Whether it is their server that has just been restarted.
        return Set(found.flatMap(\.gateways)).sorted().flatMap { askUptime(of: $0) }
    }

    private static let largeFleet = 500

    /// Records of rows that are in the table no more.
    mutating func forgetTriage() {
        triage.ladders = triage.ladders.filter { fleet[$0.key] != nil }
        triage.countedLinks = triage.countedLinks.filter { fleet[$0.key] != nil }
        triage.outbreaksAreOld = true
    }
}

extension Ladder.Result {
    /// What a link window that is over came to.
    fileprivate init(_ flow: LinkFlow) {
        switch flow.phase {
        case .held(let after): self = .worked(after: after)
        case .ended(.dropped(let after)):
            self = .noHelp(CleanText("linked, and dropped again after \(Ages.words(after))"))
        case .ended(.neverReady(_, let status)): self = .noHelp(status.raw)
        case .ended(.refused(let failure)): self = .refused(failure.message)
        case .ended(.alreadyLinked), .ended(.cameBack): self = .worked(after: .zero)
        default: self = .unused
        }
    }
}
