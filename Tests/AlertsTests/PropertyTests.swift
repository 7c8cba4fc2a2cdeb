import Fleet
import Testing
import TestKit

@testable import Alerts

/// Whatever happens, in whatever order.
@Suite("Alerts, by random sequences")
struct PropertyTests {
    private static let gateways = ["a", "b"]
    private static let keys = gateways.flatMap { gateway in (0..<4).map { Story.key($0, on: gateway) } }
    private static let states: [LinkState] = [
        .working, .working, .working, .disconnected, .loggedOut, .failed, .starting, .stopped,
    ]

    /// What really happened to one instance.
    private struct Look {
        var at: Instant
        var condition: Condition?
    }

    private struct Run {
        var story = Story()
        var looks: [InstanceKey: [Look]] = [:]
        var isDown: [String: Bool] = [:]
        /// Stretches during which a gateway was told to be away.
        var outages: [String: [(from: Instant, to: Instant?)]] = [:]
        var dice: Dice

        mutating func look(_ key: InstanceKey, _ sight: Sight) {
            looks[key, default: []].append(Look(at: story.now, condition: sight.condition))
            story.see(key, sight)
        }

        mutating func report(_ gateway: String, isDown: Bool) {
            if isDown, self.isDown[gateway] != true { outages[gateway, default: []].append((story.now, nil)) }
            if !isDown, let last = outages[gateway]?.indices.last { outages[gateway]?[last].to = story.now }
            self.isDown[gateway] = isDown
            story.gateway(gateway, isDown: isDown)
        }

        mutating func step() {
            let key = dice.pick(keys)
            switch dice.below(12) {
            case 0: report(key.gateway, isDown: isDown[key.gateway] != true)
            case 1: look(key, Sight(.working, isMismatched: true))
            case 2...7: look(key, Sight(dice.pick(states)))
            // The same again, as most polls say.
            case 8: if let last = looks[key]?.last, last.condition == .linked { look(key, Sight(.working)) }
            default: story.pass(Double(dice.below(200)) / 10)
            }
        }

        /// Everybody stays what they are, and is looked at.
        mutating func calm() {
            for gateway in gateways where isDown[gateway] == true { report(gateway, isDown: false) }
            let last: [InstanceKey: Sight] = Dictionary(
                uniqueKeysWithValues: keys.map { key in
                    (key, Sight(dice.flip() ? .working : .failed, isMismatched: false))
                })
            for _ in 0..<40 {
                for key in keys { look(key, last[key]!) }
                story.pass(5)
            }
        }
    }

    @Test("nothing unstable is told, nothing stable is lost, and never twice in a window", arguments: 0..<400)
    func random(seed: Int) {
        var run = Run(dice: Dice(seed: UInt64(seed)))
        for _ in 0..<120 { run.step() }
        run.calm()
        let rules = run.story.alerts.rules
        var told: [InstanceKey: Condition] = [:]
        for key in Self.keys { told[key] = run.looks[key]?.compactMap(\.condition).first }

        for announcement in run.story.announcements {
            // Worst first is how they are told, not how they happened.
            for change in announcement.alerts.flatMap(\.changes).sorted(by: { $0.since < $1.since }) {
                guard let key = change.key else { continue }
                let condition: Condition =
                    switch change.event {
                    case .recovered: .linked
                    case .mismatch: .mismatched
                    default: .down
                    }
                let end = change.since + rules.stableFor
                #expect(end <= announcement.at)
                let within = run.looks[key, default: []].filter { $0.at > change.since && $0.at < end }
                #expect(within.allSatisfy { $0.condition == condition || ($0.condition == nil && condition == .down) })
                // A gateway that comes back starts the clock anew without a look of that instant.
                let before = run.looks[key, default: []].last { $0.at <= change.since && $0.condition != nil }
                #expect(before?.condition == condition)
                #expect(change.event == .dropped ? change.was == .working : change.event != .dropped)
                let isAway = run.outages[key.gateway, default: []].contains {
                    $0.from <= change.since && ($0.to.map { $0 > end } ?? true)
                }
                #expect(!isAway)
                told[key] = condition
            }
        }
        for key in Self.keys {
            let final = run.looks[key]?.compactMap(\.condition).last
            #expect(told[key] == final, "\(key) was told as \(String(describing: told[key]))")
        }
        // That a gateway is away waits for nothing but for the same of another.
        func holdsWindow(_ announcements: [Announcement], _ mayHurry: (Announcement) -> Bool) -> Bool {
            zip(announcements, announcements.dropFirst()).allSatisfy { $0.at + rules.window <= $1.at || mayHurry($1) }
        }
        let isUrgent = { (announcement: Announcement) in announcement.alerts.contains { $0.event == .gatewayDown } }
        #expect(holdsWindow(run.story.announcements, isUrgent))
        #expect(holdsWindow(run.story.announcements.filter(isUrgent)) { _ in false })
        #expect(run.story.idleWakes == 0)
        #expect(run.story.alerts.deadline == nil)
        let down = Self.keys.count { run.looks[$0]?.compactMap(\.condition).last != .linked }
        #expect(run.story.alerts.down == down)
    }

    @Test("what is muted says nothing", arguments: 0..<50)
    func muted(seed: Int) {
        var run = Run(dice: Dice(seed: UInt64(seed)))
        let silent = Self.keys[0]
        run.story.alerts.mute(.instance(silent), .untilUnmuted)
        run.story.alerts.mute(.gateway("b"), .untilUnmuted)
        for _ in 0..<120 { run.step() }
        run.calm()
        let changes = run.story.announcements.flatMap(\.alerts).flatMap(\.changes)
        #expect(changes.allSatisfy { $0.key != silent && $0.gateway != "b" })
        #expect(!changes.isEmpty)
    }
}
