import Fleet
import Grid
import Linking

extension TriageSections {
    /// The rungs that were taken, and what came of each.
    var tried: [Line] {
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
