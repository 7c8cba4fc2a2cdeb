import DequeModule
import Fleet

/// A gateway's requests under way, and the net under those that never come back.
struct Flights: Sendable {
    struct Flight: Sendable {
        let request: PollRequest
        /// Whom it asks about; `nil` for a list.
        let slot: Int?
        let generation: UInt64
    }

    /// The gateway's client gives up by itself at its limit. This much later nobody believes in it any more.
    static let slack: Duration = .seconds(5)

    private var open: [PollRequest.ID: Flight] = [:]
    private var limits: Deque<(id: PollRequest.ID, at: Instant)> = []

    var count: Int { open.count }

    /// When the oldest request is to be given up.
    var nextLimit: Instant? { limits.first?.at }

    mutating func add(_ flight: Flight, limit: Duration) {
        open[flight.request.id] = flight
        limits.append((flight.request.id, flight.request.startedAt + limit + Self.slack))
    }

    mutating func remove(_ id: PollRequest.ID) -> Flight? {
        let flight = open.removeValue(forKey: id)
        while let first = limits.first, open[first.id] == nil { limits.removeFirst() }
        return flight
    }

    mutating func popLost(at now: Instant) -> Flight? {
        guard let first = limits.first, first.at <= now else { return nil }
        return remove(first.id)
    }
}
