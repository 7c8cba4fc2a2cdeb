import Fleet

/// What an engine can be in, in no vendor's words.
public enum EngineState: String, Hashable, Sendable, CaseIterable {
    case stopped
    case starting
    case awaitingScan
    case working
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
