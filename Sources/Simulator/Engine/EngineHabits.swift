import Fleet

/// How one vendor's engine behaves where engines differ; what it says of it is the face's business.
struct EngineHabits: Hashable, Sendable {
    /// What follows the last code of a link window that nobody scanned.
    enum WindowEnd: Hashable, Sendable {
        case fails
        /// Nothing is offered until a client asks again.
        case closes
        /// A window that was asked for to its very end makes the engine start anew, for this many seconds; one that
        /// nobody looked at closes.
        case restarts(ClosedRange<Double>)
    }

    var rhythm = CodeRhythm.whatsApp
    var pairing = PairingRule()
    var passkey = PasskeyRule()
    /// Seconds from a start to its end.
    var startTime = 2.0...4.0
    /// Seconds from a scan to `working`; `nil` for an engine that does not show them.
    var connectTime: ClosedRange<Double>?
    /// Seconds from the opening of a link window to its first code.
    var openingTime = 0.8...1.6
    /// Whether an engine without a link opens link windows by itself, or waits for a client to ask for a code.
    var offersCodes = true
    var windowEnd = WindowEnd.fails
    /// Whether losing the link to the phone's owner leaves the engine failed, to be restarted by somebody.
    var failsWhenDropped = false
    /// Whether a logout takes the engine through a start before it offers codes again.
    var startsAfterLogout = false
    /// Whether an engine can be stopped and keep its link.
    var stops = true
    /// How long after a refusal the engine tries again by itself; `nil` for one that leaves it to people.
    var retriesAfter: Duration?
}

/// What pairing codes look like and how long they live.
struct PairingRule: Hashable, Sendable {
    /// The alphabet of the open engines: without 0, I, O and U, which are misread.
    static let openEngines: StaticString = "123456789ABCDEFGHJKLMNPQRSTVWXYZ"
    /// With the letters and digits that are misread.
    static let everyLetter: StaticString = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

    var hasDash = true
    var hasMisreadLetters = false
    /// `nil` for a code that lives as long as its link window.
    var lifetime: Duration?
    /// Whether asking again after a code was typed wrongly sends the engine into a start instead.
    var failsAfterMistyping = false

    /// Eight characters.
    func text(_ random: inout SplitMix64) -> String {
        let alphabet = hasMisreadLetters ? Self.everyLetter : Self.openEngines
        return random.text(4, of: alphabet) + (hasDash ? "-" : "") + random.text(4, of: alphabet)
    }
}
