import Board
import Configuration
import Fleet
import Foundation
import Grid
import Linking
import QRCode
import Terminal

/// The board as lines and numbered choices, for screen readers and terminals that only scroll. It writes no escape code.
actor PlainFace: Face {
    nonisolated let input: AsyncStream<FaceInput>
    /// No step of a link may be missed.
    nonisolated let pace = Duration.zero
    private nonisolated let inlet: AsyncStream<FaceInput>.Continuation
    private let console: Console
    private let ascii: Bool
    /// As it was told.
    private var page: PlainPage?
    private var place: Place?
    private var hasTyped = false
    private var isPrompted = false
    private var message: Message?
    private var notice: String?
    private var telling: (key: InstanceKey, words: LinkTelling, openedAt: Instant)?
    private var picture: CodeFile?
    private var workers: [Task<Void, Never>] = []

    /// Where the person is: what is asked, or which page stands open.
    private struct Place: Equatable {
        var screen: Screen
        var question: String?
        var filter: String
        /// What can be done about a link changes with its steps.
        var steps: [PlainPage.Choice] = []
        var edition: Int?

        init(_ state: State) {
            screen = state.screen
            question = state.dialog.map { PlainPage.question($0, state) }
            filter = state.list.filter.text
            switch screen {
            case .link where question == nil: steps = PlainPage(state).choices
            case .journal where question == nil: edition = state.journalEdition
            default: break
            }
        }

        /// The journal answers in a moment, and then the page is told.
        var isComing: Bool { edition == 0 }
    }

    /// A fleet that does not answer is told all the same after this.
    private static let patience = Duration.seconds(5)

    init(_ console: Console, ascii: Bool) {
        self.console = console
        self.ascii = ascii
        (input, inlet) = AsyncStream.makeStream()
    }

    func start() -> FaceShape {
        let signals = Signals()
        let lines = StandardInput.lines()
        workers = [
            Task { [inlet] in
                if let number = await signals.first() { inlet.yield(.ended(.signal(number))) }
            },
            Task { [inlet] in
                for await line in lines { inlet.yield(line.map { .line($0) } ?? .ended(.quit)) }
            },
        ]
        return FaceShape(
            size: Size(columns: 80, rows: 24), codes: QRTerminal(utf8: !ascii, sextants: false, cellAspect: nil))
    }

    func stop() {
        dropPicture()
        if isPrompted { console.write("\n") }
        workers.forEach { $0.cancel() }
    }

    func take(_ line: String, _ state: State) -> [FaceWish] {
        // The person's own line end closes the prompt.
        isPrompted = false
        hasTyped = true
        switch PlainInput(line, on: page ?? PlainPage(state), state) {
        case .events(let events): return events.map { .event($0) }
        case .help: PlainInput.help(state).forEach(say)
        case .again: place = nil
        case .unknown(let sentence): say(sentence)
        }
        return []
    }

    func show(_ state: State, anew: Bool) -> [FaceWish] {
        if state.message != message {
            message = state.message
            if let text = message?.text, text != notice { say(text) }
            notice = nil
        }
        follow(state)
        // Until the fleet has answered there is nothing to tell about it.
        let isKnown = state.fleet.totals.byState[nil] == nil || state.startedAt + Self.patience <= state.now
        guard isKnown || hasTyped else { return [] }
        let here = Place(state)
        guard !here.isComing else {
            place = nil
            return []
        }
        if here != place {
            place = here
            // Numbers mean what they meant when they were told.
            let page = PlainPage(state)
            page.text(state).forEach(say)
            self.page = page
        }
        guard !isPrompted, let page else { return [] }
        if let complaint = state.plainComplaint { say(complaint) }
        prompt(page.prompt)
        return []
    }

    // MARK: - The link that is open

    private func follow(_ state: State) {
        guard case .link(let key) = state.screen, let flow = state.links[key]?.flow else {
            telling = nil
            return dropPicture()
        }
        if telling?.key != key || telling?.openedAt != flow.openedAt {
            telling = (key, LinkTelling(), flow.openedAt)
            say(state.plainFacts(of: key))
        }
        for item in telling?.words.items(state, key) ?? [] {
            switch item {
            case .line(let text): say(text)
            case .code(let code): show(code)
            case .codeOver: picture?.remove()
            case .challenge:
                say("“save-challenge” saves that line and what is to be signed; “answer” takes the answer.")
            }
        }
    }

    /// A drawing in characters says nothing to an ear, and nothing to a terminal without colours.
    private func show(_ code: DrawnCode) {
        let isFirst = picture == nil
        var file = picture ?? CodeFile(path: "\(NSTemporaryDirectory())/relink-\(UUID().uuidString.prefix(8)).png")
        do throws(CommandFailure) {
            try file.show(code.matrix)
            if isFirst { say("Picture of the code, for as long as it is alive: \(file.path)") }
        } catch {
            say(error.message)
        }
        picture = file
    }

    private func dropPicture() {
        picture?.remove()
        picture = nil
    }

    // MARK: - Words

    private func say(_ text: String) {
        if isPrompted { console.write("\n") }
        isPrompted = false
        console.line(ascii ? text.asciiMarks : text)
    }

    private func prompt(_ text: String) {
        guard !isPrompted else { return }
        console.write(text)
        isPrompted = true
    }

    /// What has lasted long enough to be told is told between two answers.
    func tell(_ notice: Notice, _ settings: NotificationSettings) {
        self.notice = notice.text
        say(notice.text)
    }

    func repaint() {}
    func ring() {}
    func copy(_ text: String) -> Bool { false }
    func ask(for size: Size) {}
    func setTitle(_ title: String) {}
}
