/// What relink asks a gateway about.
public enum Ask: String, CaseIterable, Hashable, Sendable {
    /// All instances of a gateway at once.
    case list
    /// The state of one instance.
    case status
    /// The current QR code of one instance.
    case code
    /// Whose account one instance is linked to.
    case account
    /// What a passkey is asked for, while one instance waits for it.
    case passkey
}

/// What relink makes a gateway do. Acts happen once: never retried, prefetched or redirected.
public enum Act: String, CaseIterable, Hashable, Sendable {
    case start
    case stop
    case restart
    case logout
    case delete
}
