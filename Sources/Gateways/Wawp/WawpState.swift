import Fleet

/// Wawp's words for the state of an instance: those of WAHA, its engine, and a few of its own.
enum WawpState {
    static func state(of word: String) -> LinkState {
        WAHAState.state(of: word) ?? known[WAHAState.normalised(word)] ?? .unknown
    }

    private static let known: [String: LinkState] = [
        // Met in older clients.
        "READY": .working,
        "PAUSED": .stopped,
        "OFFLINE": .disconnected,
        // Named as webhook events.
        "DISCONNECTED": .disconnected,
        "LOGOUT": .loggedOut,
        "LOGGED_OUT": .loggedOut,
    ]
}
