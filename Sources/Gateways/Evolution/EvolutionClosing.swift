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
        switch code {
        case nil: nil
        case 401: "Unlinked, on the phone or by WhatsApp"
        case 402: "Temporarily banned by WhatsApp; do not relink before the ban ends"
        case 403: "Account locked, or its main phone is gone; look at the phone"
        case 405: "The gateway is too old for WhatsApp; upgrade it, a new link does not help"
        case 406: "Banned by WhatsApp; a person has to decide"
        case 408: "Nobody scanned in time, or WhatsApp did not answer"
        case 411: "Multi-device mismatch; update WhatsApp on the phone"
        case 428, 503: "The connection dropped"
        case 429: "Too many link attempts; wait before the next one"
        case 440: "Replaced by another connection: the same session may run twice"
        case 500: "The session is broken, or all QR codes were used up"
        case 515: "WhatsApp asked for a restart, as it does right after pairing"
        case let code?: CleanText("Closed with code \(code)")
        }
    }
}
