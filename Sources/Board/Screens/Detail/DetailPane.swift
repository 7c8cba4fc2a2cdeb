import Fleet
import FoundationEssentials
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
        pen.fact("Instance", CleanText(row.key.id, limit: 64).text, "on \(row.key.gateway) (\(row.kind.rawValue))")
        pen.fact(
            "Status says", row.status?.value.raw.text ?? "nothing yet", told(row.status, next: row.nextStatus, state))
        pen.fact("QR says", row.codeSays?.value.words ?? "not asked", told(row.codeSays, next: row.nextCode, state))
        if let account = row.account {
            let name = account.value.name?.text ?? ""
            pen.fact("Account", account.value.phone.map { state.shown($0) } ?? "no number told", name)
        } else {
            pen.fact("Account", "unknown", "")
        }
        pen.fact("Expected", row.configured.phone.map { state.shown($0) } ?? "any number", expectation(row))
        if let name = row.deviceName { pen.fact("Device name", name.text, "its own: pairing codes may be refused") }
        if let holder = row.configured.holder { pen.fact("Holder", holder.text, "") }
        if let owner = row.configured.owner { pen.fact("Owner", owner.text, "") }
        if let note = row.configured.note { pen.fact("Note", note.text, "") }
        if !row.reason.isEmpty { pen.fact("Reason", row.reason, "") }
        if let past = past(row, state) { pen.fact(past.title, past.when, past.drops) }
        if let mute = state.muteWords(row.key) { pen.fact("Alerts", mute, "") }
        pen.skip()
        pen.heading("Next", nextStep(row, state))
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

    private static func told<Value>(_ fact: Fact<Value>?, next: Instant?, _ state: State) -> String {
        var parts: [String] = []
        if let fact { parts.append("\(Ages.short(fact.observedAt.duration(to: state.now))) ago") }
        if let next, next > state.now { parts.append("next in \(Ages.words(state.now.duration(to: next)))") }
        return parts.joined(separator: ", ")
    }

    /// Since when it has not been linked, and how often it dropped: this session and the journal together.
    private static func past(_ row: InstanceRow, _ state: State) -> (title: String, when: String, drops: String)? {
        guard let memory = row.memory else { return nil }
        let clock = LocalClock(utcOffset: state.settings.utcOffset)
        let now = state.wall.date(of: state.now)
        let count = row.drops(before: now)
        let drops = count > 0 ? "\(count) \(count == 1 ? "drop" : "drops")/h" : ""
        guard row.state != .working else {
            return memory.drops.last.flatMap { last in
                count > 0 ? ("Last drop", clock.time(last, besides: now), drops) : nil
            }
        }
        guard let since = memory.downSince else { return nil }
        let length = Ages.words(.seconds(now.timeIntervalSince(since)))
        return ("Down since", "\(clock.time(since, besides: now)), \(length)", drops)
    }

    private static func expectation(_ row: InstanceRow) -> String {
        guard row.configured.phone != nil else { return "" }
        guard row.account?.value.phone != nil, row.state == .working else { return "" }
        return row.isMismatched ? "NOT the linked one" : "the linked one"
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
