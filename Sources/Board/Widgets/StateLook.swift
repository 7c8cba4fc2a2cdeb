import Fleet
import Grid

extension InstanceRow {
    /// The look of its state.
    var style: Style {
        if clashRounds >= 2 || isMismatched { return Style(.broken, [.bold, .reverse]) }
        if isDuplicate { return Style(.broken, .bold) }
        if isStale { return Style(.muted) }
        return Self.style(of: state)
    }

    static func style(of state: LinkState?) -> Style {
        switch state {
        case .working: Style(.good)
        case .awaitingLink, .awaitingPasskey, .loggedOut, .disconnected, .unknown: Style(.attention, .bold)
        case .failed, .blocked, .missing: Style(.broken, .bold)
        case .stopped: Style(.idle)
        case .starting, .connecting: .plain
        case nil: .muted
        }
    }

    /// The word of its state; what the gateway calls it where we have no word, STALE where the fact is old.
    var word: String {
        if clashRounds >= 2 { return "CLASH" }
        if isMismatched { return "WRONG NR" }
        if isDuplicate { return "DOUBLE" }
        if isStale { return "STALE" }
        if state == .unknown, let raw = status?.value.raw, !raw.isEmpty { return raw.text }
        return state?.word ?? "ASKING"
    }
}
