import Fleet

/// Why an instance works no more, and since when. Most vendors keep it to themselves.
struct Ending: Hashable, Sendable {
    enum Reason: String, Hashable, Sendable, CaseIterable {
        case codesUsedUp
        case loggedOutByPhone
        case loggedOutByClient
        /// WhatsApp refuses the version of the engine (405).
        case outdatedClient
        case banned
        case connectionLost
        /// Another session took the link's place.
        case replaced
        case crashed
    }

    let reason: Reason
    let at: Instant
    /// The engine's number for it, where the reason alone does not tell.
    var code: Int64?
}

/// What stands between an engine and WhatsApp, however often it is restarted.
enum Hindrance: Hashable, Sendable {
    case outdatedClient
    case banned
    /// The phone or the network is off.
    case offline
}
