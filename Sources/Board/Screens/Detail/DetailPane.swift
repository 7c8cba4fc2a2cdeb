import Fleet
import Grid
import Linking

/// What is known of one instance: both facts with source and age, whose it is, and what happened to it.
enum DetailPane {
    static func draw(_ row: InstanceRow, _ state: State, in area: Rect, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        var pen = Pen(grid: grid, area: area, glyphs: glyphs)
        pen.line([
            Span("\(glyphs.mark(row)) \(row.word)", row.style), Span("  \(row.name)", .heading),
            Span("  " + Ages.sinceWords(row, at: state.now), .muted),
        ])
        for warning in warnings(row, state) { pen.wrapped(warning, Style(.broken, .bold)) }
        pen.skip()
        let next = Wrapping.lines(nextStep(row, state), columns: area.columns - Pen.nameColumns)
        let between = pen.hasSpace ? 1 : 0
        DetailFacts.draw(DetailFacts.all(row, state), rows: area.rows - pen.row - between - next.count, &pen)
        pen.skip()
        pen.block(Span("Next", .heading), next, Style(.plain, .bold))
        pen.skip()
        pen.rule("THIS SESSION")
        for change in row.history.reversed() {
            let from = change.from.map { "\($0.word) \(glyphs.arrow) " } ?? ""
            pen.line([
                Span("\(Ages.time(of: change.at, in: state)) ", .muted),
                Span(glyphs.fit(change.source.rawValue, to: 7), .muted),
                Span(from), Span(change.to.word, InstanceRow.style(of: change.to)),
                Span(change.reason.map { "  \($0.text)" } ?? "", .muted),
            ])
        }
        grid = pen.grid
    }

    private static func warnings(_ row: InstanceRow, _ state: State) -> [String] {
        var warnings: [String] = []
        if row.isMismatched {
            warnings.append("Linked to another number than expected: log out (X) and link the right phone.")
        }
        if row.isDuplicate { warnings.append("The same number is linked in another row: one of the two will drop.") }
        if row.clashRounds >= 2 {
            let what = row.status?.value.contradictsItself == true ? "State and account" : "Status and QR"
            warnings.append("\(what) contradict each other: restart (R) once before any relink.")
        }
        if row.isStale { warnings.append("No fresh answer; what stands here is the last that was told.") }
        return warnings
    }

    /// The one step that usually comes next, in a sentence.
    private static func nextStep(_ row: InstanceRow, _ state: State) -> String {
        if let session = state.links[row.key], !session.flow.isOver {
            return "its link window is open: Enter goes there"
        }
        switch state.linkLock(for: [row.key]) {
        case .closed(let reason), .typed(let reason): return "t tells more. \(reason.instead)"
        case .open: break
        }
        switch row.state {
        case nil: return "wait for the first answer"
        case .working where row.isMismatched:
            return
                "\(state.settings.keys.label(.logout) ?? ":logout") logs the wrong number out; then link the right phone"
        case .working: return row.settlingUntil == nil ? "nothing: it is linked" : "wait: it is being watched for 20 s"
        case .awaitingLink: return "r shows the QR, p asks for a pairing code"
        // Asking is what opens the link there, and needs nothing before it.
        case .loggedOut where LinkPolicy.standard(for: row.kind).codeOpensLink:
            return "r shows the QR, p asks for a pairing code"
        case .loggedOut, .failed: return "r restarts it and shows the QR"
        case .stopped: return "U starts it; r starts it and shows the QR if it needs one"
        case .starting, .connecting: return "wait a minute; then R restarts it"
        case .awaitingPasskey:
            return LinkPolicy.standard(for: row.kind).offersPasskey
                ? "a passkey is wanted: r tells how a browser gives it"
                : "a passkey is wanted; r tells what can be done"
        case .disconnected: return "the phone may be off; it is still paired; t tells what comes next"
        case .blocked: return "the account is banned; a person has to decide"
        case .missing: return "the gateway does not know it; check the id in the configuration"
        case .unknown: return "a state relink does not know; Ctrl-r asks again"
        }
    }
}
