import Fleet
import Gateways
import Testing

@testable import Polling

/// A planner on a virtual clock, with a script that answers what it starts.
struct Rig {
    typealias Answer = (after: Duration, outcome: Observation.Outcome)

    var planner: Planner
    private(set) var now: Instant
    /// What was started, in order.
    private(set) var started: [PollRequest] = []
    private(set) var abandoned: [PollRequest] = []
    /// Wake-ups for which the planner asked.
    private(set) var wakes = 0
    private var flights: [(request: PollRequest, end: Instant, outcome: Observation.Outcome)] = []
    /// How each request is answered; `nil` never.
    var answer: (PollRequest) -> Answer? = Rig.allIsWell

    init(seed: UInt64 = 1, at now: Instant = .zero) {
        planner = Planner(seed: seed)
        self.now = now
    }

    static func allIsWell(_ request: PollRequest) -> Answer? {
        switch request.ask {
        case .list: (.milliseconds(100), .list([]))
        case .status: (.milliseconds(100), .state(.awaitingLink))
        case .code: (.milliseconds(100), .sampleCode)
        case .account: (.milliseconds(100), .someAccount)
        case .passkey: (.milliseconds(100), .passkey(.nothing))
        }
    }

    mutating func watch(
        _ keys: [InstanceKey], of gateway: String = "g", _ abilities: Abilities = .single, _ pacing: Pacing = .roomy
    ) {
        planner.watch(keys, of: gateway, abilities, pacing, at: now)
    }

    mutating func press(_ key: InstanceKey, _ ask: Ask) -> Bool {
        guard let request = planner.press(key, ask, at: now) else { return false }
        take(request)
        return true
    }

    /// Lets time pass, waking when the planner wants to and when an answer arrives.
    mutating func run(until end: Instant) {
        var still = 0
        while true {
            act()
            still = planner.nextDeadline.map { $0 <= now } ?? false ? still + 1 : 0
            // What is due has been started, or it would be woken for the same again, for ever.
            guard still < 3 else {
                Issue.record("At \(now) the planner wants to be woken at once, again and again.")
                break
            }
            let arrival = flights.map(\.end).min()
            guard let next = [planner.nextDeadline, arrival].compactMap(\.self).min(), next <= end else { break }
            if next == planner.nextDeadline { wakes += 1 }
            now = max(now, next)
            deliver()
        }
        now = max(now, end)
    }

    mutating func run(for duration: Duration) { run(until: now.advanced(by: duration)) }

    private mutating func act() {
        for action in planner.next(now) {
            switch action {
            case .start(let request): take(request)
            case .abandon(let request): abandoned.append(request)
            case .healthChanged: break
            }
        }
    }

    private mutating func take(_ request: PollRequest) {
        started.append(request)
        guard let (after, outcome) = answer(request) else { return }
        flights.append((request, now.advanced(by: after), outcome))
    }

    private mutating func deliver() {
        let due = flights.filter { $0.end <= now }
        flights.removeAll { $0.end <= now }
        for flight in due { _ = planner.finished(flight.request, flight.outcome, at: now) }
    }
}

extension Rig {
    /// `code 0, status 2.03, …`: when what started, in seconds.
    func diary(from start: Instant = .zero, of key: InstanceKey? = nil) -> String {
        started.filter { $0.startedAt >= start && (key == nil || $0.key == key) }
            .map { "\($0.origin == .person ? "PRESSED " : "")\($0.ask) \(Rig.seconds($0.startedAt))" }
            .joined(separator: ", ")
    }

    func starts(_ ask: Ask, from start: Instant = .zero) -> [Double] {
        started.filter { $0.ask == ask && $0.startedAt >= start }
            .map { Double($0.startedAt.nanoseconds / 10_000_000) / 100 }
    }

    static func seconds(_ instant: Instant) -> String {
        let hundredths = instant.nanoseconds / 10_000_000
        let (whole, rest) = (hundredths / 100, hundredths % 100)
        if rest == 0 { return "\(whole)" }
        return rest % 10 == 0 ? "\(whole).\(rest / 10)" : "\(whole).\(rest < 10 ? "0" : "")\(rest)"
    }
}
