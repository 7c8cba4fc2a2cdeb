import Fleet
import FoundationEssentials
import Gateways
import Polling

/// Gets the current QR code of one instance, with the patience the vendors ask for.
struct CodeFetch: Sendable {
    let connection: FleetConnection
    let time: any TimeSource
    /// Nothing is waited for after this.
    let timeout: Duration
    /// Told a person who waits.
    let progress: @Sendable (String) -> Void
    /// Called once: a link was opened for a code, or a code came where they come by themselves.
    var opened: @Sendable () -> Void = {}

    struct Code: Sendable {
        var content: CodeContent
        var issuedAt: Date
        var expiry: CodeExpiry
    }

    func run(_ key: InstanceKey) async throws -> Code {
        let deadline = time.now.advanced(by: timeout)
        let gateway = try connection.gateway(key.gateway).gateway
        var wait = CodeWait(key: key, gateway.abilities)
        let poll = FleetPoll(connection, time, watching: [key])
        let reading = try await poll.run(until: deadline) { coordinator in
            await coordinator.open(window: .qr, for: key)
            // Somebody typed the command: the first request is theirs, and need not wait for a look at the state.
            if wait.isPolled { await coordinator.askNow(key, .code) }
        } take: { report, coordinator -> CodeReading? in
            guard case .observed(let observation, let due) = report else { return nil }
            for action in try wait.take(observation) {
                switch action {
                case .tell(let words): progress(words)
                case .tellPause: progress("Asked too often, waiting \(seconds(until: due.code)) s…")
                case .ask:
                    opened()
                    await coordinator.askNow(key, .code)
                case .askAgain: await coordinator.expedite(key, .code, notBefore: time.now)
                case .finish(let reading):
                    if wait.isPolled { opened() }
                    return reading
                }
            }
            return nil
        }
        guard let reading else { throw wait.timedOut(after: timeout) }
        let now = time.date
        return Code(
            content: reading.content, issuedAt: now, expiry: .ofQR(reading.lifetime, of: gateway.kind, from: now))
    }

    private func seconds(until instant: Instant?) -> Int {
        instant.map { max(0, Int(time.now.duration(to: $0).inSeconds.rounded(.up))) } ?? 0
    }
}
