import Fleet
import Gateways

extension Coordinator {
    /// Runs until `stop` or cancellation; requests under way are then cancelled. Runs once.
    public func run() async {
        let bell = bell
        await withTaskCancellationHandler {
            await withDiscardingTaskGroup { group in
                // Both conditions can end the loop; one that cannot end leaks on this toolchain.
                while !isStopped && !Task.isCancelled {
                    step(&group)
                    await bell.wait()
                }
                isStopped = true
                group.cancelAll()
            }
        } onCancel: {
            bell.ring()
        }
        sleeper.sleep(until: nil, time, bell)
        outbox.finish()
    }

    public func stop() {
        isStopped = true
        bell.ring()
    }

    /// Starts what is due and sets the sleep for the rest.
    private func step(_ group: inout DiscardingTaskGroup) {
        let now = time.now
        sleeper.wokeUp(at: now)
        for request in pressed { start(request, in: &group) }
        pressed.removeAll(keepingCapacity: true)
        // Nobody reads: rest until the outbox rings.
        guard !outbox.isFull else { return sleeper.sleep(until: nil, time, bell) }
        for action in planner.next(now) {
            switch action {
            case .start(let request):
                start(request, in: &group)
            case .abandon(let request):
                let failure = GatewayFailure(.unreachable, "No answer, long after the time limit.")
                let due =
                    switch request.subject {
                    case .instance(let key): planner.due(key)
                    case .gateway(let name): planner.due(gateway: name)
                    }
                guard let due else { continue }
                report(request, .failed(failure), due, startedAt: request.startedAt, finishedAt: now)
            case .healthChanged(let gateway):
                reportHealth(of: gateway)
            }
        }
        sleeper.sleep(until: planner.nextDeadline, time, bell)
    }

    private func start(_ request: PollRequest, in group: inout DiscardingTaskGroup) {
        let name = request.subject.gateway
        guard let gateway = gateways[name] else {
            let failure = GatewayFailure(.cancelled, "The gateway is no longer configured.")
            _ = planner.finished(request, .failed(failure), at: request.startedAt)
            return
        }
        if rates[name, default: RequestRate()].count(at: request.startedAt) { reportHealth(of: name) }
        let time = time
        group.addTask {
            let startedAt = time.now
            let outcome = await gateway.answer(request)
            await self.finished(request, outcome, startedAt: startedAt)
        }
    }

    private func finished(_ request: PollRequest, _ outcome: Observation.Outcome, startedAt: Instant) {
        guard !isStopped else { return }
        let now = time.now
        if let due = planner.finished(request, outcome, startedAt: startedAt, at: now) {
            report(request, outcome, due, startedAt: startedAt, finishedAt: now)
        }
        wake()
    }

    private func report(
        _ request: PollRequest, _ outcome: Observation.Outcome, _ due: DueTimes, startedAt: Instant,
        finishedAt: Instant
    ) {
        let observation = Observation(
            request.subject, request.ask, outcome, startedAt: startedAt, finishedAt: finishedAt)
        outbox.post(.observed(observation, due: due))
    }

    private func reportHealth(of gateway: String) {
        var health = planner.health(of: gateway)
        health.requestsPerSecond = rates[gateway]?.perSecond ?? 0
        outbox.post(.health(health))
    }
}

extension Observation.Subject {
    var gateway: String {
        switch self {
        case .instance(let key): key.gateway
        case .gateway(let name): name
        }
    }
}

extension Gateway {
    /// Sends one request and puts what comes of it into the planner's words.
    func answer(_ request: PollRequest) async -> Observation.Outcome {
        do throws(GatewayFailure) {
            switch (request.subject, request.ask) {
            case (.instance(let key), .code): return .code(try await code(for: key.id))
            case (.instance(let key), .passkey): return .passkey(try await passkey(of: key.id))
            case (.instance(let key), .account): return .account(try await account(of: key.id))
            case (.instance(let key), .status), (.instance(let key), .list):
                return .status(try await status(of: key.id))
            case (.gateway, _): return .list(try await list())
            }
        } catch {
            return .failed(error)
        }
    }
}
