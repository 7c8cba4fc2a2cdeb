import Fleet

/// What an engine can be in, in no vendor's words.
public enum EngineState: String, Hashable, Sendable, CaseIterable {
    /// On purpose, or not loaded.
    case stopped
    case starting
    case awaitingScan
    /// Scanned, and the account wants a passkey too.
    case awaitingPasskey
    /// Linked, the socket comes up.
    case connecting
    case working
    /// Linked, and the phone or its network is off.
    case disconnected
    /// Not linked, and nothing is offered until somebody asks for a code.
    case loggedOut
    case blocked
    case failed
}

/// The WhatsApp account an instance is linked to.
struct SimulatedAccount: Hashable, Sendable {
    var digits: String
    /// As the person wrote it: it may hold anything, escape codes included.
    var pushName: String
}

/// A code that can be scanned now.
struct LiveCode: Hashable, Sendable {
    let payload: String
    let expires: Instant
    let sighting: CodeSighting
}

/// Which code it is, without saying what it says.
struct CodeSighting: Hashable, Sendable {
    let window: UInt64
    let index: Int
}
