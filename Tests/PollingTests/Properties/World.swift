import Fleet
import Gateways

@testable import Polling

/// A random fleet, its gateways and its operators, played against a planner under the eyes of an oracle.
struct World {
    enum Mood {
        /// Everything is answered well and soon, and concurrency is no limit: waiting has a sharp bound.
        case calm
        /// Failures, slow and lost answers, and little concurrency; then calm, in which everybody must be asked again.
        case chaos
    }

    private(set) var oracle = Oracle()
    private var planner: Planner
    private var random: SplitMix
    private let mood: Mood
    private var isChaotic: Bool
    private var now: Instant
    private var flights: [(request: PollRequest, end: Instant?, outcome: Observation.Outcome)] = []
    private var keys: [InstanceKey] = []
    private var focused: InstanceKey?
    private var pairings: [(key: InstanceKey, end: Instant)] = []
    private var acts: [(key: InstanceKey, end: Instant)] = []
    /// Gateways that answer nothing but failures, and until when.
    private var down: [String: Instant] = [:]

    init(_ mood: Mood, seed: UInt64) {
        self.mood = mood
        isChaotic = mood == .chaos
        random = SplitMix(seed: seed)
        planner = Planner(seed: seed)
        now = Instant(nanoseconds: Int64.random(in: 0...100_000_000_000, using: &random))
    }

    // MARK: Playing

    /// Plays one schedule. What went wrong first, or nothing.
    mutating func play(events: Int) -> String? {
        for index in 0..<Int.random(in: 1...2, using: &random) { addGateway("g\(index)") }
        for _ in 0..<events where oracle.violation == nil {
            meddle()
            run(until: now.advanced(by: .milliseconds(Int.random(in: 1...6_000, using: &random))))
        }
        if mood == .chaos { calmDown() }
        return oracle.violation
    }

    /// After the last failure everybody is asked again within: the longest hold and backoff, a hung request's limit,
    /// one round, and some floors.
    private mutating func calmDown() {
        isChaotic = false
        down = [:]
        let from = now
        let holds = oracle.subjects.values.map(\.holdEnd).max() ?? now
        let bound = max(now, holds).advanced(by: .seconds(90 + 60 + 15 + 30 + 10))
        var waiting = Set(keys.filter { oracle.subjects[$0]!.isWatched })
        let before = oracle.subjects
        while oracle.violation == nil && !waiting.isEmpty && now < bound {
            run(until: min(bound, now.advanced(by: .seconds(10))))
            waiting = waiting.filter { key in
                let listed = oracle.doors[key.gateway]!
                if listed.abilities.lists, !oracle.subjects[key]!.isClose { return (listed.listStart ?? .zero) < from }
                return oracle.subjects[key]!.statusStart == before[key]!.statusStart
            }
        }
        if !waiting.isEmpty { oracle.fail("never asked again: \(waiting.sorted())") }
    }

    private mutating func run(until end: Instant) {
        while oracle.violation == nil {
            let isWake = planner.nextDeadline == now
            let trouble = oracle.doors.keys.filter { planner.health(of: $0).failure != nil }
            let actions = planner.next(now)
            if isWake && actions.isEmpty && mood == .calm { oracle.fail("woken at \(now) for nothing") }
            for action in actions {
                switch action {
                case .start(let request):
                    let inTrouble =
                        trouble.contains(request.subject.gateway)
                        && planner.health(of: request.subject.gateway).failure != nil
                    take(request, inTrouble: inTrouble)
                case .abandon(let request):
                    flights.removeAll { $0.request.id == request.id }
                    oracle.ends(request, nil, wanted: true, at: now)
                case .healthChanged: break
                }
            }
            if let next = planner.nextDeadline, next <= now { oracle.fail("at \(now) it wants to wake at \(next)") }
            if mood == .calm { oracle.checkWaiting(at: now) }
            let arrivals = flights.compactMap(\.end) + pairings.map(\.end) + acts.map(\.end)
            guard let next = (arrivals + [planner.nextDeadline].compactMap(\.self)).min(), next <= end else { break }
            now = max(now, next)
            deliver()
        }
        now = max(now, end)
    }

    private mutating func take(_ request: PollRequest, inTrouble: Bool) {
        oracle.starts(request, at: now, inTrouble: inTrouble)
        let (delay, outcome) = answer(to: request)
        flights.append((request, delay.map { now.advanced(by: $0) }, outcome))
    }

