import Board
import Configuration
import Fleet
import Gateways
import Grid
import Journal
import Polling
import QRCode
import Terminal

/// The running application: takes in events, lets `reduce` change the state, performs the effects, draws.
///
/// It holds no rule of its own. Everything that happens goes through one stream, so nothing is ever half-changed, and
/// one timer sleeps until the nearest thing that is due.
actor Application {
    let terminal: Terminal
    let coordinator: Coordinator
    let time: any TimeSource
    let inlet: AsyncStream<Inlet>.Continuation
    let reload: (@Sendable () async throws -> ApplicationFleet)?
    var fleet: ApplicationFleet
    var state: State
    var pictures = SavedPictures()
    let hooks: HookRunner
    /// Ids that are watched at each gateway.
    var watched: [String: Set<String>] = [:]
    /// The last thing that the journal was asked for beside its lines.
    var journalWork: Task<Void, Never>?
    private let inlets: AsyncStream<Inlet>
    let setup: ApplicationSetup
    private var ending: Ending?
    private var drawn: Grid?
    private var drawnAt = Instant(nanoseconds: .min / 2)
    private var needsFrame = false
    private var alarm: (task: Task<Void, Never>, at: Instant)?

    /// Drawing is coalesced to one frame in this time; keys are answered at once.
    private static let frame = Duration.milliseconds(33)

    /// What comes in from the outside.
    enum Inlet: Sendable {
        case event(Event)
        case terminal(TerminalInput)
        case discovered([ListedInstance], of: String)
        case alarm
        case reload(FileWatch.News)
    }

    /// How the application came to its end.
    enum Ending: Sendable, Equatable {
        case quit
        case signal(Int32)
        case terminalGone
    }

    init(
        _ fleet: ApplicationFleet, setup: ApplicationSetup, time: any TimeSource = SystemTime(),
        reload: (@Sendable () async throws -> ApplicationFleet)? = nil
    ) {
        self.fleet = fleet
        self.setup = setup
        self.time = time
        self.reload = reload
        terminal = Terminal(setup.terminal)
        coordinator = Coordinator(gateways: fleet.gateways, time: time, seed: setup.seed)
        let (inlets, inlet) = AsyncStream<Inlet>.makeStream()
        (self.inlets, self.inlet) = (inlets, inlet)
        let plan = HookRunner.Plan(fleet.configuration, environment: setup.terminal.environment)
        hooks = HookRunner(plan) { inlet.yield(.event(.noted($0))) }
        state = State(
            rows: fleet.rows, gateways: fleet.statuses(at: time.now), size: Size(columns: 80, rows: 24),
            settings: setup.settings, wall: WallClock(date: time.date, at: time.now))
    }

    /// Runs until somebody quits, a signal ends it, or the terminal is gone.
    func run() async throws(TerminalProblem) -> Ending {
        try await terminal.start()
        await adopt(terminal.capabilities)
        await take(.event(.resized(terminal.size)))
        await draw()
        for gateway in fleet.configuration.gateways {
            await watch(gateway)
        }
        let workers = startWorkers()
        discover()
        for await item in inlets {
            await take(item)
            if ending != nil { break }
        }
        workers.forEach { $0.cancel() }
        alarm?.task.cancel()
        await coordinator.stop()
        pictures.removeAll()
        await terminal.stop()
        // Last: a disk that keeps it waiting is not to keep the terminal.
        await journalWork?.value
        await setup.journal.close()
        return ending ?? .quit
    }

    func end(_ ending: Ending) { self.ending = ending }

    // MARK: - Workers

    private func startWorkers() -> [Task<Void, Never>] {
        let inlet = inlet
        let coordinator = coordinator
        let input = terminal.input
        var workers = [
            Task { await coordinator.run() },
            Task {
                for await item in input { inlet.yield(.terminal(item)) }
            },
            Task { await Self.forward(coordinator.reports, into: inlet, from: coordinator) },
            Task { await Self.forward(setup.journal, into: inlet, at: time.date) },
        ]
        if reload != nil, let path = setup.configurationFile {
            let stamp = setup.configurationStamp
            workers.append(
                Task {
                    for await news in FileWatch.changes(of: path, since: stamp) { inlet.yield(.reload(news)) }
                })
        }
        return workers
    }

    /// Turns reports into events. Codes are made into modules here, off the thread that answers keys.
    private static func forward(
        _ reports: AsyncStream<PollReport>, into inlet: AsyncStream<Inlet>.Continuation, from coordinator: Coordinator
    ) async {
        for await report in reports {
            switch report {
            case .observed(let observation, let due):
                var drawn: Result<DrawnCode, DrawingProblem>?
                if case .code(let reading) = observation.outcome { drawn = CodeDrawing.make(reading.content) }
                inlet.yield(
                    .event(.observed(observation, drawn: drawn, nextStatus: due.status, nextCode: due.code)))
            case .health(let health):
                let notices = await coordinator.notices(of: health.gateway)
                inlet.yield(.event(.gateway(GatewayReport(health, notices: notices))))
            }
        }
    }

    // MARK: - One step

    private func take(_ item: Inlet) async {
        switch item {
        case .event(let event):
            if case .observed(let observation, _, _, _) = event { await watchFound(observation) }
            await apply(event)
        case .alarm:
            alarm = nil
            await apply(.tick(WallClock(date: time.date, at: time.now)))
        case .terminal(let input):
            await take(input)
        case .discovered(let listed, let gateway):
            await adopt(listed, of: gateway)
        case .reload(let news):
            await readConfigurationAgain(news)
        }
        await drawSoon(now: item.isPressing)
        setAlarm()
    }

    private func take(_ input: TerminalInput) async {
        switch input {
        case .key(let key): await apply(.key(key))
        case .paste(let text): await apply(.paste(ClipboardText(text)))
        case .interrupted: await apply(.key(.control("c")))
        case .resized(let size):
            drawn = nil
            await adopt(terminal.capabilities)
            await apply(.resized(size))
        case .resumed:
            drawn = nil
            await apply(.tick(WallClock(date: time.date, at: time.now)))
        // The terminal has cleared itself; nothing of a code stands behind the shell.
        case .suspended: break
        case .terminated(let signal): ending = .signal(signal)
        case .gone: ending = .terminalGone
        case .capabilities(let capabilities): adopt(capabilities)
        }
    }

    func apply(_ event: Event) async {
        write(event)
        let known = state.news
        for effect in reduce(&state, event, at: time.now) { await perform(effect) }
        // Nearly all answers say what was said before. They are drawn with the next second, and a fleet that is polled
        // a thousand times a second costs no more frames than an idle one.
        if case .observed = event, state.news == known { return }
        needsFrame = true
    }

    private func adopt(_ capabilities: TerminalCapabilities) {
        state.settings.terminal = QRTerminal(
            utf8: capabilities.utf8, sextants: capabilities.sextants, cellAspect: capabilities.cellAspect)
        needsFrame = true
    }

    // MARK: - Drawing and time

    private func drawSoon(now isPressing: Bool) async {
        guard needsFrame, isPressing || drawnAt + Self.frame <= time.now else { return }
        await draw()
    }

    func draw(anew: Bool = false) async {
        needsFrame = false
        drawnAt = time.now
        // A frame shows the state of its own instant: a code that expired a moment ago is not in it.
        let late = reduce(&state, .tick(WallClock(date: time.date, at: drawnAt)), at: drawnAt)
        for effect in late { await perform(effect) }
        let grid = render(state)
        guard anew || grid != drawn else { return }
        drawn = grid
        await terminal.draw(grid)
    }

    /// One timer for everything that becomes due by time alone.
    private func setAlarm() {
        var wake = state.nextWake
        if needsFrame {
            let frame = drawnAt + Self.frame
            wake = wake.map { min($0, frame) } ?? frame
        }
        guard let wake else { return }
        if let alarm {
            guard wake < alarm.at else { return }
            alarm.task.cancel()
        }
        let task = Task { [time, inlet] in
            do {
                try await time.sleep(until: wake)
                inlet.yield(.alarm)
            } catch {
                // Cancelled: another alarm took its place.
            }
        }
        alarm = (task, wake)
    }
}

extension Application.Inlet {
    /// Somebody waits for the answer to this one.
    fileprivate var isPressing: Bool {
        switch self {
        case .terminal, .alarm: true
        case .event, .discovered, .reload: false
        }
    }
}

extension GatewayReport {
    init(_ health: GatewayHealth, notices: [CleanText]) {
        self.init(
            name: health.gateway, failure: health.reachable ? nil : health.failure, since: health.since,
            nextProbe: health.nextProbe, requestsPerSecond: health.requestsPerSecond, notices: notices)
    }
}
