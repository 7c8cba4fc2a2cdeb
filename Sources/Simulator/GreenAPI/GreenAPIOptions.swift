/// How one simulated GREEN-API host behaves where real ones differ.
public struct GreenAPIOptions: Hashable, Sendable {
    /// Whether asking a method of one instance too often is answered with 429.
    public var limitsRate = true
    /// Methods whose quota in the plan is used up: they are answered with 466.
    public var usedUpMethods: Set<String> = []
    /// Whether the plan of every instance has expired.
    public var isExpired = false
    /// How long after the start of the simulation its instances are still being created: their state is `null`, or
    /// their token is refused for a while.
    public var initialising = Duration.zero

    public init() {}
}
