import Fleet

/// One instance as the planner sees it: who wants to know what of it, and what was asked when.
struct Watched: Sendable {
    let key: InstanceKey
    let slot: Int
    /// Tells an instance from another that had the same slot before.
    let generation: UInt64
    var floor: Floor
    var isWatched = true
    /// Asking for a code is what opens the link: a code is there for one that is logged out, too.
    var codeOpensLink = false

    // What people want.
    var isFocused = false
    var isVisible = false
    var window: LinkWindow?
    /// Requests for a pairing code under way.
    var pairingRequests = 0
    /// Acts on it that are on their way; each is followed by a look.
    var acts = 0
    var hold: Instant?
    let watchedSince: Instant
    /// When somebody last began to look closely, or to look more closely.
    var closeSince: Instant
    /// When its link window opened, or came to wait for something else.
    var windowSince: Instant

    // What is known.
    var state: LinkState?
    /// When its state was last told.
    var refreshedAt = Instant(nanoseconds: .min)
    var accountKnown = false
    /// Since when an account is missing.
    var accountSince: Instant
    /// The gateway does not know it: no closer look is worth more than the idle round.
    var isUnknownToGateway = false
    /// The last list that named it.
    var listedIn = 0
    /// That list's word for it may be old.
    var isDoubtful = false
    /// A list told another state than was known, and nobody has asked the instance itself since.
    var hasChanged = false
    /// Since when it is to be asked because of that, as one of a few.
    var doubtedSince: Instant?

    var status = AskRecord()
    var code = AskRecord()
    var account = AskRecord()
    var passkey = AskRecord()

    init(key: InstanceKey, slot: Int, generation: UInt64, floor: Floor, at now: Instant) {
        self.key = key
        self.slot = slot
        self.generation = generation
        self.floor = floor
        watchedSince = now
        closeSince = now
        windowSince = now
        accountSince = now
    }

    /// The record of a kind of request about an instance.
    subscript(ask: Ask) -> AskRecord {
        get {
            switch ask {
            case .code: code
            case .account: account
            case .passkey: passkey
            case .status, .list: status
            }
        }
        _modify {
            switch ask {
            case .code: yield &code
            case .account: yield &account
            case .passkey: yield &passkey
            case .status, .list: yield &status
            }
        }
    }

    /// Somebody looks at it closely.
    var isClose: Bool { isFocused || window != nil }

    /// Goes before the rounds of those that nobody looks at.
    var isUrgent: Bool {
        isClose || (isVisible && status.started == nil)
            || !status.wishes.isEmpty || !code.wishes.isEmpty || !account.wishes.isEmpty
    }

    /// A request for a pairing code may become several, seconds apart, of which nobody here knows: everything automatic
    /// waits for its end.
    var isAskedAtLength: Bool { pairingRequests > 0 }

    /// A QR would be fetched while a pairing code lives or is being made, and end it; or while a passkey is asked for,
    /// and throw that away.
    var isPairing: Bool { window == .pairing || window == .passkey || pairingRequests > 0 }
}
