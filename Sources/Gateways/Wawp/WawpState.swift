import Fleet

/// Wawp's words for the state of an instance.
enum WawpState {
    static func state(of word: String) -> LinkState {
        // The spelling that is nearly always met needs no copy.
        known[word] ?? known[normalised(word)] ?? .unknown
    }

    /// `scan qr code` and `Scan-QR-Code` are the word that is documented as `SCAN_QR_CODE`.
    private static func normalised(_ word: String) -> String {
        word.uppercased().split { $0 == "_" || $0 == "-" || $0.isWhitespace }.joined(separator: "_")
    }

    private static let known: [String: LinkState] = [
        "STOPPED": .stopped,
        "STARTING": .starting,
        "SCAN_QR_CODE": .awaitingLink,
        "WORKING": .working,
        "FAILED": .failed,
        // The engine below Wawp has these two since 2026.
        "PASSKEY_REQUIRED": .awaitingPasskey,
        "PASSKEY_CONFIRMATION_REQUIRED": .awaitingPasskey,
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
