import Alerts
import Fleet
import Grid

/// The line of what was told and nobody has acknowledged.
enum AlertLine {
    /// A gateway that is down has a line of its own already.
    static func isNeeded(_ state: State) -> Bool { state.alerts.standing.contains { !$0.isShownElsewhere } }

    static func draw(_ state: State, row: Int, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let standing = state.alerts.standing.filter { !$0.isShownElsewhere }
        let key = state.settings.keys.label(.acknowledge, in: .list) ?? ":\(Action.acknowledge.rawValue)"
        let help = grid.size.columns >= 50 ? "  \(key) acknowledges" : "  \(key)"
        let room = grid.size.columns - TextWidth.of(help) - 1
        let mark = glyphs.mark(LinkState.awaitingLink)
        let text = glyphs.cut(" \(mark) \(words(standing, in: state))", to: room)
        let isOver = standing.allSatisfy(\.isOver)
        grid.line(
            [Span(text, Style(isOver ? .good : .attention, .bold)), Span(glyphs.plain(help), .muted)],
            in: grid.bounds, row: row)
    }

    /// The latest first: `12 on waha-1 dropped 03:12, 10 back; …`.
    static func words(_ standing: [StandingAlert], in state: State) -> String {
        standing.sorted { $0.since > $1.since }.map { words($0, state) }.joined(separator: "; ")
    }

    private static func words(_ alert: StandingAlert, _ state: State) -> String {
        let gateway = CleanText(alert.gateway, limit: 64).text
        let whom: String =
            if alert.keys.count == 1, let key = alert.keys.first {
                state.fleet[key]?.name ?? key.id
            } else {
                "\(alert.count) on \(gateway)"
            }
        let time = Ages.time(of: alert.since, in: state).prefix(5)
        switch alert.event {
        case .gatewayDown, .gatewayBack: return "gateway \(gateway) was down \(time)"
        case .outbreak: return "\(whom) dropped together \(time)"
        case .mismatch: return "\(whom) linked to another number \(time)\(back(alert))"
        case .dropped, .recovered: return "\(whom) dropped \(time)\(back(alert))"
        }
    }

    private static func back(_ alert: StandingAlert) -> String {
        if alert.back.isEmpty { return "" }
        if alert.isOver { return alert.keys.count == 1 ? ", back" : ", all back" }
        return ", \(alert.back.count) back"
    }
}

extension StandingAlert {
    fileprivate var isShownElsewhere: Bool { event == .gatewayDown && !isGatewayBack }
}
