/// When the next automatic requests about an instance are planned to start, for the screen ("next in 2 s").
///
/// A plan, not a promise: a full gateway, a key pressed or a failure moves it. `nil` means that none is planned.
public struct DueTimes: Hashable, Sendable {
    /// The next status; where the gateway lists, the next list that covers the instance.
    public var status: Instant?
    public var code: Instant?
    public var account: Instant?
    /// What one round lasts for this instance now: what "stale after three missed rounds" counts in.
    public var round: Duration

    public init(status: Instant?, code: Instant?, account: Instant?, round: Duration) {
        self.status = status
        self.code = code
        self.account = account
        self.round = round
    }
}
