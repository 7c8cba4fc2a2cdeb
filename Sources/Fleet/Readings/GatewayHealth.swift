/// How a whole gateway is doing: what its one alarm is made of.
public struct GatewayHealth: Hashable, Sendable {
    public var gateway: String
    /// False once a second request, of another instance where there is one, failed like the first.
    public var reachable: Bool
    /// What the gateway fails with. Present while `reachable` is still true: suspected, and about to be probed.
    public var failure: GatewayFailure?
    /// When the trouble began.
    public var since: Instant?
    /// When the one probe that stands for all its instances starts.
    public var nextProbe: Instant?
    /// Requests started per second, people's included, over the last few seconds in which any started.
    public var requestsPerSecond: Double
    /// Requests under way.
    public var inFlight: Int

    public init(
        gateway: String, reachable: Bool = true, failure: GatewayFailure? = nil, since: Instant? = nil,
        nextProbe: Instant? = nil, requestsPerSecond: Double = 0, inFlight: Int = 0
    ) {
        self.gateway = gateway
        self.reachable = reachable
        self.failure = failure
        self.since = since
        self.nextProbe = nextProbe
        self.requestsPerSecond = requestsPerSecond
        self.inFlight = inFlight
    }
}
