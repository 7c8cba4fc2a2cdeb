import Board
import Fleet
import Gateways
import Grid
import Linking
import Simulator
import Testing
import TestKit

@testable import Polling
@testable import relink

/// The board, its poll plan and the real clients of simulated gateways, on a clock that only they move.
///
/// What the application does beside each other happens here one after the other: each request is answered before the
/// clock goes on to whatever is due next. Two hours of a round take as long as its requests.
final class Desk {
    /// One thing that was asked of a gateway: several requests, where its vendor needs several.
    struct Call: Hashable {
        var gateway: String
        /// `nil` for a list.
        var instance: String?
        var startedAt: Instant
        var endedAt: Instant
        /// A person's key, or an act; the rest is automatic.
        var isPerson: Bool
    }

    let simulation: Simulation
    let time: HandTime
    private(set) var state: State
    private(set) var journal: [JournalEntry] = []
    private(set) var calls: [Call] = []
    private var planner = Planner(seed: 1)
    private let gateways: [String: any Gateway]
    private var inbox: [Event] = []
    private var isApplying = false

    static func run(_ plan: SimulationPlan, _ body: (Desk) async throws -> Void) async throws {
        try await VendorBench.run(plan) { benches in try await body(try await Desk(benches)) }
    }

    private init(_ benches: [VendorBench]) async throws {
        let first = try #require(benches.first)
        simulation = first.simulation
        time = first.time
        gateways = Dictionary(uniqueKeysWithValues: benches.map { ($0.served.name, $0.gateway) })
        let rows = benches.flatMap { bench in
            bench.served.instances.map { instance in
                InstanceRow(key: bench.key(instance.id), kind: bench.served.kind, configured: instance)
            }
        }
        let statuses = benches.map {
            GatewayStatus(
                name: $0.served.name, kind: $0.served.kind, idleStatus: Pacing.standard(for: $0.served.kind).idleStatus)
        }
        state = State(
            rows: rows, gateways: statuses, size: Size(columns: 100, rows: 40),
            settings: Settings(reducedMotion: true), wall: WallClock(date: time.date, at: time.now))
        for bench in benches {
            planner.watch(
                bench.served.instances.map { bench.key($0.id) }, of: bench.served.name, bench.gateway.abilities,
                .standard(for: bench.served.kind), at: time.now)
        }
        await send(.remembered([:]))
    }

    var keys: [InstanceKey] { state.fleet.rows.map(\.key) }

    func press(_ keys: Key...) async {
        for key in keys { await send(.key(key)) }
    }

    func resize(columns: Int, rows: Int) async { await send(.resized(Size(columns: columns, rows: rows))) }

    /// Lets time pass until the condition holds; `meanwhile` is what people do.
    func run(
        until description: String, within limit: Duration = .seconds(36_000), _ condition: (State) -> Bool,
        meanwhile: (Desk) async -> Void = { _ in }
    ) async throws {
        let end = time.now.advanced(by: limit)
        while true {
            try await settle()
            await meanwhile(self)
            if condition(state) { return }
            guard time.now < end else { throw InVain(what: description, screen: render(state).text) }
            let next = [planner.nextDeadline, state.nextWake].compactMap(\.self).min()
            let due = try #require(next, "nothing is due any more, and not yet: \(description)")
            if due > time.now { time.advance(by: time.now.duration(to: due)) }
        }
    }

    func run(for duration: Duration) async throws {
        let end = time.now.advanced(by: duration)
        try await run(until: "\(duration)") { [time] _ in time.now >= end }
    }

    struct InVain: Error, CustomStringConvertible {
        var what: String
        var screen: String

        var description: String { "waited in vain for \(what)\n\(screen)" }
    }

    /// Everything that is due now.
    private func settle() async throws {
        var rounds = 0
        var isBusy = true
        while isBusy {
            isBusy = false
            for case .start(let request) in planner.next(time.now) {
                isBusy = true
                await answer(request)
            }
            if let wake = state.nextWake, wake <= time.now {
                isBusy = true
                await send(.tick(WallClock(date: time.date, at: time.now)))
            }
            rounds += 1
            try #require(rounds < 1000, "the same is due again and again")
        }
    }

