/// What people are told of. The raw value is the word in the configuration and in a hook's `RELINK_EVENT`.
public enum AlertEvent: String, CaseIterable, Hashable, Sendable, Codable {
    /// A gateway stopped answering.
    case gatewayDown = "gateway-down"
    /// Many dropped together, for a cause that they share.
    case outbreak
    /// An instance was linked and is not any more.
    case dropped
    /// An instance is linked to another number than expected.
    case mismatch
    /// A gateway answers again.
    case gatewayBack = "gateway-back"
    /// An instance is linked again.
    case recovered

    /// Good news: nobody is woken by it.
    public var isQuiet: Bool { self == .recovered || self == .gatewayBack }
}
