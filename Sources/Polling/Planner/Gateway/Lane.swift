import Fleet

/// The plan for one gateway: its instances, what is under way, and what holds it up. No lane knows of another, so a
/// slow gateway delays nobody else's.
struct Lane: Sendable {
    let name: String
    let index: Int
    /// Instances are wanted of it; without, it is not even listed.
    var isActive = false
    var policy: Policy
    var instances: [Watched] = []
    var slots: [String: Int] = [:]
    var free: [Int] = []
    /// Floors of instances that left a moment ago, should they come back.
    var departed: [String: Floor] = [:]
    var generation: UInt64 = 0

    var list = AskRecord()
    var listFloor = Floor()
    var listedSince: Instant
    var listRound = 0
    /// The list after which instances were last chosen to be asked themselves.
    var doubtedAt: Instant?

    /// Instances by the time at which something about them may start: those somebody waits for, and the others.
    var urgent = DeadlineQueue()
    var background = DeadlineQueue()
    var turn = 0

    var flights = Flights()
    var outage = Outage()
    var throttle = Throttle()
    /// When any answer last came, even a refusal.
    var answeredAt = Instant(nanoseconds: .min)
    /// Where the search for somebody to probe goes on.
    var probeCursor = 0
    var generator: SplitMix

    init(name: String, index: Int, policy: Policy, seed: UInt64, at now: Instant) {
        self.name = name
        self.index = index
        self.policy = policy
        listedSince = now
        generator = SplitMix(seed: seed)
    }

    var hasRoom: Bool { flights.count < max(1, policy.pacing.concurrency) }

    /// When the next list may start; `nil` while one is under way, or where none is wanted.
    var listAt: Instant? {
        guard isActive, policy.lists, list.inFlight == 0 else { return nil }
        return listPlannedAt
    }

    var listPlannedAt: Instant {
        let regular = list.started.map { policy.turn(after: $0, of: 0) } ?? listedSince
        let wanted = list.wishes.earliest.map { min($0, regular) } ?? regular
        return max(wanted, listFloor.opensAt, list.retry.notBefore ?? wanted)
    }

    /// When there is something to do next. `nil` when only an answer can change that.
    var nextWake: Instant? { earlier(flights.nextLimit, nextStart) }

    private var nextStart: Instant? {
        guard hasRoom else { return nil }
        let next: Instant?
        if let trouble = outage.trouble {
            next = trouble.probe == nil && canProbe ? trouble.probeAt : nil
        } else {
            next = earlier(listAt, earlier(urgent.next, background.next))
        }
        guard let next, let pause = throttle.pausedUntil else { return next }
        return max(next, pause)
    }

    private var canProbe: Bool { isActive && (policy.lists || !slots.isEmpty) }

    /// Puts an instance into the queue where it belongs now.
    mutating func replan(_ slot: Int) {
        let turn = instances[slot].turn(policy)
        urgent.set(slot, at: turn.isUrgent ? turn.at : nil)
        background.set(slot, at: turn.isUrgent ? nil : turn.at)
    }

    mutating func replanAll() {
        for slot in instances.indices { replan(slot) }
    }

    /// Automatic requests go on after they had all been held up: each in its own turn, so that they do not storm.
    mutating func resume(at now: Instant) {
        policy.resumedAt = now
        replanAll()
    }
}

private func earlier(_ left: Instant?, _ right: Instant?) -> Instant? {
    guard let left, let right else { return left ?? right }
    return min(left, right)
}
