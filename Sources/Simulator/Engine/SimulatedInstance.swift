import Fleet

/// One WhatsApp instance: a plain value that is told the time with every question and catches up by itself.
///
/// Nothing runs between two questions, so ten thousand of them cost nothing while nobody asks.
struct SimulatedInstance: Sendable {
    enum Phase: Hashable, Sendable {
        case stopped
        case starting(until: Instant)
        case linking(LinkWindow)
        case passkey(PasskeyGate)
        case connecting(until: Instant)
        case working
        case disconnected
        /// Not linked, and no window open.
        case idle
        case blocked
        case failed
    }

    let id: String
    let seed: UInt64
    let form: PayloadForm
    let habits: EngineHabits
    var phone: SimulatedPhone
    var account: SimulatedAccount?
    var phase: Phase
    var pairing: PairingRequest?
    /// `nil` while nothing ended since it last worked.
    var ending: Ending?
    /// `nil` while it has worked all along.
    var worksSince: Instant?
    var hindrance: Hindrance?
    /// Works, and WhatsApp limits what it may send.
    var isRestricted = false
    /// Told in place of the vendor's own word for the state: one of another version, or one that nobody knows.
    var foreignWord: String?
    /// In the order of time.
    var happenings: [Happening]
    var windows: UInt64 = 0
    /// How often a phone was linked to it.
    var links = 0
    /// Logouts that will be accepted and not obeyed.
    var ignoredLogouts = 0
    var starts: UInt64 = 0
    private var pairings: UInt64 = 0

    init(
        id: String, seed: UInt64, phone: SimulatedPhone, habits: EngineHabits = EngineHabits(),
        phase: Phase = .stopped, account: SimulatedAccount? = nil, happenings: [Happening] = []
    ) {
        self.id = id
        self.seed = seed
        self.form = .drawn(for: seed)
        self.habits = habits
        self.phone = phone
        self.phase = phase
        self.account = account
        self.happenings = happenings.sorted { $0.at < $1.at }
    }

    mutating func state(at now: Instant) -> EngineState {
        settle(at: now)
        switch phase {
        case .stopped: return .stopped
        case .starting: return .starting
        case .linking: return .awaitingScan
        case .passkey: return .awaitingPasskey
        case .connecting: return .connecting
        case .working: return .working
        case .disconnected: return .disconnected
        case .idle: return .loggedOut
        case .blocked: return .blocked
        case .failed: return .failed
        }
    }

    /// The code that can be scanned now; `nil` outside of a link window and while the engine resets.
    mutating func code(at now: Instant) -> LiveCode? {
        settle(at: now)
        guard case .linking(let window) = phase, !window.isResetting(at: now, seed: seed),
            let index = window.index(at: now)
        else { return nil }
        return LiveCode(
            payload: form.payload(seed: seed, window: window.serial, index: index), expires: window.end(of: index),
            sighting: CodeSighting(window: window.serial, index: index))
    }

    /// What a client gets: the same as `code`, and the phone's owner looks at the client's screen.
    mutating func fetchCode(at now: Instant) -> LiveCode? {
        guard let code = code(at: now) else { return nil }
        isShown(code.sighting, at: now)
        return code
    }

    /// The phone's owner looks at a client's screen, on which this code stands.
    mutating func isShown(_ sighting: CodeSighting, at now: Instant) {
        if case .linking(var window) = phase {
            window.lastFetch = now
            phase = .linking(window)
        }
        phone.sees(sighting, at: now)
    }

    /// The window in which codes are offered now.
    mutating func window(at now: Instant) -> LinkWindow? {
        settle(at: now)
        guard case .linking(let window) = phase else { return nil }
        return window
    }

    /// A pairing code for the phone with these digits; `nil` when the engine is not ready to make one.
    ///
    /// It lives as long as the link window, or shorter where the vendor says so. A later one replaces it.
    mutating func requestPairingCode(for digits: String, at now: Instant) -> PairingRequest? {
        settle(at: now)
        guard case .linking(let window) = phase, !window.isResetting(at: now, seed: seed) else { return nil }
        if habits.pairing.failsAfterMistyping, pairing?.wasMistyped == true {
            begin(starting: now)
            return nil
        }
        pairings += 1
        let request = PairingRequest(
            for: digits, window: window.serial, seed: seed, serial: pairings, rule: habits.pairing, at: now)
        pairing = request
        phone.isAskedToType(for: digits, at: now)
        return request
    }
}
