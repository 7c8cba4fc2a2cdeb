import Fleet

/// What the planner knows of a gateway when it plans one of its instances. Plain numbers only: it is handed around for
/// every request, and costs nothing to hand.
struct Policy: Sendable {
    var pacing: Pacing
    var canList: Bool
    var codeMayBePolled: Bool
    var codeOpensLink = false
    /// The gateway said that this account may not list, whatever the vendor offers.
    var listRefused = false
    /// Keeps gateways apart whose instances have the same slots.
    var salt: Int
    /// When automatic requests last resumed after they had all been held up.
    var resumedAt = Instant(nanoseconds: .min)

    var lists: Bool { canList && !listRefused }

    func turn(after instant: Instant, of slot: Int) -> Instant {
        Phase.turn(after: max(instant, resumedAt), of: slot &+ salt, every: pacing.idleStatus)
    }
}
