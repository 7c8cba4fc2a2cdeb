import Fleet

/// The two-second rule for commands that end by themselves: at least 2.0 s between the starts of any two automatic
/// requests about one instance, whatever they ask; a list counts for its gateway.
actor RequestFloor {
    static let gap: Duration = .seconds(2)

    private let time: any TimeSource
    private var opensAt: [Observation.Subject: Instant] = [:]

    init(time: any TimeSource) { self.time = time }

    /// Returns when an automatic request may start, which then counts as started.
    func wait(for subject: Observation.Subject) async throws {
        let now = time.now
        let start = max(now, opensAt[subject] ?? now)
        opensAt[subject] = start.advanced(by: Self.gap)
        if start > now { try await time.sleep(until: start) }
    }

    /// A person's own request starts at once; the automatic ones then keep their distance.
    func noteStart(of subject: Observation.Subject) {
        opensAt[subject] = max(opensAt[subject] ?? .zero, time.now.advanced(by: Self.gap))
    }
}