    private mutating func deliver() {
        for flight in flights where flight.end.map({ $0 <= now }) ?? false {
            let wanted = planner.finished(flight.request, flight.outcome, at: now) != nil
            oracle.ends(flight.request, flight.outcome, wanted: wanted, at: now)
            let name = flight.request.subject.gateway
            if planner.health(of: name).failure == nil { oracle.doors[name]!.probes = [] }
        }
        flights.removeAll { $0.end.map { $0 <= now } ?? false }
        for pairing in pairings where pairing.end <= now {
            let came = chance(2)
            planner.pairingEnded(pairing.key, came: came, at: now)
            guard var subject = oracle.subjects[pairing.key], subject.pairingRequests > 0 else { continue }
            subject.pairingRequests -= 1
            // Its last request may have started just now; of one that left meanwhile nobody tells.
            if subject.isWatched { (subject.lastPerson, subject.pairingEnd) = (now, now) }
            if came, subject.window != nil { subject.window = .pairing }
            oracle.subjects[pairing.key] = subject
        }
        pairings.removeAll { $0.end <= now }
        for act in acts where act.end <= now { ends(act.key) }
        acts.removeAll { $0.end <= now }
    }

    private mutating func ends(_ key: InstanceKey) {
        planner.actEnded(key)
        planner.expedite(key, .status, notBefore: now, at: now)
        guard oracle.subjects[key]!.isWatched else { return }
        oracle.subjects[key]!.acts -= 1
        oracle.subjects[key]!.wishes[.status, default: []].append(now)
        oracle.subjects[key]!.pushes += 1
    }

    // MARK: Gateways

    private mutating func addGateway(_ name: String) {
        let pacing = Pacing(
            idleStatus: .seconds([10, 15, 30].randomElement(using: &random)!),
            focusedStatus: .seconds([3, 5].randomElement(using: &random)!),
            linkStatus: .seconds([2, 3].randomElement(using: &random)!),
            linkCode: .seconds([2, 3, 6].randomElement(using: &random)!), answerLimit: .seconds(10),
            concurrency: mood == .calm ? 1000 : Int.random(in: 1...4, using: &random))
        let abilities = Abilities(
            lists: chance(3), acts: [.restart], pairingCode: true, codeMayBePolled: !chance(4),
            codeOpensLink: chance(3))
        let all = PollingTests.keys(Int.random(in: 1...4, using: &random), of: name)
        planner.watch(all, of: name, abilities, pacing, at: now)
        oracle.doors[name] = .init(abilities: abilities, pacing: pacing, watchedAt: now)
        for key in all { oracle.subjects[key] = .init(wantedSince: now) }
        keys += all
    }

    private mutating func answer(to request: PollRequest) -> (Duration?, Observation.Outcome) {
        let fast = Duration.milliseconds(Int.random(in: 5...900, using: &random))
        guard isChaotic else { return (fast, good(request)) }
        if let end = down[request.subject.gateway], end > now {
            return (fast, .failure([.unreachable, .server, .credentials].randomElement(using: &random)!))
        }
        switch Int.random(in: 0..<20, using: &random) {
        case 0: return (nil, good(request))
        case 1: return (.milliseconds(Int.random(in: 1_000...9_000, using: &random)), good(request))
        case 2: return (fast, .failure(.server))
        case 3: return (fast, .failure(.throttled(retryAfter: chance(2) ? nil : .seconds(30))))
        case 4: return (fast, .failure(.notFound))
        case 5: return (fast, .failure([.refused, .unexpected, .alreadyLinked].randomElement(using: &random)!))
        case 6, 7: return (fast, .failure(.notReady(status: nil)))
        default: return (fast, good(request))
        }
    }

    private mutating func good(_ request: PollRequest) -> Observation.Outcome {
        switch request.ask {
        case .code: return .sampleCode
        case .account: return .someAccount
        case .passkey: return .passkey(.nothing)
        case .status: return .state(randomState())
        case .list:
            let rows = keys.filter { $0.gateway == request.subject.gateway }.map {
                ListedInstance(
                    id: $0.id, label: nil, status: StatusReading(state: randomState(), raw: "listed"),
                    isDoubtful: chance(2))
            }
            return .list(rows)
        }
    }

    private mutating func randomState() -> LinkState {
        [.awaitingLink, .awaitingLink, .awaitingLink, .working, .starting, .loggedOut, .unknown]
            .randomElement(using: &random)!
    }

    private mutating func chance(_ one: Int) -> Bool { Int.random(in: 0..<one, using: &random) == 0 }

    // MARK: Operators

