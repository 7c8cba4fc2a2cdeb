import Board
import Configuration
import Fleet
import Glibc
import Grid
import Linking
import QRCode
import Terminal

/// The application as one guided link: it looks first, opens the window, tells each step in a line, and ends.
actor LinkFace: Face {
    private enum Stage {
        case looking
        case opening
        case open
    }

    nonisolated let input: AsyncStream<FaceInput>
    /// No step may be missed.
    nonisolated let pace = Duration.zero
    let request: LinkRequest
    let console: Console
    /// Somebody reads the lines and can answer.
    let isAttended: Bool
    var question: LinkQuestion?
    private nonisolated let inlet: AsyncStream<FaceInput>.Continuation
    private let printer: QRPrinter
    private let ascii: Bool
    private let deadline: Instant
    private var stage = Stage.looking
    private var telling = LinkTelling()
    private var picture: CodeFile?
    /// Of the terminal, while what is typed is not shown.
    private var mode: termios?
    private var workers: [Task<Void, Never>] = []

    init(_ request: LinkRequest, _ printer: QRPrinter, _ console: Console, ascii: Bool, from now: Instant) {
        self.request = request
        self.printer = printer
        self.console = console
        self.ascii = ascii
        isAttended = console.ask != nil
        deadline = now + request.timeout
        picture = request.picture.map(CodeFile.init(path:))
        (input, inlet) = AsyncStream.makeStream()
    }

    func start() -> FaceShape {
        let signals = Signals()
        workers.append(
            Task { [inlet] in
                if let number = await signals.first() { inlet.yield(.ended(.signal(number))) }
            })
        if isAttended {
            let lines = StandardInput.lines()
            workers.append(
                Task { [inlet] in
                    for await line in lines { if let line { inlet.yield(.line(line)) } }
                })
        }
        return FaceShape(codes: QRTerminal(utf8: true, sextants: false, cellAspect: nil))
    }

    func stop() {
        picture?.remove()
        showTyping()
        if question != nil { console.writeError("\n") }
        workers.forEach { $0.cancel() }
    }

    func show(_ state: State, anew: Bool) -> [FaceWish] {
        let key = request.key
        if deadline <= state.now {
            let seconds = Int(request.timeout.inSeconds)
            return end(CommandFailure(.timedOut, "\(key): not linked and held within \(seconds) s"), state)
        }
        do throws(CommandFailure) {
            switch stage {
            case .looking: return try look(state)
            case .opening:
                guard state.links[key] == nil else {
                    stage = .open
                    return try follow(state)
                }
                return try insist(state)
            case .open: return try follow(state)
            }
        } catch {
            return end(error, state)
        }
    }

    func take(_ line: String, _ state: State) -> [FaceWish] {
        guard let question else { return [] }
        self.question = nil
        showTyping()
        switch question.answer(line, request, state) {
        case .events(let events): return events.map { .event($0) }
        case .anew:
            stage = .opening
            telling = LinkTelling()
            return [.event(.perform(.close)), .event(.link(request.key, by: request.method))]
        case .leave(let failure): return end(failure, state)
        }
    }

    // MARK: - Stages

    /// The first look: nothing is opened before it is known what the instance is in.
    private func look(_ state: State) throws(CommandFailure) -> [FaceWish] {
        let key = request.key
        guard let row = state.fleet[key] else { return [] }
        if row.status == nil {
            if let failure = row.failure?.value, failure.kind.isFinal { throw CommandFailure(failure, about: key) }
            if let failure = state.gateways.first(where: { $0.name == key.gateway })?.failure?.value {
                throw CommandFailure(failure, about: key)
            }
        }
        guard state.knowsThePast, let status = row.status else {
            return state.screen == .list ? [.event(.choose(key))] : []
        }
        // Whether it is the right phone that is linked already, and whether its number is linked elsewhere, is worth
        // some seconds.
        let lacksAccount = row.state == .working && row.configured.phone != nil && row.account == nil
        let lacksOthers = state.fleet.totals.byState[nil] != nil
        if lacksAccount || lacksOthers, status.observedAt.duration(to: state.now) < .seconds(10) { return [] }
        say(state.plainFacts(of: key))
        switch state.admission(of: key, by: request.method) {
        case .closed(let sentences): throw closed(sentences, state)
        case .open(let cautions): cautions.forEach(say)
        case .typed: break
        }
        stage = .opening
        return [.event(.link(key, by: request.method))]
    }

    /// Something speaks against the window, and stands as a question.
    private func insist(_ state: State) throws(CommandFailure) -> [FaceWish] {
        guard question == nil else { return [] }
        switch state.admission(of: request.key, by: request.method) {
        case .closed(let sentences): throw closed(sentences, state)
        case .open: throw CommandFailure(.failed, state.message?.text ?? "\(request.key): its window did not open")
        case .typed(let sentences, let word):
            sentences.forEach(say)
            if request.insists { return LinkQuestion.typing(word).map { .event($0) } }
            guard isAttended else {
                throw CommandFailure(.usage, "\(request.key) was not opened: --yes goes on all the same")
            }
            ask(.word(word))
            return []
        }
    }

    private func closed(_ sentences: [String], _ state: State) -> CommandFailure {
        let failure = state.gateways.first { $0.name == request.key.gateway }?.failure?.value
        return CommandFailure(failure?.exitStatus ?? .failed, "\(request.key): \(sentences.joined(separator: " "))")
    }

    private func follow(_ state: State) throws(CommandFailure) -> [FaceWish] {
        let key = request.key
        for item in telling.items(state, key) {
            switch item {
            case .line(let text): say(text)
            case .code(let code): try give(code)
            case .codeOver: picture?.remove()
            case .challenge(let challenge): if isAttended { say(challenge.consoleLine()) }
            }
        }
        guard let flow = state.links[key]?.flow else { return [] }
        if case .credentials? = flow.trouble?.kind { throw CommandFailure(.credentials) }
        switch LinkVerdict(flow.phase, state.fleet[key]) {
        case .done: return end(nil, state)
        case .failed(let status): throw CommandFailure(status)
        case .unattended(let status):
            guard isAttended else { throw CommandFailure(status) }
            ask(.newWindow(status))
            return []
        case .codeOver:
            guard isAttended else { throw CommandFailure(.timedOut) }
            ask(.newCode)
            return []
        case .goesOn: return try answer(flow, state)
        }
    }

    /// What a person has to decide on the way.
    private func answer(_ flow: LinkFlow, _ state: State) throws(CommandFailure) -> [FaceWish] {
        if let complaint = state.plainComplaint {
            say(complaint)
            question = nil
            return [.event(.key(.escape))]
        }
        switch flow.phase {
        case .mismatched(let mismatch) where mismatch.eviction == nil:
            if request.evicts { return LinkQuestion.logOut.map { .event($0) } }
            guard isAttended else { throw CommandFailure(.failed, "--evict logs a wrong phone out") }
            ask(.evict)
        case .passkey(.wanted):
            guard isAttended else {
                throw CommandFailure(.failed, "\(request.key): a person has to answer: run relink link in a terminal")
            }
            ask(.assertion)
        case .passkey(.comparing(_, confirmsItself: false, _)):
            if isAttended { ask(.compare) }
        default:
            // What was asked has answered itself.
            guard question != nil else { break }
            question = nil
            showTyping()
        }
        return []
    }

    // MARK: - Words

    private func give(_ code: DrawnCode) throws(CommandFailure) {
        if picture != nil {
            try picture?.show(code.matrix)
            say("Picture: \(request.picture ?? "")")
            return
        }
        let drawable: DrawableCode
        do throws(CodeProblem) { drawable = try DrawableCode(code.content) } catch {
            throw CommandFailure(.failed, "\(request.key): \(error)")
        }
        try printer.print(drawable, caption: "On the phone: Linked devices, Link a device.")
    }

    private func ask(_ question: LinkQuestion) {
        guard self.question != question else { return }
        self.question = question
        // An answer to a challenge is a secret, and longer than what a terminal shows well.
        if question == .assertion { mode = Echo.off() }
        console.writeError(question.prompt)
    }

    private func showTyping() {
        guard let mode else { return }
        Echo.restore(mode)
        self.mode = nil
        console.writeError("\n")
    }

    private func say(_ text: String) { console.line(ascii ? text.asciiMarks : text) }

    private func end(_ failure: CommandFailure?, _ state: State) -> [FaceWish] {
        if let alarm = state.journalAlarm { console.remark(alarm.text) }
        return [.end(.finished(failure))]
    }

    // No bell and no title: what is told is told in lines.

    func repaint() {}
    func ring() {}
    func copy(_ text: String) -> Bool { false }
    func ask(for size: Size) {}
    func tell(_ notice: Notice, _ settings: NotificationSettings) {}
    func setTitle(_ title: String) {}
}

extension GatewayFailure.Kind {
    /// Asking again does not help.
    fileprivate var isFinal: Bool {
        switch self {
        case .notReady, .throttled, .cancelled, .unsupported: false
        default: true
        }
    }
}
