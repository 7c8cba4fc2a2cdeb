public import Fleet

/// The two-second rule for those who ask a few times without a plan: a command that ends with its answer.
public actor Floors {
    private let time: any TimeSource
    private var floors: [Observation.Subject: Floor] = [:]

    public init(time: any TimeSource) { self.time = time }

    /// Returns when an automatic request may start, which then counts as started.
    public func wait(for subject: Observation.Subject) async throws {
        while !floors[subject, default: Floor()].admit(at: time.now) {
            try await time.sleep(until: floors[subject, default: Floor()].opensAt)
        }
    }

    /// Returns when nothing asked so far holds anybody up: a coordinator that begins then keeps its distance to it.
    public func waitForAll() async throws {
        guard let last = floors.values.map(\.opensAt).max(), last > time.now else { return }
        try await time.sleep(until: last)
    }
}
