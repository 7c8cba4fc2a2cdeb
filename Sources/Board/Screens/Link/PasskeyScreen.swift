import Fleet
import Grid
import Linking

/// A link that WhatsApp wants a passkey for: no code, but what happens, and what a person does where.
enum PasskeyScreen {
    static func shows(_ phase: LinkPhase) -> Bool {
        switch phase {
        case .passkey, .ended(.passkey), .ended(.passkeyLapsed): true
        default: false
        }
    }

    static func draw(_ state: State, _ session: LinkSession, _ row: InstanceRow, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let size = grid.size
        var area: Rect
        if size.columns >= 130, size.rows >= 40 {
            ListScreen.draw(state, into: &grid)
            grid.cursor = nil
            let window = Rect(size).centred(Size(columns: min(size.columns - 10, 110), rows: 30))
            area = grid.box(glyphs, window, title: "passkey  \(row.name)  on \(row.key.gateway)").inset(2, 1)
        } else {
            Header.draw(state, into: &grid)
            let head = Rect(column: 0, row: 1, columns: size.columns, rows: 1)
            grid.line(
                [
                    Span(" PASSKEY ", Style(.badge, .bold)), Span(" \(glyphs.plain(row.name))", .heading),
                    Span(glyphs.plain("  \(row.key.id) on \(row.key.gateway)"), .muted),
                ], in: head, row: 0)
            // A low window has no row to spare for looks.
            let top = size.rows >= 18 ? 3 : 2
            area = Rect(column: 1, row: top, columns: max(0, size.columns - 2), rows: max(0, size.rows - top - 2))
        }
        var pen = Pen(grid: grid, area: area, glyphs: glyphs)
        write(session, row, state, glyphs, &pen)
        grid = pen.grid
        Footer.keys(state, keys(session), row: size.rows - 2, into: &grid)
        Footer.message(state, row: size.rows - 1, into: &grid)
    }

    private static func write(
        _ session: LinkSession, _ row: InstanceRow, _ state: State, _ glyphs: Glyphs, _ pen: inout Pen
    ) {
        let words = FlowWords(session, row, state)
        let spinner = words.spins ? "\(glyphs.spinner(at: state.now, still: state.settings.reducedMotion)) " : ""
        pen.line([Span(spinner + words.title, words.style.adding(.bold))])
        // Where rows are scarce they are the steps'.
        let isRoomy = pen.area.rows >= 12
        if isRoomy { for sentence in words.sentences { pen.wrapped(sentence, .muted) } }
        switch session.flow.phase {
        case .passkey(.wanted(let challenge, let since, let refusal)):
            if isRoomy { pen.wrapped(request(challenge, since, state), .muted) }
            if let refusal { refused(refusal, &pen) }
            pen.skip()
            numbered(PasskeyGuide.steps(row, state), &pen)
            pen.skip()
            if let remark = PasskeyGuide.remark(row, since: since, state) { pen.wrapped(remark, .muted) }
        case .passkey(.comparing(let code, let confirmsItself, let refusal)):
            if let refusal { refused(refusal, &pen) }
            compare(code, confirmsItself: confirmsItself, state, glyphs, &pen)
        case .ended(.passkey):
            if isRoomy { pen.wrapped("\(row.key.gateway) has no way to hand its answer in.", .muted) }
            pen.skip()
            numbered(PasskeyGuide.wayOut(row), &pen)
        case .ended(.passkeyLapsed(let answered)):
            pen.skip()
            numbered(lapsed(answered), &pen)
        default: break
        }
    }

    private static func request(_ challenge: PasskeyChallenge, _ since: Instant, _ state: State) -> String {
        let limit = challenge.timeLimit.map { ", and a browser's dialog stays open for \(Ages.words($0))" } ?? ""
        return "Asked \(Ages.words(since.duration(to: state.now))) ago, \(challenge.byteCount) bytes\(limit)."
    }

    private static func refused(_ failure: GatewayFailure, _ pen: inout Pen) {
        pen.wrapped("It was not taken: \(failure.message.text)", Style(.attention))
    }

    private static func compare(
        _ code: PasskeyCode, confirmsItself: Bool, _ state: State, _ glyphs: Glyphs, _ pen: inout Pen
    ) {
        let below = confirmsItself ? 1 : 3
        let room = Rect(
            column: pen.area.column, row: pen.area.row + pen.row, columns: pen.area.columns,
            rows: max(1, min(14, pen.area.rows - pen.row - below)))
        BigLetters.draw(
            glyphs.plain(code.reveal().uppercased()), into: &pen.grid, room,
            paint: glyphs.ascii ? .hashes : .reversedBlanks)
        for _ in 0..<room.rows { pen.line([]) }
        guard !confirmsItself else { return }
        let key = state.settings.keys.label(.answer, in: .passkey) ?? "Enter"
        pen.wrapped("\(key) when it does: the link comes up then.", Style(.plain, .bold))
        pen.wrapped("When it differs, press nothing: somebody else may be linking.", .muted)
    }

    private static func lapsed(_ answered: Bool) -> [String] {
        [
            answered
                ? "Look at the phone: it says why, if anything does."
                : "Nobody answered in time, or it was cancelled on the phone.",
            "Have the browser open at https://web.whatsapp.com, with its console or extension, before the next try.",
            "Then open a new window and scan again: the same question comes, with a new challenge.",
        ]
    }

    private static func numbered(_ steps: [String], _ pen: inout Pen) {
        for (index, step) in steps.enumerated() {
            let lines = Wrapping.lines(step, columns: pen.area.columns - 3)
            for (place, line) in lines.enumerated() {
                pen.line([Span(place == 0 ? "\(index + 1)  " : "   ", .heading), Span(line)])
            }
        }
    }

    private static func keys(_ session: LinkSession) -> [Action] {
        switch session.flow.phase {
        case .passkey(.wanted): [.answer, .copy, .consoleLine, .saveChallenge, .close, .help]
        case .passkey(.comparing(_, confirmsItself: false, _)): [.answer, .close, .help]
        case .ended(.passkeyLapsed): [.open, .newCode, .close, .nextProblem, .help]
        default: [.close, .nextProblem, .help]
        }
    }
}
