import Fleet
import Grid
import Linking

/// Several instances, by what comes next for each.
struct TriageGroups {
    struct Line {
        var text: String
        var style: Style
    }

    struct BulkAct {
        var act: Act
        var verb: String
        var keys: [InstanceKey]
    }

    /// The act that keeps the pairing and that most of them need; one key does it for all of those.
    private(set) var act: BulkAct?
    private(set) var relinks: [InstanceKey] = []
    /// One for each group, what can be done first.
    private(set) var lines: [Line] = []

    init(_ rows: [InstanceRow], _ state: State) {
        var groups: [String: (order: Int, keys: [InstanceKey])] = [:]
        var acts: [Act: BulkAct] = [:]
        for row in rows {
            let verdict = state.verdict(row)
            let name = TriageWords.category(verdict, row.kind)
            groups[name, default: (Self.order(verdict), [])].keys.append(row.key)
            switch verdict {
            case .ladder(let rung) where rung < .freshStart:
                guard let act = rung.acts(row.kind).first else { continue }
                acts[act, default: BulkAct(act: act, verb: rung.verb(row.kind), keys: [])].keys.append(row.key)
            case .relink: relinks.append(row.key)
            default: break
            }
        }
        act = acts.values.max { ($0.keys.count, $1.act.rawValue) < ($1.keys.count, $0.act.rawValue) }
        lines = groups.sorted { ($0.value.order, $0.key) < ($1.value.order, $1.key) }.map { name, group in
            Line(text: "\(group.keys.count) \(name)", style: group.order <= 2 ? Style(.attention, .bold) : .plain)
        }
    }

    /// What the one key does.
    func step(_ state: State) -> TriageWords.Step {
        let enter = TriageWords.label(.open, state)
        if let act {
            let text = "asks to \(act.verb) \(act.keys.count), one a second. The pairing is kept."
            return TriageWords.Step(key: enter, text: text, style: Style(.attention, .bold))
        }
        if !relinks.isEmpty {
            return TriageWords.Step(
                key: enter, text: "puts \(relinks.count) side by side on the wall, to be linked there.",
                style: Style(.attention, .bold))
        }
        return TriageWords.Step(key: nil, text: "No key helps all of them: see each line above.")
    }

    private static func order(_ verdict: Verdict) -> Int {
        switch verdict {
        case .upgradeGateway, .gatewayDown: 0
        case .ladder: 1
        case .relink: 2
        case .person, .duplicate: 3
        case .wait: 4
        case .nothing: 5
        }
    }
}
