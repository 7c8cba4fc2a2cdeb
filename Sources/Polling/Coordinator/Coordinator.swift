public import Fleet
public import Gateways

/// Runs the plan: starts requests when they are due, and reports what comes back.
///
/// One loop, one sleep at most, and one child task for each request under way. Requests to one gateway wait for nobody
/// else's. Every method changes the plan in one step, without awaiting in between, and rings for the loop.
public actor Coordinator {
    /// Everything observed, in the order in which it came in. For one reader. While nobody reads, polling comes to
    /// rest after `Outbox.limit` reports, so nothing is lost and memory stays bounded. Ends when `run` has ended.
    public nonisolated let reports: AsyncStream<PollReport>

    let time: any TimeSource
    let bell = Bell()
    let outbox: Outbox
    var planner: Planner
    var gateways: [String: any Gateway] = [:]
    var rates: [String: RequestRate] = [:]
    var sleeper = Sleeper()
    /// Pressed by a person, to be started by the loop.
    var pressed: [PollRequest] = []
    var isStopped = false

    /// `seed` decides the spread of backoffs.
    public init(gateways: [any Gateway], time: any TimeSource, seed: UInt64) {
        self.init(gateways: gateways, time: time, seed: seed, reportLimit: Outbox.limit)
    }

    init(gateways: [any Gateway], time: any TimeSource, seed: UInt64, reportLimit: Int) {
        self.time = time
        planner = Planner(seed: seed)
        let outbox = Outbox(bell: bell, limit: reportLimit)
        self.outbox = outbox
        reports = AsyncStream { await outbox.next() }
        for gateway in gateways { self.gateways[gateway.name] = gateway }
    }

    // MARK: Who is watched

    /// After a changed configuration: these gateways from now on. Those that are gone are no longer asked; the others
    /// keep what is known of them.
    public func use(_ gateways: [any Gateway]) {
        let names = Set(gateways.map(\.name))
        for name in self.gateways.keys where !names.contains(name) { planner.leave(name, at: time.now) }
        self.gateways = [:]
        for gateway in gateways { self.gateways[gateway.name] = gateway }
        wake()
    }

    /// Exactly these instances of the gateway from now on, new ones asked in this order. A gateway that lists needs
    /// none to be listed. An answer under way about one that left is not reported any more.
    public func watch(_ keys: [InstanceKey], of gateway: String, pacing: Pacing) {
        guard let abilities = gateways[gateway]?.abilities else { return }
        planner.watch(keys, of: gateway, abilities, pacing, at: time.now)
        wake()
    }

    // MARK: What is wanted

    /// The instance somebody looks at, or none.
    public func focus(_ key: InstanceKey?) {
        planner.focus(key, at: time.now)
        wake()
    }

    /// The instances on the screen: first in the first round, and first refreshed after an outage.
    public func visible(_ keys: [InstanceKey]) {
        planner.visible(keys)
        wake()
    }

    /// Somebody waits for a link: closer rounds, and for `.qr` codes too where they may be polled.
    public func open(window: LinkWindow, for key: InstanceKey) {
        planner.open(window, for: key, at: time.now)
        wake()
    }

    public func close(windowFor key: InstanceKey) {
        planner.closeWindow(for: key)
        wake()
    }

    /// Asks once outside the rounds, as soon after `notBefore` as the two-second rule allows.
    public func expedite(_ key: InstanceKey, _ ask: Ask, notBefore: Instant) {
        planner.expedite(key, ask, notBefore: notBefore, at: time.now)
        wake()
    }

    /// Nothing automatic about the instance until then; `nil` lets it go on.
    public func hold(_ key: InstanceKey, until: Instant?) {
        planner.hold(key, until: until)
        wake()
    }

    /// When the instance is asked next; `nil` for one that is not watched.
    public func due(_ key: InstanceKey) -> DueTimes? { planner.due(key) }

    /// What the operator should know about the connection to a gateway.
    public func traits(of gateway: String) async -> [CleanText] { await gateways[gateway]?.traits() ?? [] }

    public func notices(of gateway: String) async -> [CleanText] { await gateways[gateway]?.notices() ?? [] }

    /// Wakes the loop if it would sleep past what has just been planned.
    func wake() {
        if !pressed.isEmpty || planner.nextDeadline != sleeper.deadline { bell.ring() }
    }
}
