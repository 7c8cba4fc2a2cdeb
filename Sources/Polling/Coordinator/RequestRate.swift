import Fleet

/// Requests per second to one gateway, told now and then while any start.
struct RequestRate: Sendable {
    /// A rate is told at most this often.
    static let window: Duration = .seconds(5)
    /// Changes smaller than this share are not worth telling.
    private static let worthTelling = 0.1

    private(set) var perSecond = 0.0
    private var told = 0.0
    private var starts = 0
    private var since: Instant?

    /// Counts one start. Whether the rate is to be told now.
    mutating func count(at now: Instant) -> Bool {
        guard let since else {
            since = now
            return false
        }
        starts += 1
        let elapsed = since.duration(to: now)
        guard elapsed >= Self.window else { return false }
        perSecond = Double(starts) / elapsed.inSeconds
        self.since = now
        starts = 0
        guard abs(perSecond - told) > Self.worthTelling * told else { return false }
        told = perSecond
        return true
    }
}
