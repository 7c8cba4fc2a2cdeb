import Fleet
import Grid
import Linking

/// The triage screen's keys.
extension State {
    /// Opens triage for the marked rows, else for the one that keys act upon.
    mutating func openTriage() -> [Effect] {
        let marked = markedInOrder
        let usesMarks = screen == .list || screen == .wall
        if usesMarks, !marked.isEmpty { return showTriage(marked) }
        // The banner names this key: beside a row that is well it means those that dropped together.
        if usesMarks, current.flatMap({ fleet[$0] })?.isProblem == false, let outbreak = triage.outbreaks.first {
            return showTriage(outbreak.members)
        }
        return showTriage([current].compactMap(\.self))
    }

    /// Each gateway is asked for its version once; one that could not answer is asked again the next time.
    mutating func showTriage(_ keys: [InstanceKey]) -> [Effect] {
        guard !keys.isEmpty else { return [] }
        triage.scroll = 0
        screens.removeAll { if case .triage = $0 { true } else { false } }
        show(.triage(keys))
        var effects: [Effect] = []
        for gateway in Set(keys.map(\.gateway)).sorted() {
            switch triage.versions[gateway] {
            case nil, .failed:
                triage.versions[gateway] = .asked
                effects.append(.askVersion(gateway))
            case .asked, .told, .untold: break
            }
            effects += askUptime(of: gateway)
        }
        return effects
    }

    /// A server that was just asked has not started since.
    mutating func askUptime(of gateway: String) -> [Effect] {
        if let last = triage.uptimeAskedAt[gateway], now < last + .seconds(60) { return [] }
        guard let asked = gateways.first(where: { $0.name == gateway }), asked.failure == nil, asked.kind.tellsUptime
        else { return [] }
        triage.uptimeAskedAt[gateway] = now
        return [.askUptime(gateway)]
    }

    mutating func learn(uptime: Duration?, of gateway: String) {
        guard let uptime else { return }
        triage.startedAt[gateway] = now.advanced(by: .zero - uptime)
        news &+= 1
    }

    mutating func learn(version: Result<CleanText?, GatewayFailure>, of gateway: String) {
        triage.versions[gateway] =
            switch version {
            case .success(let text?): .told(text)
            case .success(nil): .untold
            case .failure(let failure): .failed(failure.message)
            }
        news &+= 1
    }

    mutating func scrollTriage(by step: Int) {
        triage.scroll = min(max(0, triage.scroll + step), TriageScreen.lastScroll(self))
    }

    /// Takes the step that the screen names.
    mutating func takeStep(_ keys: [InstanceKey]) -> [Effect] {
        let rows = keys.compactMap { fleet[$0] }
        guard let row = rows.first else { return close() }
        if rows.count > 1 { return takeStep(of: rows) }
        let verdict = verdict(row)
        switch verdict {
        case .nothing: return close()
        case .wait, .gatewayDown:
            return perform(.pollNow)
        case .ladder(let rung): return climb(rung, row)
        case .relink: return perform(.relink)
        case .person(.wrongNumber): return perform(.logout)
        case .person, .duplicate, .upgradeGateway:
            tell(TriageWords.step(verdict, row, self).text, .attention)
            return []
        }
    }

    /// The cheapest step that some of several need; the others are left alone.
    private mutating func takeStep(of rows: [InstanceRow]) -> [Effect] {
        let groups = TriageGroups(rows, self)
        if let act = groups.act {
            guard allows(.restart) else { return [] }
            dialog = .confirm(Confirmation(act: act.act, keys: act.keys, hidden: 0))
            return []
        }
        guard !groups.relinks.isEmpty else {
            tell(groups.lines.first.map(\.text) ?? "nothing to do", .attention)
            return []
        }
        list.marks = Set(groups.relinks)
        return askRound()
    }

    private mutating func climb(_ rung: Rung, _ row: InstanceRow) -> [Effect] {
        guard allows(.restart) else { return [] }
        if rung == .freshStart {
            dialog = .unlock(
                Unlock(
                    key: row.key, intent: .freshStart,
                    sentences: [rung.consequence, "Two tries that keep the link did not help."]))
            return []
        }
        return take(rung, row.key)
    }

    mutating func take(_ rung: Rung, _ key: InstanceKey) -> [Effect] {
        guard let row = fleet[key] else { return [] }
        var ladder = triage.ladders[key] ?? Ladder(kind: row.kind)
        let actions = ladder.take(rung, at: now)
        guard !actions.isEmpty else { return [] }
        triage.ladders[key] = ladder
        news &+= 1
        tell("\(row.name): \(rung.verb(row.kind))…")
        return effects(actions, for: key)
    }
}
