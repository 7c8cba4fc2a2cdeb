import Fleet
import Gateways

@testable import Polling

/// Checks what a planner starts against the rules, from what was asked of it and nothing that it says of itself
/// (but for which gateways are in trouble). The numbers stand here once more on purpose.
struct Oracle {
    struct Subject {
        var lastAutomatic: Instant?
        var lastPerson: Instant?
        var holdEnd = Instant(nanoseconds: .min)
        var isWatched = true
        var window: LinkWindow?
        var pairingRequests = 0
        var pairingEnd = Instant(nanoseconds: .min)
        /// Acts on their way.
        var acts = 0
        /// By the last list.
        var isDoubtful = false
        var isFocused = false
        /// Times at which somebody wanted it asked once.
        var wishes: [Ask: [Instant]] = [:]
        var state: LinkState?
        var notBefore: [Ask: Instant] = [:]

        // For the bound on waiting.
        var wantedSince: Instant
        var statusStart: Instant?
        var statusUnderWay = false
        var statusFreeAt = Instant(nanoseconds: .min)
        /// What may legitimately push the status back since it was last asked, in floors.
        var pushes = 0

        var isClose: Bool { isFocused || window != nil }
    }

    struct Door {
        var abilities: Abilities
        var pacing: Pacing
        var inFlight = 0
        var listUnderWay = false
        /// Probes of the present outage under way.
        var probes: Set<PollRequest.ID> = []
        var lastAutomaticList: Instant?
        var lastPersonList: Instant?
        var listStart: Instant?
        var listFreeAt = Instant(nanoseconds: .min)
        var watchedAt: Instant
        var listAnswers = 0
        /// When instances were asked because of a list.
        var doubts: [Instant] = []
    }

    static let floor: Duration = .seconds(2)
    /// With the margin that the planner adds.
    static let planned: Duration = .milliseconds(2030)

    var subjects: [InstanceKey: Subject] = [:]
    var doors: [String: Door] = [:]
    private(set) var violation: String?
    private(set) var checks = 0

    mutating func fail(_ text: @autoclosure () -> String) {
        if violation == nil { violation = text() }
    }

    private mutating func require(_ condition: Bool, _ text: @autoclosure () -> String) {
        checks += 1
        if !condition && violation == nil { violation = text() }
    }

    // MARK: Starts

    mutating func starts(_ request: PollRequest, at now: Instant, inTrouble: Bool) {
        let name = request.subject.gateway
        guard doors[name] != nil else { return fail("\(request) of a gateway that nobody watches") }
        if request.isAutomatic {
            let limit = doors[name]!.pacing.concurrency
            require(doors[name]!.inFlight < limit, "\(request): more than \(limit) under way")
            if inTrouble {
                require(request.origin == .probe, "\(request): automatic, and no probe, in an outage")
                require(doors[name]!.probes.isEmpty, "\(request): a second probe")
            }
        }
        doors[name]!.inFlight += 1
        if request.origin == .probe { doors[name]!.probes.insert(request.id) }
        if let key = request.key { startsSingle(request, key, at: now) } else { startsList(request, name, at: now) }
    }

    private mutating func startsList(_ request: PollRequest, _ name: String, at now: Instant) {
        var door = doors[name]!
        require(!door.listUnderWay, "two lists under way of \(name)")
        if request.isAutomatic {
            for last in [door.lastAutomaticList, door.lastPersonList].compactMap(\.self) {
                require(last.duration(to: now) >= Self.floor, "lists of \(name) too close at \(now)")
            }
            door.lastAutomaticList = now
        } else {
            door.lastPersonList = now
        }
        door.listUnderWay = true
        door.listStart = now
        doors[name] = door
    }

    private mutating func startsSingle(_ request: PollRequest, _ key: InstanceKey, at now: Instant) {
        guard var subject = subjects[key], subject.isWatched else { return fail("\(request): nobody watches it") }
        if request.isAutomatic {
            for last in [subject.lastAutomatic, subject.lastPerson].compactMap(\.self) {
                require(last.duration(to: now) >= Self.floor, "\(request): \(last.duration(to: now)) after another")
            }
            require(subject.pairingRequests == 0, "\(request): a pairing code is being asked for")
            require(now >= subject.holdEnd, "\(request): held until \(subject.holdEnd)")
            require(subject.notBefore[request.ask].map { now >= $0 } ?? true, "\(request): told to wait")
            if request.origin == .doubt { startsDoubt(request, subject, at: now) }
            subject.lastAutomatic = now
        } else {
            subject.lastPerson = now
            subject.pushes += 1
        }
        switch request.ask {
        case .code:
            require(subject.window != .pairing && subject.pairingRequests == 0, "\(request): a pairing code is alive")
            require(subject.window != .passkey, "\(request): a passkey is asked for")
            if request.isAutomatic { startsCode(request, subject) }
        case .account:
            break
        case .passkey:
            require(!request.isAutomatic || subject.window == .passkey, "\(request): nobody waits for a passkey")
            require(!request.isAutomatic || subject.state != .working, "\(request): it is linked")
        case .status, .list:
            let polled = !doors[key.gateway]!.abilities.lists || subject.isClose
            require(
                polled || request.origin != .automatic || subject.wishes[.status, default: []].contains { $0 <= now },
                "\(request): the list covers it")
            subject.statusStart = now
            subject.statusUnderWay = true
            subject.pushes = 0
        }
        subject.wishes[request.ask]?.removeAll { $0 <= now }
        subjects[key] = subject
    }

