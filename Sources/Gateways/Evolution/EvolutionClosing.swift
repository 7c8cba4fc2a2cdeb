import Fleet

/// Why a connection closed, by the number that Evolution keeps: Baileys' disconnect reasons.
enum EvolutionClosing {
    /// - Parameter isPaired: whether a phone is known to have been linked.
    static func state(code: Int?, isPaired: Bool) -> LinkState {
        switch code {
        case 401: .loggedOut
        case 402, 403, 406: .blocked
        case 405, 411, 500: .failed
        case 515: .connecting
        default: isPaired ? .disconnected : .loggedOut
        }
    }

    static func reason(code: Int?) -> CleanText? {
        code.map { ReasonCode(rawValue: $0)?.sentence ?? CleanText("Closed with code \($0)") }
    }
}
