import Alerts
public import Fleet

/// The choice of how long nothing is told, before it holds.
public struct MuteForm: Hashable, Sendable {
    public var keys: [InstanceKey]
    /// How many of them the filter hides.
    public var hidden: Int
    public var selected = 0

    public enum Choice: Hashable, Sendable {
        case hour
        case untilChange
        case untilUnmuted
        /// A gateway with all its instances.
        case gatewayForAnHour(String)
        /// Tells of them again.
        case unmute
    }

    /// What can be chosen for these, as they are muted now.
    func choices(_ alerts: Alerts, at now: Instant) -> [Choice] {
        var choices: [Choice] = [.hour, .untilChange, .untilUnmuted]
        let gateways = Set(keys.map(\.gateway))
        if gateways.count == 1, let gateway = gateways.first { choices.append(.gatewayForAnHour(gateway)) }
        let isMuted = keys.contains { alerts.mute(of: .instance($0), at: now) != nil }
        // Whoever comes to a muted row most likely wants to hear of it again.
        return isMuted ? [.unmute] + choices : choices
    }
}
