import Fleet
public import FoundationEssentials

/// One request that a simulated gateway answered, without anything secret in it.
public struct LoggedRequest: Hashable, Sendable {
    /// From the start of the simulation to the arrival of the request.
    public var age: Duration
    /// The arrival by this machine's clock.
    public var date: Date
    public var gateway: String
    /// `nil` when it named none, or none that exists.
    public var instance: String?
    public var method: String
    /// The route's own path; `nil` for a path the vendor does not have.
    public var route: String?
    public var status: Int
    /// `nil` when it carried none.
    public var secretPlace: SecretPlace?

    /// Whether the secret stood in the URL, where proxies and histories keep it.
    public var secretInURL: Bool { secretPlace?.isURL == true }

    var json: JSONText {
        [
            "time": .text(WireDate.rfc3339(date)), "age": .decimal(age.inSeconds), "gateway": .text(gateway),
            "instance": .optional(instance), "method": .text(method),
            "route": .optional(route), "status": .integer(Int64(status)),
            "secretPlace": .optional(secretPlace?.rawValue), "secretInURL": .flag(secretInURL),
        ]
    }
}

/// The last requests, the oldest of which are overwritten.
struct RequestLog: Sendable {
    private let capacity: Int
    private var ring: [LoggedRequest] = []
    private var oldest = 0

    init(capacity: Int) { self.capacity = max(1, capacity) }

    mutating func append(_ request: LoggedRequest) {
        guard ring.count == capacity else {
            ring.append(request)
            return
        }
        ring[oldest] = request
        oldest = (oldest + 1) % capacity
    }

    /// In the order of arrival: slow answers are logged after faster ones that came later.
    var requests: [LoggedRequest] { (ring[oldest...] + ring[..<oldest]).sorted { $0.age < $1.age } }
}
