import Fleet

extension SimulatedInstance {
    /// One word for several situations; `nil` while the instance is not loaded.
    mutating func evolutionWord(at now: Instant) -> String? {
        if let foreignWord { return foreignWord.isEmpty ? nil : foreignWord }
        return switch state(at: now) {
        case .stopped: nil
        case .working: "open"
        case .starting, .connecting, .awaitingScan, .awaitingPasskey: "connecting"
        case .disconnected, .loggedOut, .blocked, .failed: "close"
        }
    }

    /// The word on record: a linked engine that comes up again writes nothing until it is open, and one that is not
    /// loaded writes nothing at all.
    mutating func evolutionRecord(at now: Instant) -> String? {
        guard foreignWord == nil, [.starting, .stopped].contains(state(at: now)), account != nil else {
            return evolutionWord(at: now)
        }
        return ending == nil ? "open" : "close"
    }
}

extension Ending.Reason {
    /// As the engine underneath numbers it.
    func evolutionCode(_ version: EvolutionOptions.Version) -> Int64 {
        switch self {
        case .loggedOutByPhone, .loggedOutByClient: 401
        case .banned: 403
        case .outdatedClient: 405
        case .codesUsedUp: version == .v24 ? 408 : 500
        case .connectionLost: 428
        case .replaced: 440
        case .crashed: 500
        }
    }
}
