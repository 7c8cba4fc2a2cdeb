import Fleet
import Grid
import Linking

/// What stands above the list: who dropped together, and gateways that do not answer or have something to say; their
/// instances are not blamed. The most telling comes first.
struct AlarmLine {
    var text: String
    var style: Style

    /// How many there are.
    static func count(_ state: State) -> Int {
        state.triage.outbreaks.count + state.gateways.count { $0.failure != nil || !$0.notices.isEmpty }
    }

    static func all(_ state: State, _ glyphs: Glyphs) -> [AlarmLine] {
        let outbreaks = state.triage.outbreaks
        let told = state.gateways.filter { $0.failure != nil || !$0.notices.isEmpty }.sorted { $0.name < $1.name }
        // A gateway without an answer explains its instances; what has one reason comes before all else.
        return outbreaks.filter(\.isOutdated).map { outbreak($0, state, glyphs) }
            + told.filter { $0.failure != nil }.map { failure($0, state, glyphs) }
            + outbreaks.filter { !$0.isOutdated }.map { outbreak($0, state, glyphs) }
            + told.filter { $0.failure == nil }.map(notice)
    }

    private static func outbreak(_ outbreak: Outbreak, _ state: State, _ glyphs: Glyphs) -> AlarmLine {
        AlarmLine(text: OutbreakWords.banner(outbreak, state, glyphs), style: OutbreakWords.style(outbreak))
    }

    private static func failure(_ gateway: GatewayStatus, _ state: State, _ glyphs: Glyphs) -> AlarmLine {
        guard let failure = gateway.failure else { return notice(gateway) }
        let down = Ages.words(failure.observedAt.duration(to: state.now))
        let affected = state.fleet.totals.byGateway[gateway.name] ?? 0
        var text = " \(glyphs.mark(.failed)) gateway \(gateway.name) down for \(down), \(affected) instances"
        if let probe = gateway.nextProbe, probe > state.now {
            text += ", next try in \(Ages.words(state.now.duration(to: probe)))"
        }
        return AlarmLine(text: text + ": \(failure.value.message.text)", style: Style(.broken, .bold))
    }

    private static func notice(_ gateway: GatewayStatus) -> AlarmLine {
        // It names its gateway.
        AlarmLine(text: " ! \(gateway.notices.first?.text ?? "")", style: Style(.attention))
    }
}
