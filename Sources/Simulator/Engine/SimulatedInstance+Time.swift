import Fleet

/// Catching up: everything that was due until now, in the order of time.
extension SimulatedInstance {
    private enum Due {
        case happening
        case phase
        case phone
    }

    mutating func settle(at now: Instant) {
        while let (due, moment) = nextDue(), moment <= now {
            switch due {
            case .happening: happens(happenings.removeFirst())
            case .phase: phaseEnds(at: moment)
            case .phone: phoneActs(at: moment)
            }
        }
    }

    private func nextDue() -> (Due, Instant)? {
        var next: (Due, Instant)?
        func offer(_ due: Due, _ moment: Instant?) {
            guard let moment else { return }
            if let known = next, known.1 <= moment { return }
            next = (due, moment)
        }
        offer(.happening, happenings.first?.at)
        switch phase {
        case .starting(let until), .connecting(let until): offer(.phase, until)
        case .linking(let window): offer(.phase, window.closes)
        case .passkey(let gate): offer(.phase, gate.nextTurn)
        case .stopped, .working, .disconnected, .idle, .blocked, .failed: break
        }
        offer(.phone, phone.nextAct)
        return next
    }

    private mutating func phaseEnds(at moment: Instant) {
        switch phase {
        case .starting, .connecting: arrive(at: moment)
        case .linking(let window): windowCloses(lastFetch: window.lastFetch, at: moment)
        case .passkey(let gate): passkeyTurns(gate, at: moment)
        case .stopped, .working, .disconnected, .idle, .blocked, .failed: break
        }
    }

    private mutating func phoneActs(at moment: Instant) {
        guard case .linking(let window) = phase, let index = window.index(at: moment) else {
            phone.putAway()
            return
        }
        switch phone.act(at: moment) {
        case .scan(let sighting) where sighting == CodeSighting(window: window.serial, index: index):
            accept(phone.digits, at: moment)
        case .type where pairing?.digits == phone.digits && pairing?.lives(at: moment) == true:
            accept(phone.digits, at: moment)
        case .scan, .type, nil:
            break
        }
    }

    mutating func happens(_ happening: Happening) {
        let now = happening.at
        switch happening.what {
        case .drop: if account != nil { unlink(.loggedOutByPhone, at: now) }
        case .crash: end(.crashed, as: .failed, at: now)
        case .recover: if phase == .failed || phase == .stopped { begin(starting: now) }
        case .restart: if phase == .working { begin(starting: now) }
        case .replace: if account != nil { end(.replaced, as: .disconnected, at: now) }
        case .cling: ignoredLogouts += 1
        case .unload: stop(at: now)
        case .restrict: isRestricted = account != nil
        case .unrestrict: isRestricted = false
        case .sleep, .wake, .ban, .outdate, .upgrade, .retry: hindered(by: happening.what, at: now)
        }
        guard let every = happening.every, every > .zero else { return }
        var again = happening
        again.at = now.advanced(by: every)
        schedule(again)
    }

    private mutating func hindered(by event: InstanceEvent, at now: Instant) {
        switch event {
        case .sleep:
            hindrance = .offline
            if isUp, account != nil { end(.connectionLost, as: .disconnected, at: now) }
        case .wake:
            if hindrance == .offline { hindrance = nil }
            if phase == .disconnected { begin(starting: now) }
        case .ban:
            hindrance = .banned
            if phase != .stopped { end(.banned, as: .blocked, at: now) }
        case .outdate:
            hindrance = .outdatedClient
            if phase != .stopped { refuse(at: now) }
        case .upgrade:
            if hindrance == .outdatedClient { hindrance = nil }
            if phase == .failed { begin(starting: now) }
        case .retry: if phase == .failed, hindrance == .outdatedClient { begin(starting: now) }
        default: break
        }
    }

    private var isUp: Bool {
        switch phase {
        case .starting, .connecting, .working: true
        case .stopped, .linking, .passkey, .disconnected, .idle, .blocked, .failed: false
        }
    }
}
