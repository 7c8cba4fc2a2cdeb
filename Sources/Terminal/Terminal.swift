internal import CNcurses
internal import Glibc
public import Grid

/// The terminal in front of the user. It alone owns ncurses; one process has one, and starts it once.
///
/// Its work runs on a thread of its own (`TerminalThread`), so that neither a slow terminal holds up others nor
/// others hold up a key. However the process ends, `stop`, a signal, a crash or `exit`, the terminal is given back as
/// it was, and nothing that was drawn stays on it.
public actor Terminal {
    enum Phase {
        case idle
        case running
        case suspending
        case stopped
    }

    /// Keys, pastes, resizes and signals in the order they came; ends after `stop`. For one reader.
    public nonisolated let input: AsyncStream<TerminalInput>
    nonisolated let events: AsyncStream<TerminalInput>.Continuation
    private nonisolated let thread: TerminalThread
    let options: TerminalOptions
    let hints: TerminalHints

    public internal(set) var capabilities = TerminalCapabilities(
        utf8: false, colours: .none, size: Size(columns: 80, rows: 24))
    var phase = Phase.idle
    var parser = InputParser()
    var answers = TerminalAnswers()
    var painter: Painter?
    /// Nobody is there any more: nothing is drawn, nothing is read.
    var isGone = false
    private var theme: Theme
    private var title: String?
    private var notes = 0

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    public init(_ options: TerminalOptions) {
        self.options = options
        theme = options.theme
        hints = TerminalHints(environment: options.environment)
        (input, events) = AsyncStream.makeStream()
        thread = TerminalThread()
        thread.start()
        thread.serve(self)
    }

    deinit {
        // The pipe goes with the thread; a signal must not write to whatever gets its number next.
        if phase == .running { relink_signals_stop() }
        thread.finish()
    }

    /// Takes over the terminal. Returns when it has answered what it can do, or will not: after some milliseconds,
    /// or `answerLimit`.
    public func start() throws(TerminalProblem) {
        guard phase == .idle else { throw .alreadyStarted }
        guard isatty(STDIN_FILENO) == 1 else { throw .inputIsNoTerminal }
        guard isatty(STDOUT_FILENO) == 1 else { throw .outputIsNoTerminal }
        guard !hints.type.isEmpty else { throw .typeNotSet }

        let utf8 = relink_locale_start() && !options.ascii
        relink_signals_start(thread.wakeWrite)
        var typed: [InputParser.Item] = []
        if hints.mayBeAsked {
            answers = CapabilityQuery.ask(limit: options.answerLimit, parser: &parser, items: &typed)
        }
        do {
            try startScreen()
        } catch {
            relink_signals_stop()
            throw error
        }
        let colours = TerminalCapabilities.Colours(count: Int(relink_colour_count()))
        painter = Painter(
            paints: Paints(theme: theme, colours: colours, wanted: options.colour), glyphs: Glyphs(utf8: utf8))
        phase = .running
        capabilities.utf8 = utf8
        capabilities.colours = options.colour ? colours : .none
        capabilities = currentCapabilities()
        setModes()
        thread.watchInput(true)
        for item in typed { take(item) }
    }

    /// Clears the screen and gives the terminal back. May be called at any time, and more than once.
    public func stop() {
        guard phase == .running || phase == .suspending else { return }
        phase = .stopped
        thread.watchInput(false)
        resetModes()
        relink_screen_stop()
        relink_rescue_disarm()
        relink_signals_stop()
        painter = nil
        events.finish()
    }

    /// Ends the process by a signal it was sent (`TerminalInput.terminated`), so that its parent sees which. After `stop`.
    public static func endProcess(by signal: Int32) -> Never { relink_end_by_signal(signal) }

    /// Columns and rows there are to draw on.
    public var size: Size { capabilities.size }

    /// Puts a grid on the screen: what differs from the last one and nothing else. Parts outside the window are cut.
    public func draw(_ grid: Grid) {
        guard phase != .idle, phase != .stopped, !isGone else { return }
        painter?.paint(grid)
    }

    /// Draws everything anew at the next `draw`, whatever others wrote on the screen (Ctrl-L).
    public func repaint() {
        guard phase == .running else { return }
        painter?.forget()
        relink_screen_repaint()
    }

    /// Changes what roles look like, from the next `draw` on.
    public func use(_ theme: Theme) {
        self.theme = theme
        guard phase == .running || phase == .suspending else { return }
        let colours = TerminalCapabilities.Colours(count: Int(relink_colour_count()))
        painter?.use(Paints(theme: theme, colours: colours, wanted: options.colour))
    }

    func stopWatchingInput() { thread.watchInput(false) }

    private func startScreen() throws(TerminalProblem) {
        switch UInt32(relink_screen_start()) {
        case RELINK_SCREEN_STARTED.rawValue: return
        case RELINK_SCREEN_UNKNOWN_TYPE.rawValue: throw .unknownType(hints.type)
        case RELINK_SCREEN_NO_MOTION.rawValue: throw .cannotPlaceText(hints.type)
        default: throw .failed(hints.type)
        }
    }
}

// MARK: - Past ncurses

extension Terminal {
    /// Puts text on the clipboard of whoever sits at the terminal, also over SSH (OSC 52). False when it was not sent:
    /// too long, or a terminal that has no clipboard. A terminal does not say whether it obeyed.
    public func copy(_ text: String) -> Bool {
        guard hints.mayBeAsked, let sequence = Sequences.copy(text, insideTmux: hints.isTmux) else { return false }
        send(sequence)
        return true
    }

    public func bell() { send(Sequences.bell) }

    /// The window's title until `stop`, which brings the old one back. Never a secret: titles are logged and recorded.
    public func setTitle(_ text: String) {
        guard text != title else { return }
        title = text
        if hints.mayBeAsked { send(Sequences.title(text)) }
    }

    /// Asks for a desktop notification, on whose machine the terminal is. Never a secret: desktops keep them.
    ///
    /// - Parameter sequence: how; what the terminal is known to understand when left out.
    /// - Returns: false when nothing was sent.
    @discardableResult
    public func notify(
        _ title: String, _ text: String, as sequence: NotificationSequence? = nil, isQuiet: Bool = false
    ) -> Bool {
        guard hints.mayBeAsked, let sequence = sequence ?? capabilities.notifications else { return false }
        notes += 1
        send(
            Sequences.notification(
                title, text, as: sequence, isQuiet: isQuiet, number: notes, insideTmux: hints.isTmux))
        return true
    }

    /// Asks the terminal for a window of this size. `resized` follows where it obeys.
    public func requestSize(columns: Int, rows: Int) {
        guard hints.mayBeAsked, (1...9999).contains(columns), (1...9999).contains(rows) else { return }
        send(Sequences.requestSize(columns: columns, rows: rows))
    }

    /// ncurses flushes with every frame, so this comes after what was drawn before.
    private func send(_ text: String) {
        guard phase == .running, !isGone else { return }
        let bytes = Array(text.utf8)
        _ = relink_write(STDOUT_FILENO, bytes, bytes.count)
    }

    func setModes() {
        relink_rescue_arm(hints.mayBeAsked ? Sequences.pasteOff + Sequences.titleRestore : "")
        guard hints.mayBeAsked else { return }
        send(Sequences.titleSave + Sequences.pasteOn + (title.map(Sequences.title) ?? ""))
    }

    func resetModes() {
        guard hints.mayBeAsked, !isGone else { return }
        let bytes = Array((Sequences.pasteOff + Sequences.titleRestore).utf8)
        _ = relink_write(STDOUT_FILENO, bytes, bytes.count)
    }
}
