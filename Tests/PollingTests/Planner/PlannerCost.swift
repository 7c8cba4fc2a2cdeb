import Fleet
import Gateways
import Testing

@testable import Polling

/// What planning costs. Times are printed, never asserted; `make bench` compares.
@Suite struct PlannerCost {
    @Test(
        "10,000 instances, one by one: the cost of a request, and one place in the queue for each",
        arguments: [100, 10_000])
    func perRequest(count: Int) {
        let started = ContinuousClock.now
        var planner = Planner(seed: 1)
        planner.watch(keys(count), of: "g", .single, .roomy.with { $0.concurrency = 16 }, at: .zero)
        let watched = ContinuousClock.now
        var now = Instant.zero
        var requests = 0
        let outcome = Observation.Outcome.state(.awaitingLink)
        while requests < 5_000 {
            var actions = planner.next(now)
            while !actions.isEmpty {
                for case .start(let request) in actions {
                    requests += 1
                    _ = planner.finished(request, outcome, at: now)
                }
                actions = planner.next(now)
            }
            now = planner.nextDeadline ?? now
        }
        let cost = (ContinuousClock.now - watched) / requests
        print("planner: \(count) watched in \(watched - started), \(cost) a request")
        #expect(planner.lanes[0].urgent.count + planner.lanes[0].background.count == count)
    }
}
