import Fleet

/// How settled changes become announcements.
extension Alerts {
    mutating func collect(_ change: AlertChange, at now: Instant) {
        if change.event.isQuiet {
            noteReturn(change)
            if takeBack(change.subject) { return }
        }
        guard rules.events.contains(change.event), mute(of: change.subject, at: now) == nil else { return }
        if collected.isEmpty { collectedSince = now }
        collected.append(change)
    }

    /// What was well before, went bad and is well again, and nobody was told: there is nothing to tell.
    ///
    /// - Returns: whether there was such a thing.
    @discardableResult
    mutating func takeBack(_ subject: AlertSubject) -> Bool {
        let isBeginning = { (change: AlertChange) in change.beganWell && change.subject == subject }
        guard let beginning = collected.lastIndex(where: isBeginning) else { return false }
        let later = collected[beginning...].filter { $0.subject != subject || $0.event == .outbreak }
        collected.replaceSubrange(beginning..., with: later)
        if case .instance(let key) = subject { instances[key]?.flaps += 1 }
        return true
    }

    /// When what was collected is told; `nil` while there is nothing.
    ///
    /// That a gateway is away waits for no window of what was told before it, unless that was the same of another.
    var announcementTime: Instant? {
        guard collected.contains(where: isCertain) else { return nil }
        let gathered = hasMoreComing ? collectedSince + rules.gathering : collectedSince
        let usual = toldAt.map { max($0 + rules.window, gathered) } ?? gathered
        guard hasGatewayDown else { return usual }
        return min(usual, gatewayToldAt.map { max($0 + rules.window, collectedSince) } ?? collectedSince)
    }

    private var hasGatewayDown: Bool {
        gateways.values.contains { $0.isDown && $0.wasDown }
            && collected.contains { $0.event == .gatewayDown && isCertain($0) }
    }

    /// Bad news whose subject seems well again waits until that is settled: then it is taken back, or told.
    private func isCertain(_ change: AlertChange) -> Bool {
        guard !change.event.isQuiet else { return true }
        guard let key = change.key else {
            return change.event != .gatewayDown || gateways[change.gateway]?.isDown != false
        }
        return pending[key]?.condition != .linked
    }

    /// Whether changes have begun that will be told too, should they last.
    private var hasMoreComing: Bool {
        pending.contains { key, change in
            !change.isExpected && !change.isPassing && !isSilenced(key.gateway)
                && rules.events.contains(change.condition.event)
        }
    }

    mutating func announce(at now: Instant) -> [AlertAction] {
        guard let time = announcementTime, time <= now else { return [] }
        // Somebody may have muted them since.
        let changes = collected.filter { isCertain($0) && mute(of: $0.subject, at: now) == nil }
        collected = collected.filter { !isCertain($0) }
        guard !changes.isEmpty else { return [] }
        toldAt = now
        if changes.contains(where: { $0.event == .gatewayDown }) { gatewayToldAt = now }
        for change in changes { stand(change) }
        return [.announce(Announcement(at: now, alerts: Self.alerts(changes)))]
    }

    private static func alerts(_ changes: [AlertChange]) -> [Alert] {
        var alerts: [Alert] = []
        var places: [Heading: Int] = [:]
        for change in changes {
            let heading = Heading(event: change.event, gateway: change.gateway)
            if let place = places[heading] {
                alerts[place].changes.append(change)
            } else {
                places[heading] = alerts.count
                alerts.append(Alert(event: change.event, gateway: change.gateway, changes: [change]))
            }
        }
        let order = AlertEvent.allCases
        return alerts.sorted { left, right in
            (order.firstIndex(of: left.event)!, left.gateway) < (order.firstIndex(of: right.event)!, right.gateway)
        }
    }

    private struct Heading: Hashable {
        var event: AlertEvent
        var gateway: String
    }

    /// Puts bad news where it stays until it is acknowledged, and marks on it who came back meanwhile.
    private mutating func stand(_ change: AlertChange) {
        guard !change.event.isQuiet else { return noteReturn(change) }
        let place = standing.firstIndex { $0.event == change.event && $0.gateway == change.gateway }
        if let place { standing[place].add(change) } else { standing.append(StandingAlert(change)) }
    }

    /// Good news: what stands about it is over.
    private mutating func noteReturn(_ change: AlertChange) {
        for place in standing.indices where standing[place].gateway == change.gateway {
            if let key = change.key {
                if standing[place].keys.contains(key) { standing[place].back.insert(key) }
            } else if standing[place].event == .gatewayDown {
                standing[place].isGatewayBack = true
            }
        }
    }

    /// Takes instances off what stands.
    mutating func takeDown(_ keys: Set<InstanceKey>) {
        for place in standing.indices.reversed() where !standing[place].keys.isDisjoint(with: keys) {
            standing[place].keys.subtract(keys)
            standing[place].back.subtract(keys)
            if standing[place].keys.isEmpty { standing.remove(at: place) }
        }
    }
}
