import Fleet
import Gateways

/// Decides which request starts when: the two-second rule, the rounds, patience and backoff, for all gateways.
///
/// A plain state machine. It is handed the time, told what was wanted, started and answered, and asked for what to do
/// `next`. Each step costs O(log n) for n instances; only a changed roster, a list, and a gateway coming back cost O(n)
/// of that gateway. `nextDeadline` is all that has to be waited for.
struct Planner: Sendable {
    private(set) var lanes: [Lane] = []
    private var indices: [String: Int] = [:]
    private var wakes = DeadlineQueue()
    private var unhealthy: [Int] = []
    private var focused: (lane: Int, slot: Int, generation: UInt64)?
    private var lastID: PollRequest.ID = 0
    private let seed: UInt64

    init(seed: UInt64) { self.seed = seed }

    // MARK: What starts

    /// When `next` has something to do, if nothing happens before. `nil`: not until something happens.
    var nextDeadline: Instant? { unhealthy.isEmpty ? wakes.next : Instant(nanoseconds: .min) }

    /// Starts what is due.
    mutating func next(_ now: Instant) -> [PollAction] {
        var actions: [PollAction] = []
        // Each lane at most once a call: starting leaves nothing due that could start.
        for _ in lanes.indices {
            guard let lane = wakes.popDue(at: now) else { break }
            change(lane) { $0.startDue(at: now, ids: &$1, into: &actions) }
        }
        for lane in unhealthy { actions.append(.healthChanged(lanes[lane].name)) }
        unhealthy.removeAll(keepingCapacity: true)
        return actions
    }

    /// An answer, or why there is none. `startedAt` is when it really left. Says when its subject is asked next; `nil`
    /// when nobody wants the answer any more.
    mutating func finished(
        _ request: PollRequest, _ outcome: Observation.Outcome, startedAt: Instant? = nil, at now: Instant
    ) -> DueTimes? {
        change(request.lane) { lane, _ in
            lane.finished(request, outcome, startedAt: startedAt ?? request.startedAt, at: now)
        }
    }

    // MARK: What a person does

    /// A person wants it asked now, whatever waits. `nil` when it may not be: nobody watches the instance, its pairing
    /// code or passkey is under way and a QR would end it, or a list is under way already.
    mutating func press(_ key: InstanceKey, _ ask: Ask, at now: Instant) -> PollRequest? {
        guard let (index, slot) = find(key) else { return nil }
        return change(index) { lane, ids in
            switch ask {
            case .list: lane.policy.lists ? lane.startList(.person, at: now, ids: &ids) : nil
            case .code where lane.instances[slot].isPairing: nil
            default: lane.start(slot, ask, .person, at: now, ids: &ids)
            }
        }
    }

    /// A person's request left outside the planner: an act, or one for a pairing code.
    mutating func personStarted(_ key: InstanceKey, at now: Instant) {
        change(key) { $0.floor.noteStart(at: now) }
    }

    /// An act is on its way, and will be followed by a look: what a list says meanwhile is doubted by nobody.
    mutating func actStarted(_ key: InstanceKey) {
        change(key) { $0.acts += 1 }
    }

    mutating func actEnded(_ key: InstanceKey) {
        change(key) { $0.acts = max(0, $0.acts - 1) }
    }

    /// An act or a request for a pairing code that nobody pressed a key for: when it may go out. What is planned keeps
    /// its distance to that.
    mutating func reserve(_ key: InstanceKey, at now: Instant) -> Instant {
        var turn = now
        change(key) { turn = $0.floor.reserve(at: now) }
        return turn
    }

    /// A pairing code is being asked for. Nothing automatic meanwhile, and no QR.
    mutating func pairingStarted(_ key: InstanceKey, at now: Instant) {
        change(key) {
            $0.floor.noteStart(at: now)
            $0.pairingRequests += 1
            $0.code.wishes.drop()
        }
    }

    /// A pairing code came, or not. If it came, an open window is one for pairing from here on.
    mutating func pairingEnded(_ key: InstanceKey, came: Bool, at now: Instant) {
        change(key) {
            // The last request of it may have started this moment.
            $0.floor.noteStart(at: now)
            $0.pairingRequests = max(0, $0.pairingRequests - 1)
            if came && $0.window != nil { $0.window = .pairing }
        }
    }

    // MARK: What is wanted

    /// Asks once outside the rounds, not before the given time, and as soon after it as floor, hold and backoff allow.
    mutating func expedite(_ key: InstanceKey, _ ask: Ask, notBefore: Instant, at now: Instant) {
        guard let (index, slot) = find(key) else { return }
        let wish = max(notBefore, now)
        change(index) { lane, _ in
            if ask == .list {
                if lane.policy.lists { lane.list.wishes.add(wish) }
            } else if ask != .code || !lane.instances[slot].isPairing {
                lane.instances[slot][ask].wishes.add(wish)
                lane.replan(slot)
            }
        }
    }

