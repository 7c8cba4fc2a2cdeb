/// When something is sent that the plan does not ask for by itself.
public enum Urgency: Hashable, Sendable {
    /// A person wants it.
    case atOnce
    /// An answer or a timer brought it about: two seconds after whatever went before, like any automatic request.
    case inTurn
}
