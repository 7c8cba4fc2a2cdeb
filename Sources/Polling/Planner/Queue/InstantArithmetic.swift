import Fleet

extension Instant {
    static func + (instant: Instant, duration: Duration) -> Instant { instant.advanced(by: duration) }
}
