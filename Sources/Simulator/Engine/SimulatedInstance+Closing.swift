import Fleet

extension SimulatedInstance {
    /// The socket closes for good, with one of the numbers that engines have for that. Only some vendors tell it.
    mutating func socketCloses(with code: Int, at now: Instant) {
        settle(at: now)
        switch code {
        case 401: unlink(.loggedOutByPhone, at: now)
        case 402, 403, 406: happens(Happening(at: now, what: .ban))
        case 405: happens(Happening(at: now, what: .outdate))
        case 411, 500: end(.crashed, as: .failed, at: now)
        default: end(.connectionLost, as: account == nil ? .idle : .disconnected, at: now)
        }
        ending?.code = Int64(code)
    }
}
