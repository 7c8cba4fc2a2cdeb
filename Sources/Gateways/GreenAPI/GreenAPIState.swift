import Fleet

/// GREEN-API's words for the state of an instance.
enum GreenAPIState {
    static func reading(of word: String) -> StatusReading {
        let key = word.trimmed.lowercased()
        let raw = CleanText(word, limit: 40)
        // Linked and alive, but sending is (partly) suspended because it looked like spam.
        if key == "yellowcard" { return StatusReading(state: .working, raw: raw, riders: [.restricted]) }
        return StatusReading(state: known[key] ?? .unknown, raw: raw)
    }

    /// An instance that is still being made has no state yet: its answer is `null`.
    static let untold = StatusReading(state: .starting, raw: "null")

    private static let known: [String: LinkState] = [
        "authorized": .working,
        "notauthorized": .awaitingLink,
        "blocked": .blocked,
        "sleepmode": .disconnected,
        "starting": .starting,
        // The QR's route says so; it costs nothing to understand it here too.
        "passkeyrequired": .awaitingPasskey,
    ]
}
