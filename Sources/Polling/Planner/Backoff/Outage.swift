import Fleet

/// Trouble of a whole gateway: no answer, 5xx, or a refused secret.
///
/// One failure makes it suspected. A single broken instance can cause that (a 500 for its id, a secret of its own
/// refused), so the first probe is a second opinion, asked of another instance where there is one. If that fails too
/// the gateway is down. Meanwhile nothing automatic runs but one probe at a time.
struct Outage: Sendable {
    struct Trouble: Sendable {
        var failure: GatewayFailure
        var since: Instant
        /// Down, no longer only suspected.
        var confirmed: Bool
        /// The slot that failed last, not to be asked for its own second opinion. `nil` for a list.
        var suspect: Int?
        var failures: Int
        var probeAt: Instant
        var probe: PollRequest.ID?
    }

    private(set) var trouble: Trouble? {
        didSet { version &+= 1 }
    }
    /// Differs when what there is to tell about the gateway may differ.
    private(set) var version = 0

    /// A refused secret is tried this seldom: many tries look like an attack.
    static let credentialsProbe: Duration = .seconds(60)

    mutating func begin(
        _ failure: GatewayFailure, by slot: Int?, confirmed: Bool, at now: Instant, _ steps: BackoffSteps,
        _ generator: inout SplitMix
    ) {
        var new = Trouble(
            failure: failure, since: now, confirmed: confirmed, suspect: slot, failures: 1, probeAt: now, probe: nil)
        new.probeAt = now + Self.delay(new, steps, &generator)
        trouble = new
    }

    mutating func probeFailed(
        _ failure: GatewayFailure, by slot: Int?, at now: Instant, _ steps: BackoffSteps, _ generator: inout SplitMix
    ) {
        guard var trouble else { return }
        trouble.failure = failure
        trouble.confirmed = true
        trouble.suspect = slot
        trouble.failures += 1
        trouble.probe = nil
        trouble.probeAt = now + Self.delay(trouble, steps, &generator)
        self.trouble = trouble
    }

    mutating func probeStarted(_ probe: PollRequest.ID) { trouble?.probe = probe }

    /// The probe ended without a word about the gateway, for instance cancelled.
    mutating func probeLost() { trouble?.probe = nil }

    /// Nobody may be asked before this.
    mutating func postponeProbe(to instant: Instant) { trouble?.probeAt = instant }

    mutating func end() {
        if trouble != nil { trouble = nil }
    }

    private static func delay(
        _ trouble: Trouble, _ steps: BackoffSteps, _ generator: inout SplitMix
    ) -> Duration {
        if trouble.confirmed && trouble.failure.kind == .credentials { return credentialsProbe }
        return Steps.trouble(trouble.failures, steps, &generator)
    }
}
