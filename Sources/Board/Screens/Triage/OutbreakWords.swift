import Fleet
import Grid
import Linking

/// An outbreak in one line, for the top of the list and for the triage screen.
enum OutbreakWords {
    static func style(_ outbreak: Outbreak) -> Style { Style(outbreak.isOutdated ? .broken : .attention, .bold) }

    static func banner(_ outbreak: Outbreak, _ state: State, _ glyphs: Glyphs) -> String {
        let key = state.settings.keys.label(.triage, in: .list).map { " (\($0))" } ?? ""
        let mark = outbreak.isOutdated ? glyphs.mark(.failed) : glyphs.ascii ? "!" : "▲"
        if outbreak.isOutdated {
            return " \(mark) 405 on \(place(outbreak)): upgrade it, do NOT re-scan; \(share(outbreak)) refused\(key)"
        }
        return
            " \(mark) \(share(outbreak)) on \(place(outbreak)) \(happened(outbreak, state)): \(advice(outbreak, state))\(key)"
    }

    /// Whom it befell.
    static func place(_ outbreak: Outbreak) -> String {
        switch outbreak.scope {
        case .gateway(let name): CleanText(name, limit: 24).text
        case .vendor(let kind): "all \(outbreak.gateways.count) \(kind.rawValue) gateways"
        case .several: "\(outbreak.gateways.count) gateways"
        case .everybody: "all \(outbreak.gateways.count) gateways"
        }
    }

    static func share(_ outbreak: Outbreak) -> String { "\(outbreak.count) of \(outbreak.total)" }

    /// What befell them, and when.
    static func happened(_ outbreak: Outbreak, _ state: State) -> String {
        if outbreak.isOutdated { return "refused by WhatsApp (405)" }
        let what =
            switch outbreak.state {
            case .starting, .connecting: "restarting"
            case .loggedOut, .awaitingLink: "unlinked"
            default: "dropped"
            }
        guard let at = outbreak.at else { return "found \(outbreak.state?.word ?? what)" }
        let isGoingOn = what == "restarting"
        return "\(what) \(isGoingOn ? "since" : "at") \(Ages.time(of: at, in: state).prefix(5))"
    }

    private static func advice(_ outbreak: Outbreak, _ state: State) -> String {
        let back = outbreak.gateways.compactMap(state.upSince).max()
        if let at = outbreak.at, let back, back <= at + Outbreak.window, at <= back + .seconds(600) {
            return "server up \(Ages.words(back.duration(to: state.now))); wait"
        }
        if state.triage.outbreaks.contains(where: \.isOutdated) { return "405 elsewhere, too old as well?" }
        switch (outbreak.scope, outbreak.state) {
        case (_, .starting), (_, .connecting): return "a restart? wait"
        case (.everybody, _), (.several, _): return "WhatsApp, or our network?"
        default: return "one cause; look there first"
        }
    }
}