    private func send(_ event: Event) async {
        inbox.append(event)
        guard !isApplying else { return }
        isApplying = true
        while !inbox.isEmpty {
            let event = inbox.removeFirst()
            for effect in reduce(&state, event, at: time.now) { await perform(effect) }
        }
        isApplying = false
    }

    private func answer(_ request: PollRequest) async {
        guard let gateway = gateways[request.subject.gateway] else { return }
        let startedAt = time.now
        let outcome = await gateway.answer(request)
        var instance: String?
        if case .instance(let key) = request.subject { instance = key.id }
        note(request.subject.gateway, instance, from: startedAt, isPerson: request.origin == .person)
        guard let due = planner.finished(request, outcome, startedAt: startedAt, at: time.now) else { return }
        let observation = Observation(
            request.subject, request.ask, outcome, startedAt: startedAt, finishedAt: time.now)
        let drawn: Result<DrawnCode, DrawingProblem>? =
            if case .code(let reading) = outcome { CodeDrawing.make(reading.content) } else { nil }
        await send(.observed(observation, drawn: drawn, nextStatus: due.status, nextCode: due.code))
    }

    private func note(_ gateway: String, _ instance: String?, from start: Instant, isPerson: Bool) {
        calls.append(
            Call(gateway: gateway, instance: instance, startedAt: start, endedAt: time.now, isPerson: isPerson))
    }
}

/// What the application's runners do.
extension Desk {
    private func perform(_ effect: Effect) async {
        switch effect {
        case .focus(let key): planner.focus(key, at: time.now)
        case .visible(let keys): planner.visible(keys)
        case .openWindow(let window, let key): planner.open(window, for: key, at: time.now)
        case .closeWindow(let key):
            planner.closeWindow(for: key)
            planner.hold(key, until: nil)
        case .askNow(let ask, let key):
            if let request = planner.press(key, ask, at: time.now) { await answer(request) }
        case .expedite(let ask, let key, let at): planner.expedite(key, ask, notBefore: at, at: time.now)
        case .hold(let key, let until): planner.hold(key, until: until)
        case .perform(let act, let key, let urgency): await perform(act, key, urgency)
        case .requestPairing(_, let phone, let attempt, let urgency):
            await requestPairing(attempt, phone, urgency)
        case .record(let entries): journal += entries
        default: break
        }
    }

    private func takeTurn(_ key: InstanceKey, _ urgency: Urgency) async {
        switch urgency {
        case .atOnce: planner.personStarted(key, at: time.now)
        case .inTurn: try? await time.sleep(until: planner.reserve(key, at: time.now))
        }
    }

    private func perform(_ act: Act, _ key: InstanceKey, _ urgency: Urgency) async {
        guard let gateway = gateways[key.gateway] else { return }
        await takeTurn(key, urgency)
        let start = time.now
        var failure: GatewayFailure?
        do throws(GatewayFailure) { try await gateway.perform(act, on: key.id) } catch { failure = error }
        note(key.gateway, key.id, from: start, isPerson: urgency == .atOnce)
        planner.expedite(key, .status, notBefore: time.now, at: time.now)
        await send(.acted(act, key, failure))
    }

    private func requestPairing(_ attempt: PairingAttempt, _ phone: PhoneNumber, _ urgency: Urgency) async {
        let key = attempt.key
        guard let gateway = gateways[key.gateway] else { return }
        await takeTurn(key, urgency)
        planner.pairingStarted(key, at: time.now)
        let start = time.now
        var came = false
        let result: Result<PairingReading, GatewayFailure>
        do throws(GatewayFailure) {
            result = .success(try await gateway.pairingCode(for: key.id, phone: phone))
            came = true
        } catch {
            result = .failure(error)
        }
        note(key.gateway, key.id, from: start, isPerson: urgency == .atOnce)
        planner.pairingEnded(key, came: came, at: time.now)
        planner.expedite(key, .status, notBefore: time.now, at: time.now)
        await send(.paired(attempt, result))
    }
}
