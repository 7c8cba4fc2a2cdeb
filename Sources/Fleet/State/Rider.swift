/// What can be true of an instance beside its state, each independent of it. The raw value is the word in JSON.
public enum Rider: String, CaseIterable, Hashable, Sendable, Codable {
    /// Works, but sending is limited.
    case restricted
    /// No fresh answer for three rounds; the last state stays beside it.
    case stale
    /// Two facts contradict each other for two rounds.
    case clash
    /// Linked, and not yet proven to hold.
    case settling
    /// Linked to another number than expected.
    case mismatch
    /// The number is linked in another row too.
    case duplicate
}
