import Configuration
import Fleet
import Gateways
import Polling

/// The poll plan at work for a command that waits: the application's pace, patience and two-second rule.
struct FleetPoll: Sendable {
    let connection: FleetConnection
    let time: any TimeSource
    /// The instances to watch at each gateway; one that lists needs none.
    let watched: [String: [InstanceKey]]
    /// How often each gateway is asked.
    let pacing: @Sendable (GatewayConfiguration) -> Pacing

    init(
        _ connection: FleetConnection, _ time: any TimeSource, watching keys: [InstanceKey], gateways: [String] = [],
        pacing: @escaping @Sendable (GatewayConfiguration) -> Pacing = \.pacing
    ) {
        self.connection = connection
        self.time = time
        self.pacing = pacing
        var watched = Dictionary(grouping: keys, by: \.gateway)
        for name in gateways where watched[name] == nil { watched[name] = [] }
        self.watched = watched
    }

    /// Hands over what comes back until `take` returns an outcome.
    ///
    /// - Parameter begin: says what is wanted beyond the rounds, such as a link window.
    /// - Returns: `nil` when the deadline came first.
    /// - Throws: what `take` throws, and `CancellationError` when the task is cancelled.
    func run<Outcome: Sendable>(
        until deadline: Instant? = nil, begin: (Coordinator) async -> Void = { _ in },
        take: (PollReport, Coordinator) async throws -> Outcome?
    ) async throws -> Outcome? {
        // Names may have cost a list just now, of which the plan knows nothing.
        try await connection.floors.waitForAll()
        let open = connection.configuration.gateways.compactMap { connection.gateways[$0.name] }
            .filter { watched[$0.name] != nil }
        let coordinator = Coordinator(
            gateways: open.map(\.gateway), time: time, seed: UInt64.random(in: 0...UInt64.max))
        for gateway in open { await watch(watched[gateway.name] ?? [], of: gateway.name, by: coordinator) }
        await begin(coordinator)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            defer { group.cancelAll() }
            group.addTask { await coordinator.run() }
            if let deadline {
                group.addTask { [time] in
                    try await time.sleep(until: deadline)
                    await coordinator.stop()
                }
            }
            for await report in coordinator.reports {
                if let outcome = try await take(report, coordinator) { return outcome }
            }
            try Task.checkCancellation()
            return nil
        }
    }

    /// Exactly these instances of the gateway from now on.
    func watch(_ keys: [InstanceKey], of gateway: String, by coordinator: Coordinator) async {
        guard let open = connection.gateways[gateway] else { return }
        await coordinator.watch(keys, of: gateway, pacing: pacing(open.configuration))
    }
}