    /// Nothing automatic about the instance until then; `nil` lets it go on.
    mutating func hold(_ key: InstanceKey, until: Instant?) {
        change(key) { $0.hold = until }
    }

    /// The one instance somebody looks at.
    mutating func focus(_ key: InstanceKey?, at now: Instant) {
        let found = key.flatMap(find)
        wantedFocus = found == nil ? key : nil
        if let old = focused, found.map({ $0 != (old.lane, old.slot) }) ?? true {
            focused = nil
            if lanes[old.lane].instances[old.slot].generation == old.generation {
                change(lanes[old.lane].instances[old.slot].key) { $0.isFocused = false }
            }
        }
        guard let found, let key else { return }
        focused = (found.lane, found.slot, lanes[found.lane].instances[found.slot].generation)
        change(key) {
            if !$0.isFocused { $0.closeSince = now }
            $0.isFocused = true
        }
    }

    /// What is on the screen now: first in a first round, and refreshed first after an outage.
    mutating func visible(_ keys: [InstanceKey]) {
        for key in visibleKeys { change(key) { $0.isVisible = false } }
        visibleKeys = keys
        for key in keys { change(key) { $0.isVisible = true } }
    }

    private var visibleKeys: [InstanceKey] = []
    /// Kept for an instance that is not watched yet.
    private var wantedFocus: InstanceKey?

    mutating func open(_ window: LinkWindow, for key: InstanceKey, at now: Instant) {
        change(key) {
            if $0.window != window { $0.windowSince = now }
            if $0.window == nil {
                $0.closeSince = now
                // Whoever links through this window may be somebody else.
                $0.accountKnown = false
                $0.accountSince = now
                $0.code.unsupported = false
                $0.passkey.unsupported = false
            }
            $0.window = window
            if window != .qr { $0.code.wishes.drop() }
        }
    }

    mutating func closeWindow(for key: InstanceKey) {
        change(key) {
            $0.window = nil
            $0.code.wishes.drop()
            $0.passkey.wishes.drop()
        }
    }

    // MARK: Who is watched

    /// Exactly these instances of the gateway from now on. New ones are asked in this order, those on the screen first.
    mutating func watch(
        _ keys: [InstanceKey], of gateway: String, _ abilities: Abilities, _ pacing: Pacing, at now: Instant
    ) {
        let index = indices[gateway] ?? lanes.count
        if index == lanes.count {
            indices[gateway] = index
            let policy = Policy(
                pacing: pacing, canList: abilities.lists, codeMayBePolled: abilities.codeMayBePolled,
                salt: index &* 0x3C6E_F35F)
            let seed = seed &+ UInt64(index) &* 0x5851_F42D_4C95_7F2D
            lanes.append(Lane(name: gateway, index: index, policy: policy, seed: seed, at: now))
        }
        change(index) { lane, _ in lane.watch(keys.map(\.id), abilities, pacing, at: now) }
        for key in visibleKeys where key.gateway == gateway { change(key) { $0.isVisible = true } }
        guard let key = wantedFocus, find(key) != nil else { return }
        focus(key, at: now)
        // The list that is asked for now tells of this one too.
        if abilities.lists { change(key) { $0.closeSince = now.advanced(by: pacing.focusedStatus) } }
    }

    /// Nothing more of this gateway.
    mutating func leave(_ gateway: String, at now: Instant) {
        guard let index = indices[gateway] else { return }
        change(index) { lane, _ in lane.leave(at: now) }
    }

    // MARK: Changing

    func find(_ key: InstanceKey) -> (lane: Int, slot: Int)? {
        guard let lane = indices[key.gateway], let slot = lanes[lane].slots[key.id] else { return nil }
        return (lane, slot)
    }

    func lane(named name: String) -> Lane? { indices[name].map { lanes[$0] } }

    /// Every change of an instance plans it anew.
    private mutating func change(_ key: InstanceKey, _ body: (inout Watched) -> Void) {
        guard let (index, slot) = find(key) else { return }
        change(index) { lane, _ in
            body(&lane.instances[slot])
            lane.replan(slot)
        }
    }

    /// Every change of a lane renews when it has to be looked at, and notices whether its health changed.
    private mutating func change<Result>(
        _ index: Int, _ body: (inout Lane, inout PollRequest.ID) -> Result
    ) -> Result {
        let (result, wake, isChanged) = Self.change(&lanes[index], &lastID, body)
        if isChanged && !unhealthy.contains(index) { unhealthy.append(index) }
        wakes.set(index, at: wake)
        return result
    }

    /// In one access, so that the lane is changed in place and never copied.
    private static func change<Result>(
        _ lane: inout Lane, _ ids: inout PollRequest.ID, _ body: (inout Lane, inout PollRequest.ID) -> Result
    ) -> (Result, wake: Instant?, isChanged: Bool) {
        let version = lane.outage.version
        let result = body(&lane, &ids)
        return (result, lane.nextWake, lane.outage.version != version)
    }
}
