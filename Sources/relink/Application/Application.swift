import Board
import Configuration
import Fleet
import Gateways
import Grid
import Journal
import Polling
import Terminal

/// The running application: takes in events, lets `reduce` change the state, performs the effects, shows it on its face.
///
/// It holds no rule of its own. Everything that happens goes through one stream, so nothing is ever half-changed, and
/// one timer sleeps until the nearest thing that is due.
actor Application {
    let face: any Face
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
    var discoveries = DiscoveryRounds()
    /// Why a gateway could not be listed for what it has, as it was told.
    var undiscovered: [String: CleanText] = [:]
    /// The last thing that the journal was asked for beside its lines.
    var journalWork: Task<Void, Never>?
    private let inlets: AsyncStream<Inlet>
    let setup: ApplicationSetup
    private var ending: Ending?
    private var drawnAt = Instant(nanoseconds: .min / 2)
    private var needsFrame = false
    private var alarm: (task: Task<Void, Never>, at: Instant)?

    /// What comes in from the outside.
    enum Inlet: Sendable {
        case event(Event)
        case face(FaceInput)
        case discovered(DiscoveryResult, of: String)
        case alarm
        case reload(FileWatch.News)
    }

    /// How the application came to its end.
    enum Ending: Sendable, Equatable {
        case quit
        case signal(Int32)
        case terminalGone
        /// What it was run for is done, or did not happen.
        case finished(CommandFailure?)
    }

    init(
        _ fleet: ApplicationFleet, setup: ApplicationSetup, face: any Face, time: any TimeSource = SystemTime(),
        reload: (@Sendable () async throws -> ApplicationFleet)? = nil
    ) {
        self.fleet = fleet
        self.setup = setup
        self.time = time
        self.reload = reload
        self.face = face
        coordinator = Coordinator(gateways: fleet.gateways, time: time, seed: setup.seed)
        let (inlets, inlet) = AsyncStream<Inlet>.makeStream()
        (self.inlets, self.inlet) = (inlets, inlet)
        let plan = HookRunner.Plan(fleet.configuration, environment: setup.environment)
        hooks = HookRunner(plan) { inlet.yield(.event(.noted($0))) }
        state = State(
            rows: fleet.rows, gateways: fleet.statuses(at: time.now), size: Size(columns: 80, rows: 24),
            settings: setup.settings, wall: WallClock(date: time.date, at: time.now))
    }

    /// Runs until somebody quits, a signal ends it, or the terminal is gone.
    func run() async throws(TerminalProblem) -> Ending {
        await adopt(try await face.start())
        await draw()
        setAlarm()
        for gateway in fleet.configuration.gateways {
            await watch(gateway)
        }
        let workers = startWorkers()
        discover()
        for await item in inlets {
            await take(item)
            if ending != nil { break }
        }
        await apply(.ending)
        workers.forEach { $0.cancel() }
        alarm?.task.cancel()
        await coordinator.stop()
        pictures.removeAll()
        await face.stop()
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
        let input = face.input
        var workers = [
            Task { await coordinator.run() },
            Task {
                for await item in input { inlet.yield(.face(item)) }
            },
            Task { await Self.forward(coordinator.reports, into: inlet, from: coordinator) },
            Task { await Self.forward(setup.journal, into: inlet, at: time.date, beside: fleet, only: setup.only) },
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
                let traits = await coordinator.traits(of: health.gateway)
                inlet.yield(.event(.gateway(GatewayReport(health, notices: notices, traits: traits))))
            }
        }
    }

    // MARK: - One step

    private func take(_ item: Inlet) async {
        switch item {
        case .event(let event):
            if setup.only == nil, case .observed(let observation, _, _, _) = event { await watchFound(observation) }
            await apply(event)
            if case .remembered = event { await watchRemembered() }
        case .alarm:
            alarm = nil
            let due = discoveries.due(at: time.now)
            if !due.isEmpty { discover(due) }
            await apply(.tick(WallClock(date: time.date, at: time.now)))
        case .face(let input):
            await take(input)
        case .discovered(let result, let gateway):
            await adopt(result, of: gateway)
        case .reload(let news):
            await readConfigurationAgain(news)
        }
        await drawSoon(now: item.isPressing)
        setAlarm()
    }

    private func take(_ input: FaceInput) async {
        switch input {
        case .event(let event): await apply(event)
        case .shape(let shape): await adopt(shape)
        case .resumed: await apply(.tick(WallClock(date: time.date, at: time.now)))
        case .line(let line): await fulfil(face.take(line, state))
        case .ended(let ending): end(ending)
        }
    }

    private func fulfil(_ wishes: [FaceWish]) async {
        for wish in wishes {
            switch wish {
            case .event(let event): await apply(event)
            case .end(let ending): end(ending)
            }
        }
        if !wishes.isEmpty { needsFrame = true }
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

    private func adopt(_ shape: FaceShape) async {
        state.settings.terminal = shape.codes
        if let size = shape.size { await apply(.resized(size)) }
        needsFrame = true
    }

    // MARK: - Drawing and time

    private func drawSoon(now isPressing: Bool) async {
        guard needsFrame, ending == nil, isPressing || drawnAt + face.pace <= time.now else { return }
        await draw()
    }

    func draw(anew: Bool = false) async {
        needsFrame = false
        drawnAt = time.now
        // A frame shows the state of its own instant: a code that expired a moment ago is not in it.
        let late = reduce(&state, .tick(WallClock(date: time.date, at: drawnAt)), at: drawnAt)
        for effect in late { await perform(effect) }
        var wishes = await face.show(state, anew: anew)
        while !wishes.isEmpty, ending == nil {
            await fulfil(wishes)
            wishes = await face.show(state, anew: false)
        }
    }

    /// One timer for everything that becomes due by time alone.
    private func setAlarm() {
        var wake = [state.nextWake, discoveries.next].compactMap(\.self).min()
        if needsFrame {
            let frame = drawnAt + face.pace
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
        case .face, .alarm: true
        case .event, .discovered, .reload: false
        }
    }
}

extension GatewayReport {
    init(_ health: GatewayHealth, notices: [CleanText], traits: [CleanText]) {
        self.init(
            name: health.gateway, failure: health.reachable ? nil : health.failure, since: health.since,
            nextProbe: health.nextProbe, requestsPerSecond: health.requestsPerSecond, notices: notices,
            traits: traits)
    }
}
