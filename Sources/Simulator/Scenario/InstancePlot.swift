import Fleet

/// What a scenario has in store for one instance.
struct InstancePlot: Hashable, Sendable {
    enum Beginning: Hashable, Sendable {
        case working
        /// Works, and may not send all it wants.
        case restricted
        /// Not linked: offering codes, or waiting to be asked for one.
        case awaitingScan
        /// The codes were used up.
        case exhausted
        /// The engine died; the link is kept.
        case crashed
        /// On purpose; where engines cannot be stopped, the network is off.
        case stopped
        /// The phone or its network is off; the link is kept.
        case asleep
        case banned
    }

    /// A happening, counted from the start of the simulation.
    struct Turn: Hashable, Sendable {
        var after: Duration
        var what: Happening.What
        var every: Duration?
    }

    var begins = Beginning.working
    var turns: [Turn] = []
    var phone = PhoneHabits.atHand
    var passkey = SimulatedPhone.Passkey.notAsked
    /// The phone at hand belongs to another number than the configuration expects.
    var hasWrongNumber = false
    /// The account's name carries escape codes and invisible characters.
    var hasHostileName = false

    static func befallen(by what: Happening.What, after seconds: Double) -> InstancePlot {
        InstancePlot(turns: [Turn(after: .milliseconds(Int64(seconds * 1000)), what: what)])
    }
}
