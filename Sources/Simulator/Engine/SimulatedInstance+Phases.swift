import Fleet

/// How one phase leads to another.
extension SimulatedInstance {
    mutating func begin(starting now: Instant) { begin(starting: now, seconds: habits.startTime) }

    mutating func begin(starting now: Instant, seconds: ClosedRange<Double>) {
        starts += 1
        var random = SplitMix64(seed, Purpose.start, starts)
        leaveWindow()
        phase = .starting(until: now.advanced(by: random.seconds(seconds)))
    }

    mutating func begin(linking now: Instant) {
        windows += 1
        leaveWindow()
        phase = .linking(
            LinkWindow(serial: windows, opened: now, rhythm: habits.rhythm, openingTime: habits.openingTime))
    }

    /// The engine has come up, or tries to.
    mutating func arrive(at moment: Instant) {
        switch hindrance {
        case .outdatedClient: refuse(at: moment)
        case .banned: end(.banned, as: .blocked, at: moment)
        case .offline where account != nil: end(.connectionLost, as: .disconnected, at: moment)
        case .offline, nil:
            guard account == nil else {
                work(at: moment)
                return
            }
            offer(at: moment)
        }
    }

    /// What an engine without a link does when nobody asked it for anything.
    mutating func offer(at moment: Instant) {
        guard habits.offersCodes else {
            leaveWindow()
            phase = .idle
            return
        }
        begin(linking: moment)
    }

    /// A phone was scanned with, or typed on.
    mutating func accept(_ digits: String, at moment: Instant) {
        leaveWindow()
        guard phone.passkey != .notAsked else {
            link(to: digits, at: moment)
            return
        }
        phase = .passkey(
            PasskeyGate(
                digits: digits, habit: phone.passkey, patience: habits.passkey.patience, at: moment))
    }

    mutating func link(to digits: String, at moment: Instant) {
        leaveWindow()
        links += 1
        account = SimulatedAccount(digits: digits, pushName: phone.pushName)
        guard let seconds = habits.connectTime else {
            work(at: moment)
            return
        }
        var random = SplitMix64(seed, Purpose.start, .max, windows)
        phase = .connecting(until: moment.advanced(by: random.seconds(seconds)))
    }

    mutating func work(at moment: Instant) {
        phase = .working
        worksSince = moment
        ending = nil
    }

    mutating func end(_ reason: Ending.Reason, as phase: Phase, at moment: Instant) {
        leaveWindow()
        self.phase = phase
        ending = Ending(reason: reason, at: moment)
    }

    mutating func unlink(_ reason: Ending.Reason, at moment: Instant) {
        account = nil
        isRestricted = false
        switch phase {
        case .working, .starting, .connecting, .disconnected:
            if habits.failsWhenDropped {
                end(reason, as: .failed, at: moment)
            } else {
                ending = Ending(reason: reason, at: moment)
                offer(at: moment)
            }
        case .stopped, .failed, .linking, .passkey, .idle, .blocked: break
        }
    }

    /// All codes of a window were shown, or a passkey never came.
    mutating func windowCloses(lastFetch: Instant?, at moment: Instant) {
        switch habits.windowEnd {
        case .fails: end(.codesUsedUp, as: .failed, at: moment)
        case .restarts(let seconds) where lastFetch.map { $0.duration(to: moment) < .seconds(30) } == true:
            end(.codesUsedUp, as: .idle, at: moment)
            begin(starting: moment, seconds: seconds)
        case .closes, .restarts: end(.codesUsedUp, as: .idle, at: moment)
        }
    }

    /// WhatsApp turns the engine away for its version.
    mutating func refuse(at moment: Instant) {
        end(.outdatedClient, as: .failed, at: moment)
        guard let delay = habits.retriesAfter, !happenings.contains(where: { $0.what == .retry }) else { return }
        schedule(Happening(at: moment.advanced(by: delay), what: .retry))
    }

    /// What belonged to the last link window is void.
    mutating func leaveWindow() {
        pairing = nil
        phone.putAway()
    }

    mutating func schedule(_ happening: Happening) {
        let place = happenings.firstIndex { $0.at > happening.at } ?? happenings.endIndex
        happenings.insert(happening, at: place)
    }
}
