import Fleet

/// One WhatsApp instance: a plain value that is told the time with every question and catches up by itself.
///
/// Nothing runs between two questions, so ten thousand of them cost nothing while nobody asks.
struct SimulatedInstance: Sendable {
    enum Phase: Hashable, Sendable {
        case stopped
        case starting(until: Instant)
        case linking(LinkWindow)
        case working
        case failed
    }

    let id: String
    let seed: UInt64
    let form: PayloadForm
    let rhythm: CodeRhythm
    var phone: SimulatedPhone
    var account: SimulatedAccount?
    var phase: Phase
    var pairing: PairingRequest?
    /// In the order of time.
    var happenings: [Happening]
    var windows: UInt64 = 0
    private var starts: UInt64 = 0
    private var pairings: UInt64 = 0

    init(
        id: String, seed: UInt64, phone: SimulatedPhone, rhythm: CodeRhythm = .whatsApp, phase: Phase = .stopped,
        account: SimulatedAccount? = nil, happenings: [Happening] = []
    ) {
        self.id = id
        self.seed = seed
        self.form = .drawn(for: seed)
        self.rhythm = rhythm
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
        case .working: return .working
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
        phone.sees(code.sighting, at: now)
        return code
    }

    /// A pairing code for the phone with these digits; `nil` when the engine is not ready to make one.
    ///
    /// It lives as long as the link window: at most 160 s. A later one replaces it.
    mutating func requestPairingCode(for digits: String, at now: Instant) -> PairingRequest? {
        settle(at: now)
        guard case .linking(let window) = phase, !window.isResetting(at: now, seed: seed) else { return nil }
        pairings += 1
        let request = PairingRequest(for: digits, window: window.serial, seed: seed, serial: pairings)
        pairing = request
        phone.isAskedToType(for: digits, at: now)
        return request
    }

    mutating func begin(starting now: Instant) {
        starts += 1
        var random = SplitMix64(seed, Purpose.start, starts)
        leaveWindow()
        phase = .starting(until: now.advanced(by: random.seconds(2...4)))
    }

    mutating func begin(linking now: Instant) {
        windows += 1
        leaveWindow()
        phase = .linking(LinkWindow(serial: windows, opened: now, rhythm: rhythm))
    }

    /// What belonged to the last link window is void.
    mutating func leaveWindow() {
        pairing = nil
        phone.putAway()
    }
}
