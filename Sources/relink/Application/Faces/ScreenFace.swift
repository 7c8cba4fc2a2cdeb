import Board
import Configuration
import Fleet
import Grid
import QRCode
import Terminal

/// The board as screens on a terminal.
actor ScreenFace: Face {
    nonisolated let input: AsyncStream<FaceInput>
    /// Drawing is coalesced; keys are answered at once.
    nonisolated let pace = Duration.milliseconds(33)
    private nonisolated let inlet: AsyncStream<FaceInput>.Continuation
    private let terminal: Terminal
    private var drawn: Grid?
    private var reader: Task<Void, Never>?

    init(_ options: TerminalOptions) {
        terminal = Terminal(options)
        (input, inlet) = AsyncStream.makeStream()
    }

    func start() async throws(TerminalProblem) -> FaceShape {
        try await terminal.start()
        reader = Task { [terminal] in
            for await item in terminal.input { await self.take(item) }
        }
        return FaceShape(size: await terminal.size, codes: QRTerminal(await terminal.capabilities))
    }

    func show(_ state: State, anew: Bool) async -> [FaceWish] {
        let grid = render(state)
        guard anew || grid != drawn else { return [] }
        drawn = grid
        await terminal.draw(grid)
        return []
    }

    func take(_ line: String, _ state: State) -> [FaceWish] { [] }

    func stop() async {
        await terminal.stop()
        reader?.cancel()
    }

    func repaint() async { await terminal.repaint() }
    func ring() async { await terminal.bell() }
    func copy(_ text: String) async -> Bool { await terminal.copy(text) }
    func ask(for size: Size) async { await terminal.requestSize(columns: size.columns, rows: size.rows) }
    func setTitle(_ title: String) async { await terminal.setTitle(title) }

    func tell(_ notice: Notice, _ settings: NotificationSettings) async {
        switch settings.desktop {
        case .off: return
        case .auto: await terminal.notify(notice.title, notice.text, isQuiet: notice.isQuiet)
        case .osc9, .osc777, .osc99:
            await terminal.notify(
                notice.title, notice.text, as: NotificationSequence(rawValue: settings.desktop.rawValue),
                isQuiet: notice.isQuiet)
        }
    }

    private func take(_ item: TerminalInput) async {
        switch item {
        case .key(let key): inlet.yield(.event(.key(key)))
        case .paste(let text): inlet.yield(.event(.paste(ClipboardText(text))))
        case .interrupted: inlet.yield(.event(.key(.control("c"))))
        case .resized(let size):
            drawn = nil
            inlet.yield(.shape(FaceShape(size: size, codes: QRTerminal(await terminal.capabilities))))
        case .resumed:
            drawn = nil
            inlet.yield(.resumed)
        // The terminal has cleared itself; nothing of a code stands behind the shell.
        case .suspended: break
        case .terminated(let signal): inlet.yield(.ended(.signal(signal)))
        case .gone: inlet.yield(.ended(.terminalGone))
        case .capabilities(let capabilities): inlet.yield(.shape(FaceShape(codes: QRTerminal(capabilities))))
        }
    }
}

extension QRTerminal {
    init(_ capabilities: TerminalCapabilities) {
        self.init(utf8: capabilities.utf8, sextants: capabilities.sextants, cellAspect: capabilities.cellAspect)
    }
}
