import Fleet

/// What a client, or the phone, can do to an instance.
extension SimulatedInstance {
    /// Brings an engine up that does not run; a running one is left alone.
    mutating func start(at now: Instant) {
        settle(at: now)
        switch phase {
        case .stopped, .failed, .disconnected, .idle, .blocked: begin(starting: now)
        case .starting, .linking, .passkey, .connecting, .working: break
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

    /// Forgets the account and offers codes again, where the engine does that by itself; a stopped instance stays
    /// stopped.
    mutating func logout(at now: Instant) {
        settle(at: now)
        guard ignoredLogouts == 0 else {
            ignoredLogouts -= 1
            return
        }
        if account != nil { ending = Ending(reason: .loggedOutByClient, at: now) }
        account = nil
        isRestricted = false
        if hindrance == .banned { hindrance = nil }
        guard phase != .stopped else { return }
        if habits.startsAfterLogout { begin(starting: now) } else { offer(at: now) }
    }

    /// Opens a link window because a client asked for a code, whatever the engine is in: the window before is void.
    ///
    /// An engine that WhatsApp refuses goes through a start instead, and one without network stays where it is.
    mutating func openWindow(at now: Instant) {
        settle(at: now)
        switch hindrance {
        case .outdatedClient: begin(starting: now)
        case .offline:
            leaveWindow()
            phase = .idle
        case .banned, nil: begin(linking: now)
        }
    }

    /// Does what scanning does: links when, and only when, this payload is the current code's.
    ///
    /// `digits` is the number of the phone that scans; the instance's own phone when `nil`.
    mutating func scan(_ payload: String, by digits: String? = nil, at now: Instant) -> Bool {
        settle(at: now)
        guard case .linking(let window) = phase, let index = window.index(at: now),
            form.payload(seed: seed, window: window.serial, index: index) == payload
        else { return false }
        accept(digits ?? phone.digits, at: now)
        return true
    }

    /// Does what typing a pairing code on the phone does: links when it is this instance's code for that number.
    mutating func type(_ code: String, on digits: String, at now: Instant) -> Bool {
        settle(at: now)
        guard case .linking(let window) = phase, let pairing, pairing.window == window.serial,
            pairing.digits == digits, pairing.lives(at: now)
        else { return false }
        guard pairing.matches(code) else {
            self.pairing?.wasMistyped = true
            return false
        }
        accept(digits, at: now)
        return true
    }

    /// The phone's owner removes the linked device; `false` when there is none.
    mutating func drop(at now: Instant) -> Bool {
        settle(at: now)
        guard account != nil else { return false }
        unlink(.loggedOutByPhone, at: now)
        return true
    }

    mutating func befall(_ event: InstanceEvent, at now: Instant) {
        settle(at: now)
        happens(Happening(at: now, what: event))
    }
}
