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

    // MARK: - One, one gateway, or everybody

    private var extent: [Line] {
        let names = Set(rows.map(\.key.gateway)).sorted()
        var lines: [Line] = []
        for name in names.prefix(3) {
            if let gateway = gateway(name), gateway.failure != nil {
                let behind = state.fleet.totals.byGateway[name] ?? 0
                lines.append(
                    Line(
                        text: "ONE GATEWAY: \(name) does not answer for \(behind) instances",
                        style: Style(.broken, .bold)))
            }
        }
        let outbreaks = state.triage.outbreaks.filter { outbreak in rows.contains { outbreak.members.contains($0.key) }
        }
        for outbreak in outbreaks {
            let who =
                outbreak.scope == .everybody ? "EVERYBODY" : outbreak.gateways.count == 1 ? "ONE GATEWAY" : "A VENDOR"
            lines.append(
                Line(
                    text:
                        "\(who): \(OutbreakWords.share(outbreak)) on \(OutbreakWords.place(outbreak)) \(OutbreakWords.happened(outbreak, state))",
                    style: OutbreakWords.style(outbreak)))
        }
        if lines.isEmpty { lines = names.prefix(3).map(alone) }
        return lines
    }

    private func alone(_ name: String) -> Line {
        let chosen = Set(rows.map(\.key))
        let others = state.fleet.rows.count {
            $0.key.gateway == name && !chosen.contains($0.key) && $0.isProblem
        }
        let rest = (state.fleet.totals.byGateway[name] ?? 0) - rows.count { $0.key.gateway == name }
        let who = rows.count == 1 ? "ONE INSTANCE" : "NOT TOGETHER"
        if others == 0 {
            return Line(text: "\(who): the other \(rest) on \(name) are well", style: Style(.plain, .bold))
        }
        return Line(
            text: "\(who): \(others) of the other \(rest) on \(name) have problems, not at one time",
            style: Style(.plain, .bold))
    }

    // MARK: - The gateway

    private func gateway(_ name: String) -> GatewayStatus? { state.gateways.first { $0.name == name } }

    private var gateways: [Line] {
        let names = Set(rows.map(\.key.gateway)).sorted()
        return names.prefix(3).compactMap(gateway).map { gateway in
            let version = version(gateway)
            if let failure = gateway.failure {
                let down = Ages.words(failure.observedAt.duration(to: state.now))
                let at = Ages.time(of: failure.observedAt, in: state)
                return Line(
                    text: "\(gateway.name) DOWN since \(at), \(down): \(failure.value.message.text)\(version)",
                    style: Style(.broken, .bold))
            }
            let rate = (gateway.requestsPerSecond * 10).rounded() / 10
            let back = state.triage.backSince[gateway.name]
            let since = Ages.time(of: back ?? state.startedAt, in: state).prefix(5)
            let up = back == nil ? "no outage seen since \(since)" : "UP AGAIN since \(since)"
            return Line(
                text: "\(gateway.name) answers, \(up)\(version)" + (rate > 0 ? ", \(rate) requests/s" : ""))
        } + (names.count > 3 ? [Line(text: "and \(names.count - 3) more", style: .muted)] : [])
    }

    private func version(_ gateway: GatewayStatus) -> String {
        switch state.triage.versions[gateway.name] {
        case .told(let text): ", version \(text.text)"
        case .asked: ", version asked for"
        case .untold: ", \(gateway.kind.rawValue) tells no version"
        case .failed, nil: ", version not known"
        }
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
        return [Line(text: Self.reason(row)), Line(text: ReasonAction(code).sentence)]
    }

    private static func reason(_ row: InstanceRow) -> String {
        if let code = row.reasonCode { return "\(code.rawValue) \(code.sentence.text)" }
        if !row.reason.isEmpty { return row.reason }
        return row.state == .working ? "none" : "\(row.kind.rawValue) tells none"
    }

    /// How many there are of each, the most first.
    private func counted(_ words: [String]) -> [String] {
        let counts = Dictionary(grouping: words, by: \.self).mapValues(\.count)
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(4).map { "\($0.value) \($0.key)" }
    }

    // MARK: - What was tried

    private var tried: [Line] {
        guard rows.count == 1, let row = rows.first else {
            let taken = rows.flatMap { row in
                (state.triage.ladders[row.key]?.steps ?? []).map { step in
                    "\(step.rung.verb(row.kind)): \(Self.outcome(step.result, state, isShort: true))"
                }
            }
            return taken.isEmpty ? [Line(text: "nothing yet", style: .muted)] : counted(taken).map { Line(text: $0) }
        }
        let steps = state.triage.ladders[row.key]?.steps ?? []
        if steps.isEmpty { return [Line(text: "nothing yet", style: .muted)] }
        return steps.suffix(5).map { step in
            Line(
                text:
                    "\(Ages.time(of: step.takenAt, in: state)) \(step.rung.verb(row.kind)): \(Self.outcome(step.result, state, isShort: false))",
                style: Self.style(step.result))
        }
    }

    private static func style(_ result: Ladder.Result) -> Style {
        switch result {
        case .asked, .waiting, .unused: .plain
        case .worked: Style(.good)
        case .unlinked: Style(.attention)
        case .noHelp, .refused: Style(.broken)
        }
    }

    private static func outcome(_ result: Ladder.Result, _ state: State, isShort: Bool) -> String {
        switch result {
        case .asked: "under way"
        case .waiting(let until): isShort ? "waiting" : "accepted, waiting until \(Ages.time(of: until, in: state))"
        case .worked(let after): isShort || after <= .zero ? "it worked" : "it worked, after \(Ages.words(after))"
        case .unlinked: "it answers, and needs a phone"
        case .noHelp(let raw): isShort ? "did not help" : "did not help: \(raw.isEmpty ? "no change" : raw.text)"
        case .refused(let message): isShort ? "refused" : "refused: \(message.text)"
        case .unused: "nobody scanned"
        }
    }
}
