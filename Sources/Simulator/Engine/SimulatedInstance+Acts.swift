import Fleet

/// What a client, or the phone, can do to an instance.
extension SimulatedInstance {
    /// Brings a stopped or failed engine up; a running one is left alone.
    mutating func start(at now: Instant) {
        settle(at: now)
        switch phase {
        case .stopped, .failed: begin(starting: now)
        case .starting, .linking, .working: break
        }
    }

    /// The link, where there is one, is kept.
    mutating func stop(at now: Instant) {
        settle(at: now)
        leaveWindow()
        phase = .stopped
    }

    mutating func restart(at now: Instant) {
        settle(at: now)
        begin(starting: now)
    }

    /// Forgets the account and offers codes again; a stopped instance stays stopped.
    mutating func logout(at now: Instant) {
        settle(at: now)
        account = nil
        if phase != .stopped { begin(linking: now) }
    }

    /// Does what scanning does: links when, and only when, this payload is the current code's.
    ///
    /// `digits` is the number of the phone that scans; the instance's own phone when `nil`.
    mutating func scan(_ payload: String, by digits: String? = nil, at now: Instant) -> Bool {
        settle(at: now)
        guard case .linking(let window) = phase, let index = window.index(at: now),
            form.payload(seed: seed, window: window.serial, index: index) == payload
        else { return false }
        link(to: digits ?? phone.digits)
        return true
    }

    /// Does what typing a pairing code on the phone does: links when it is this instance's code for that number.
    mutating func type(_ code: String, on digits: String, at now: Instant) -> Bool {
        settle(at: now)
        guard case .linking(let window) = phase, let pairing, pairing.window == window.serial,
            pairing.digits == digits, pairing.matches(code)
        else { return false }
        link(to: digits)
        return true
    }

    /// The phone's owner removes the linked device; `false` when there is none.
    mutating func drop(at now: Instant) -> Bool {
        settle(at: now)
        guard account != nil else { return false }
        unlink(at: now)
        return true
    }

    mutating func link(to digits: String) {
        leaveWindow()
        account = SimulatedAccount(digits: digits, pushName: phone.pushName)
        phase = .working
    }

    mutating func unlink(at now: Instant) {
        account = nil
        switch phase {
        case .working, .starting: begin(linking: now)
        case .stopped, .failed, .linking: break
        }
    }
}
