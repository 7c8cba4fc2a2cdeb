public import Fleet

/// How long nothing is told of an instance or of a gateway with all its instances.
public enum Mute: Hashable, Sendable {
    case until(Instant)
    /// Until it has become something else, and stayed it. That change is told.
    case untilChange
    case untilUnmuted

    func holds(at now: Instant) -> Bool {
        if case .until(let end) = self { end > now } else { true }
    }
}
