public import Fleet

/// What the coordinator tells the program.
public enum PollReport: Sendable, Equatable {
    /// A request finished. `due` is when its instance, or for a list its gateway, is asked next.
    case observed(Observation, due: DueTimes)
    /// A gateway's trouble began, changed or ended, or the rate of requests to it changed.
    case health(GatewayHealth)
}
