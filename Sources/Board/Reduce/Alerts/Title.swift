import Alerts
import Fleet

/// The terminal's title: what somebody sees who looks at another window.
extension State {
    /// Told when it changed, at most once a second: the first round of a large fleet changes it a thousand times.
    mutating func titleEffects() -> [Effect] {
        guard now >= nextTitle else { return [] }
        nextTitle = now + .seconds(1)
        let title = title
        guard title != toldTitle else { return [] }
        toldTitle = title
        return [.title(title)]
    }

    /// Counts alone: neither names of instances nor numbers. Only settled states count, so that nothing flickers.
    var title: String {
        let name = settings.isDemo ? "relink DEMO" : "relink"
        let all = fleet.totals.all
        guard all > 0 else { return name }
        if fleet.totals.byState[nil] == all { return "\(name): \(all) \(all == 1 ? "instance" : "instances")" }
        let away = alerts.gatewaysDown
        let gateways =
            switch away.count {
            case 0: ""
            case 1: "gateway \(CleanText(away[0], limit: 40).text) down, "
            default: "\(away.count) gateways down, "
            }
        return "\(name): \(gateways)\(alerts.down) down of \(all)"
    }
}
