import Fleet
import Gateways
import Synchronization
import TestKit

@testable import Polling

/// A coordinator that runs on a clock turned by hand, with a reader that keeps what it reports.
final class Stage: Sendable {
    let time: HandTime
    let coordinator: Coordinator
    private let read = Mutex<[PollReport]>([])
    private let hasEnded = Mutex(false)
    private let tasks = Mutex<[Task<Void, Never>]>([])

    init(_ time: HandTime, _ gateways: [any Gateway], reportLimit: Int = Outbox.limit, reads: Bool = true) {
        self.time = time
        coordinator = Coordinator(gateways: gateways, time: time, seed: 1, reportLimit: reportLimit)
        let coordinator = coordinator
        tasks.withLock { $0.append(Task { await coordinator.run() }) }
        if reads { startReading() }
    }

    func startReading() {
        let reports = coordinator.reports
        tasks.withLock { tasks in
            tasks.append(
                Task { [weak self] in
                    for await report in reports { self?.read.withLock { $0.append(report) } }
                    self?.hasEnded.withLock { $0 = true }
                })
        }
    }

    var reports: [PollReport] { read.withLock { $0 } }
    var reportsHaveEnded: Bool { hasEnded.withLock { $0 } }

    var observations: [Observation] {
        reports.compactMap { if case .observed(let observation, _) = $0 { observation } else { nil } }
    }

    var health: [GatewayHealth] {
        reports.compactMap { if case .health(let health) = $0 { health } else { nil } }
    }

    /// Turns the clock from one deadline to the next, letting everything settle at each. `hanging` requests do not.
    func turn(to end: Instant, hanging: Int = 0) async -> Bool {
        guard await settle(hanging: hanging) else { return false }
        while let next = time.deadlines.first, next <= end {
            time.turn(to: next)
            guard await settle(hanging: hanging) else { return false }
        }
        time.turn(to: end)
        return await settle(hanging: hanging)
    }

    /// Waits until all requests but the hanging ones are answered and the loop sleeps for what the plan wants next:
    /// then nothing is left to be done at this time.
    func settle(hanging: Int = 0) async -> Bool {
        let (time, coordinator) = (time, coordinator)
        return await eventually {
            let wanted = await coordinator.planner.nextDeadline
            let isQuiet = await coordinator.isQuiet
            guard await coordinator.underWay == hanging else { return false }
            return isQuiet && time.deadlines == [wanted].compactMap(\.self) && (wanted.map { $0 > time.now } ?? true)
        }
    }

    func runner() -> Task<Void, Never> { tasks.withLock { $0[0] } }
}

extension Coordinator {
    /// Nothing pressed waits for the loop.
    var isQuiet: Bool { pressed.isEmpty }

    var underWay: Int { planner.lanes.reduce(0) { $0 + $1.flights.count } }
}