    /// Somebody does something.
    private mutating func meddle() {
        let key = keys.randomElement(using: &random)!
        guard oracle.subjects[key]!.isWatched else { return bringBack(key) }
        switch Int.random(in: 0..<12, using: &random) {
        case 0: focus(chance(4) ? nil : key)
        case 1, 2: open(.qr, key)
        case 3: open(chance(2) ? .pairing : .passkey, key)
        case 4: close(key)
        case 5: press(key)
        case 6: act(on: key)
        case 7: hold(key)
        case 8: wish(key)
        case 9: pair(key)
        case 10 where isChaotic: down[key.gateway] = now.advanced(by: .seconds(Int.random(in: 1...20, using: &random)))
        case 11: takeAway(key)
        default: planner.visible([key])
        }
    }

    private mutating func focus(_ key: InstanceKey?) {
        if let old = focused { oracle.subjects[old]!.isFocused = false }
        focused = key
        planner.focus(key, at: now)
        guard let key else { return }
        oracle.subjects[key]!.wantedSince = now
        oracle.subjects[key]!.isFocused = true
    }

    private mutating func open(_ window: LinkWindow, _ key: InstanceKey) {
        planner.open(window, for: key, at: now)
        oracle.subjects[key]!.wantedSince = now
        oracle.subjects[key]!.window = window
        if window != .qr { oracle.subjects[key]!.wishes[.code] = nil }
    }

    private mutating func close(_ key: InstanceKey) {
        planner.closeWindow(for: key)
        oracle.subjects[key]!.window = nil
        oracle.subjects[key]!.wishes[.code] = nil
        oracle.subjects[key]!.wishes[.passkey] = nil
    }

    private mutating func press(_ key: InstanceKey) {
        let ask = Ask.allCases.randomElement(using: &random)!
        if let request = planner.press(key, ask, at: now) { take(request, inTrouble: false) }
    }

    private mutating func act(on key: InstanceKey) {
        planner.actStarted(key)
        planner.personStarted(key, at: now)
        oracle.subjects[key]!.lastPerson = now
        oracle.subjects[key]!.pushes += 1
        oracle.subjects[key]!.acts += 1
        acts.append((key, now.advanced(by: .milliseconds(Int.random(in: 100...9_000, using: &random)))))
    }

    private mutating func hold(_ key: InstanceKey) {
        let end = chance(3) ? nil : now.advanced(by: .milliseconds(Int.random(in: 100...15_000, using: &random)))
        planner.hold(key, until: end)
        oracle.subjects[key]!.holdEnd = end ?? min(oracle.subjects[key]!.holdEnd, now)
    }

    private mutating func wish(_ key: InstanceKey) {
        let ask: Ask = [.status, .code, .account, .passkey].randomElement(using: &random)!
        let at = now.advanced(by: .milliseconds(Int.random(in: -500...5_000, using: &random)))
        planner.expedite(key, ask, notBefore: at, at: now)
        oracle.subjects[key]!.pushes += 1
        guard ask != .code || [nil, .qr].contains(oracle.subjects[key]!.window) else { return }
        oracle.subjects[key]!.wishes[ask, default: []].append(max(at, now))
    }

    private mutating func pair(_ key: InstanceKey) {
        planner.pairingStarted(key, at: now)
        pairings.append((key, now.advanced(by: .milliseconds(Int.random(in: 100...4_000, using: &random)))))
        oracle.subjects[key]!.lastPerson = now
        oracle.subjects[key]!.pushes += 1
        oracle.subjects[key]!.pairingRequests += 1
        oracle.subjects[key]!.wishes[.code] = nil
    }

    private mutating func takeAway(_ key: InstanceKey) {
        oracle.subjects[key]!.isWatched = false
        if focused == key { focused = nil }
        watchAgain(key.gateway)
    }

    private mutating func bringBack(_ key: InstanceKey) {
        let old = oracle.subjects[key]!
        var new = Oracle.Subject(wantedSince: now)
        // Somebody looks at it already.
        if focused == key {
            new.isFocused = true
            let door = oracle.doors[key.gateway]!
            if door.abilities.lists { new.wantedSince = now.advanced(by: door.pacing.focusedStatus) }
        }
        (new.lastAutomatic, new.lastPerson) = (old.lastAutomatic, old.lastPerson)
        // Whatever closed its floor before still does.
        new.pushes = 1
        oracle.subjects[key] = new
        pairings.removeAll { $0.key == key }
        acts.removeAll { $0.key == key }
        watchAgain(key.gateway)
    }

    private mutating func watchAgain(_ gateway: String) {
        let door = oracle.doors[gateway]!
        let left = keys.filter { $0.gateway == gateway && oracle.subjects[$0]!.isWatched }
        planner.watch(left, of: gateway, door.abilities, door.pacing, at: now)
    }
}
