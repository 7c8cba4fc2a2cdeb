import Fleet

@testable import Alerts

/// A machine and a hand on its clock, which ticks it at its own deadlines and never else.
struct Story {
    var alerts: Alerts
    private(set) var now = Instant.seconds(1000)
    private(set) var announcements: [Announcement] = []
    private(set) var looks: [InstanceKey] = []
    /// How often the machine asked to be woken without a reason: each wake has to move its deadline on.
    private(set) var idleWakes = 0

    init(_ rules: AlertRules = AlertRules()) { alerts = Alerts(rules: rules) }

    static func key(_ id: Int, on gateway: String = "waha-1") -> InstanceKey {
        InstanceKey(gateway: gateway, id: "i\(id)")
    }

    /// Linked instances, seen already.
    static func linked(_ count: Int, on gateways: [String] = ["waha-1"], _ rules: AlertRules = AlertRules()) -> Story {
        var story = Story(rules)
        for gateway in gateways {
            for id in 0..<count { story.see(key(id, on: gateway), .working) }
        }
        return story
    }

    mutating func see(_ key: InstanceKey, _ sight: Sight) { take(alerts.observe(key, sight, at: now)) }

    mutating func see(_ key: InstanceKey, _ state: LinkState) { see(key, Sight(state)) }

    mutating func gateway(_ name: String, isDown: Bool, _ reason: CleanText? = nil) {
        take(alerts.observe(gateway: name, isDown: isDown, reason: reason, at: now))
    }

    mutating func outbreak(_ gateway: String, _ count: Int) {
        take(alerts.outbreak(on: gateway, count: count, reason: "too old for WhatsApp", since: now, at: now))
    }

    mutating func pass(_ seconds: Double) {
        let end = now + .nanoseconds(Int64(seconds * 1e9))
        while let deadline = alerts.deadline, deadline <= end {
            now = max(now, deadline)
            take(alerts.tick(at: now))
            if let next = alerts.deadline, next <= now {
                idleWakes += 1
                break
            }
        }
        now = end
    }

    private mutating func take(_ actions: [AlertAction]) {
        for action in actions {
            switch action {
            case .announce(let announcement): announcements.append(announcement)
            case .look(let key, _): looks.append(key)
            }
        }
    }

    /// Announcements in short: `dropped waha-1 12`.
    var told: [[String]] {
        announcements.map { $0.alerts.map { "\($0.event.rawValue) \($0.gateway) \($0.count)" } }
    }
}
