import Fleet
import Grid
import Linking

/// The answers of the triage screen, each under its question.
struct TriageSections {
    struct Line {
        var text: String
        var style = Style.plain
    }

    struct Section {
        var title: String
        var lines: [Line]
    }

    let state: State
    let rows: [InstanceRow]
    let glyphs: Glyphs

    var all: [Section] {
        [
            Section(title: "HOW FAR", lines: extent), Section(title: "GATEWAY", lines: gateways),
            Section(title: "PAIRED?", lines: pairing), Section(title: "TIME", lines: time),
            Section(title: "REASON", lines: reasons), Section(title: "TRIED", lines: tried),
        ]
    }

    // MARK: - Paired, time, reason

    private var pairing: [Line] {
        guard rows.count == 1, let row = rows.first else {
            return counted(rows.map { Self.word(state.facts($0).pairing) }).map { Line(text: $0) }
        }
        let phone = (row.status?.value.account ?? row.account?.value)?.phone.map { state.shown($0) }
        let told =
            row.status.map {
                " (\($0.source.rawValue), \(Ages.short($0.observedAt.duration(to: state.now))) ago)"
            } ?? ""
        return switch state.facts(row).pairing {
        case .paired: [Line(text: "yes\(phone.map { ": \($0)" } ?? "")\(told)")]
        case .unpaired: [Line(text: "no: it needs a phone\(told)")]
        case .unclear: [Line(text: "not clear: \(row.word) names no phone\(told)")]
        }
    }

    private static func word(_ pairing: TriageFacts.Pairing) -> String {
        switch pairing {
        case .paired: "paired"
        case .unpaired: "not paired"
        case .unclear: "not clear"
        }
    }

    private var time: [Line] {
        let drops = rows.reduce(0) { $0 + $1.past.drops(within: .seconds(3600), of: state.now) }
        let again =
            drops > rows.count ? [Line(text: "dropped \(drops) times within the hour", style: Style(.attention))] : []
        guard rows.count == 1, let row = rows.first, let known = row.state else {
            return (rows.count == 1 ? [Line(text: "no answer yet")] : counted(rows.map(\.word)).map { Line(text: $0) })
                + again
        }
        let lasted = "\(row.word) \(Ages.sinceWords(row, at: state.now))"
        guard let limit = TimeLimits.normal(known, row.reasonCode, of: row.kind) else {
            return [Line(text: known == .working ? lasted : "\(lasted); time alone does not change that")] + again
        }
        let isOver = row.since.map { $0 + limit <= state.now } ?? false
        let text =
            "\(lasted); \(isOver ? "STUCK: no more than " : "")\(Ages.words(limit)) is normal for \(row.kind.rawValue)"
        return [Line(text: text, style: isOver ? Style(.attention) : .plain)] + again
    }

    private var reasons: [Line] {
        guard rows.count == 1, let row = rows.first else {
            return counted(rows.map(Self.reason)).map { Line(text: $0) }
        }
        guard let code = row.reasonCode else { return [Line(text: Self.reason(row))] }
        let action = ReasonAction(code).sentence
        let isNext = TriageWords.step(state.verdict(row), row, state).text.contains(action)
        return [Line(text: Self.reason(row))] + (isNext ? [] : [Line(text: action)])
    }

    private static func reason(_ row: InstanceRow) -> String {
        if let code = row.reasonCode { return "\(code.rawValue) \(code.sentence.text)" }
        if !row.reason.isEmpty { return row.reason }
        return row.state == .working ? "none" : "\(row.kind.rawValue) tells none"
    }

    /// How many there are of each, the most first.
    func counted(_ words: [String]) -> [String] {
        let counts = Dictionary(grouping: words, by: \.self).mapValues(\.count)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4).map { "\($0.value) \($0.key)" }
    }
}
