import Fleet

/// The time in which an instance can be linked: its codes follow each other until one is scanned or all are used up.
struct LinkWindow: Hashable, Sendable {
    /// Counts the windows of one instance, so that no two of them share a payload.
    let serial: UInt64
    let opened: Instant
    let rhythm: CodeRhythm
    /// Seconds until the first code.
    var openingTime = 0.8...1.6
    /// When a client got a code of it last.
    var lastFetch: Instant?

    var closes: Instant { opened.advanced(by: rhythm.total) }

    func index(at now: Instant) -> Int? { rhythm.index(at: opened.duration(to: now)) }

    func end(of index: Int) -> Instant { opened.advanced(by: rhythm.end(of: index)) }

    /// Whether the engine is busy resetting and has no code to show yet: at the opening of every window, and after
    /// about every third rotation.
    func isResetting(at now: Instant, seed: UInt64) -> Bool { readyAgain(at: now, seed: seed) != nil }

    /// When the reset that goes on ends; `nil` while none does.
    func readyAgain(at now: Instant, seed: UInt64) -> Instant? {
        guard let index = index(at: now) else { return nil }
        let ready = opened.advanced(by: rhythm.beginning(of: index) + resetLength(of: index, seed: seed))
        return now < ready ? ready : nil
    }

    private func resetLength(of index: Int, seed: UInt64) -> Duration {
        var random = SplitMix64(seed, Purpose.reset, serial, UInt64(index))
        if index == 0 { return random.seconds(openingTime) }
        return random.below(3) == 0 ? random.seconds(0.7...1.3) : .zero
    }
}
