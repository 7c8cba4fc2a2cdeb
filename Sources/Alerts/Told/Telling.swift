import Fleet

/// How settled changes become announcements.
extension Alerts {
    mutating func collect(_ change: AlertChange, at now: Instant) {
        if change.event.isQuiet { noteReturn(change) }
        guard rules.events.contains(change.event), mute(of: change.subject, at: now) == nil else { return }
        if collected.isEmpty { collectedSince = now }
        collected.append(change)
    }

    /// When what was collected is told; `nil` while there is nothing.
    var announcementTime: Instant? {
        guard !collected.isEmpty else { return nil }
        let gathered = hasMoreComing ? collectedSince + rules.gathering : collectedSince
        return toldAt.map { max($0 + rules.window, gathered) } ?? gathered
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
        let changes = collected.filter { mute(of: $0.subject, at: now) == nil }
        collected = []
        guard !changes.isEmpty else { return [] }
        toldAt = now
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
