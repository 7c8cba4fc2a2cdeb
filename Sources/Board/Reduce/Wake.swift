import Alerts
public import Fleet
import FoundationEssentials
import Linking

extension State {
    /// The next instant at which something changes by itself; `nil` when nothing will.
    ///
    /// One timer sleeps until then. Deadlines of flows come exactly; ages, clocks and countdowns once a second.
    public var nextWake: Instant? {
        var wake = nextSecond
        for session in links.values {
            if let deadline = session.flow.deadline { wake = min(wake, deadline) }
        }
        if let message { wake = min(wake, message.until) }
        if let step = roundWake { wake = min(wake, step) }
        if let deadline = alerts.deadline { wake = min(wake, deadline) }
        for act in queue where !act.isRunning { wake = min(wake, act.notBefore) }
        if listIsOld, frozenSince == nil { wake = min(wake, max(nextOrdering, now + .milliseconds(1))) }
        if moves { wake = min(wake, now + Self.frame) }
        return fleet.rows.isEmpty && links.isEmpty && message == nil ? nil : max(wake, now)
    }

    /// Dates are known to some hundred nanoseconds: a wake just before a second would be followed by another one.
    private static let slack = Duration.milliseconds(1)

    /// A spinner's turn or a step of an animation.
    private static let frame = Duration.milliseconds(125)

    /// The clock on the screen steps with the second of the wall clock, and the countdown with its own end.
    private var nextSecond: Instant {
        // The instant of a whole second on the wall clock.
        let date = wall.date.timeIntervalSince1970
        var end = wall.instant - .nanoseconds(Int64((date - date.rounded(.down)) * 1e9)) + Self.slack
        if case .link(let key) = screen, let flow = links[key]?.flow {
            switch flow.phase {
            case .showing(let code): end = code.expiresAt
            case .pairing(let code): end = code.expiresAt
            default: break
            }
        }
        let second: Int64 = 1_000_000_000
        let offset = ((end.nanoseconds - now.nanoseconds) % second + second) % second
        return now + .nanoseconds(offset < Self.slack.nanoseconds ? offset + second : offset)
    }

    /// Whether something on the screen is in motion.
    private var moves: Bool {
        guard !settings.reducedMotion, case .link(let key) = screen, let flow = links[key]?.flow else { return false }
        switch flow.phase {
        case .auditing, .preparing, .waitingForCode, .askingForPairing, .pairingRefused: return true
        case .passkey(let stage): return stage.isWaiting
        case .settling(let since): return since + .milliseconds(1500) > now
        default: return false
        }
    }
}