    /// A few a round, whatever the number of instances and of lists.
    private mutating func startsDoubt(_ request: PollRequest, _ subject: Subject, at now: Instant) {
        let name = request.subject.gateway
        doors[name]!.doubts.append(now)
        let door = doors[name]!
        require(request.ask == .status && door.abilities.lists, "\(request): no list could be wrong")
        require(subject.isDoubtful, "\(request): its list is sure of it")
        require(!subject.isClose, "\(request): it is asked anyway")
        require(subject.acts == 0, "\(request): an act is on its way")
        let few = max(1, min(4, door.pacing.concurrency / 2))
        let lately = door.doubts.count { $0 > now.advanced(by: .zero - door.pacing.idleStatus) }
        require(lately <= 2 * few, "\(request): \(lately) doubts in a round")
        require(door.doubts.count <= few * door.listAnswers, "\(request): more than \(few) doubts a list")
    }

    private mutating func startsCode(_ request: PollRequest, _ subject: Subject) {
        let polled = subject.window == .qr && doors[request.subject.gateway]!.abilities.codeMayBePolled
        require(
            polled || subject.wishes[.code, default: []].contains { $0 <= request.startedAt },
            "\(request): no window wants it, nor anybody else")
        if let state = subject.state {
            require(takesCode(state, request.subject.gateway), "\(request): it is \(state)")
        }
    }

    private func takesCode(_ state: LinkState, _ gateway: String) -> Bool {
        state == .awaitingLink || state == .unknown
            || state == .loggedOut && doors[gateway]!.abilities.codeOpensLink
    }

    // MARK: Ends

    mutating func ends(_ request: PollRequest, _ outcome: Observation.Outcome?, wanted: Bool, at now: Instant) {
        let name = request.subject.gateway
        doors[name]!.inFlight -= 1
        doors[name]!.probes.remove(request.id)
        guard let key = request.key else {
            doors[name]!.listUnderWay = false
            doors[name]!.listFreeAt = now
            if case .list(let rows)? = outcome { learn(rows, name) }
            return
        }
        guard wanted, var subject = subjects[key] else { return }
        if request.ask == .status {
            subject.statusUnderWay = false
            subject.statusFreeAt = now
        }
        let before = subject.state
        switch outcome {
        case .status(let reading)?:
            subject.state = reading.state
            subject.notBefore[.status] = nil
        case .code?, .account(.some)?, .passkey?:
            subject.notBefore[request.ask] = nil
        case .failed(let failure)?:
            if case .notReady(let reading?) = failure.kind { subject.state = reading.state }
            if failure.kind == .alreadyLinked { subject.wishes[.status, default: []].append(now) }
            if case .throttled(let retryAfter) = failure.kind {
                subject.notBefore[request.ask] = now.advanced(by: retryAfter ?? .seconds(10))
            }
        default: break
        }
        if let state = subject.state, state != before, !takesCode(state, name) {
            subject.wishes[.code] = nil
        }
        subjects[key] = subject
    }

    private mutating func learn(_ rows: [ListedInstance], _ name: String) {
        doors[name]!.listAnswers += 1
        for key in subjects.keys where key.gateway == name {
            let row = rows.first { $0.id == key.id }
            subjects[key]!.state = row?.status.state ?? .missing
            subjects[key]!.isDoubtful = row?.isDoubtful ?? false
        }
    }

    // MARK: Waiting

    /// The sharp bound, where nothing fails and concurrency is no limit. A status starts at the latest two floors (each
    /// other kind of request once) after all of these are over: its round since the last, or a floor where that is
    /// longer; its last answer; a hold; somebody coming to want it more closely. Each press, act, or wish outside the
    /// rounds since its last start may add one floor. A list: one round, or its last answer, and one floor.
    mutating func checkWaiting(at now: Instant) {
        for (key, subject) in subjects where subject.isWatched {
            let door = doors[key.gateway]!
            guard !subject.statusUnderWay, subject.pairingRequests == 0, !door.abilities.lists || subject.isClose else {
                continue
            }
            var latest = subject.wantedSince
            if let start = subject.statusStart {
                latest = max(latest, start.advanced(by: max(Self.planned, Self.round(of: subject, door.pacing))))
            }
            latest = max(latest, subject.statusFreeAt, subject.holdEnd, subject.pairingEnd)
            latest = latest.advanced(by: Self.planned * (2 + subject.pushes))
            require(now <= latest, "\(key) has waited until \(now), longer than \(latest)")
        }
        for (name, door) in doors where door.abilities.lists && !door.listUnderWay {
            let due = door.listStart.map { $0.advanced(by: door.pacing.idleStatus) } ?? door.watchedAt
            let latest = max(due, door.listFreeAt).advanced(by: Self.planned)
            require(now <= latest, "no list of \(name) until \(now), longer than \(latest)")
        }
    }

    static func round(of subject: Subject, _ pacing: Pacing) -> Duration {
        if subject.window != nil { return pacing.linkStatus }
        return subject.isFocused ? pacing.focusedStatus : pacing.idleStatus
    }
}
