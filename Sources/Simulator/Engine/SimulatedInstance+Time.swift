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
        case .starting(let until): offer(.phase, until)
        case .linking(let window): offer(.phase, window.closes)
        case .stopped, .working, .failed: break
        }
        offer(.phone, phone.nextAct)
        return next
    }

    private mutating func phaseEnds(at moment: Instant) {
        switch phase {
        case .starting where account != nil: phase = .working
        case .starting: begin(linking: moment)
        case .linking:
            leaveWindow()
            phase = .failed
        case .stopped, .working, .failed: break
        }
    }

    private mutating func phoneActs(at moment: Instant) {
        guard case .linking(let window) = phase, let index = window.index(at: moment) else {
            phone.putAway()
            return
        }
        switch phone.act(at: moment) {
        case .scan(let sighting) where sighting == CodeSighting(window: window.serial, index: index):
            link(to: phone.digits)
        case .type where pairing?.digits == phone.digits:
            link(to: phone.digits)
        case .scan, .type, nil:
            break
        }
    }

    private mutating func happens(_ happening: Happening) {
        switch happening.what {
        case .drop: unlink(at: happening.at)
        case .crash:
            leaveWindow()
            phase = .failed
        case .recover: if phase == .failed { begin(starting: happening.at) }
        case .restart: if phase == .working { begin(starting: happening.at) }
        }
        guard let every = happening.every, every > .zero else { return }
        var again = happening
        again.at = happening.at.advanced(by: every)
        let place = happenings.firstIndex { $0.at > again.at } ?? happenings.endIndex
        happenings.insert(again, at: place)
    }
}
