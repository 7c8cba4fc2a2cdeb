import Fleet
import Grid
import Linking

extension State {
    /// Opens a link window, or shows the one that is open already. What speaks against it is settled first.
    ///
    /// - Parameter looksFirst: shows what is cheaper than a link, where something is.
    mutating func openLink(_ key: InstanceKey, by method: LinkMethod, looksFirst: Bool = true) -> [Effect] {
        guard fleet[key] != nil else { return [] }
        if let open = links[key], !open.flow.isOver {
            if open.flow.method == method {
                show(.link(key))
                return []
            }
            if tellsHold(open.flow) { return [] }
        }
        if let instead = heldBack(key, for: .link(method), looksFirst: looksFirst) { return instead }
        guard gate(key, method).weight < .typed else {
            dialog = .gate(GateForm(key: key, method: method))
            return []
        }
        return admit(key, by: method)
    }

    /// Nothing may disturb a phone that is confirming; what was asked for would.
    mutating func tellsHold(_ flow: LinkFlow) -> Bool {
        guard flow.held(at: now), let until = flow.holdUntil else { return false }
        let close = settings.keys.label(.close) ?? ":close"
        tell(
            "held for \(Ages.words(now.duration(to: until))) more, so that the phone can finish; \(close) gives it up",
            .attention)
        return true
    }

    /// Opens a window that nothing speaks against any more.
    mutating func admit(_ key: InstanceKey, by method: LinkMethod) -> [Effect] {
        let isOpen = links[key].map { !$0.flow.isOver } ?? false
        let effects = openWindow(key, by: method)
        show(.link(key))
        // Another method is another window.
        return (isOpen ? [.closeWindow(key)] : []) + effects
    }

    /// Begins a flow, wherever it is shown.
    mutating func openWindow(_ key: InstanceKey, by method: LinkMethod) -> [Effect] {
        guard let row = fleet[key] else { return [] }
        let known = row.isStale ? nil : row.state
        let pause = gateways.first { $0.name == key.gateway }?.linkPause
        let (flow, actions) = LinkFlow.open(
            key, by: method, known: known, account: row.account?.value, expected: row.configured.phone,
            policy: .standard(for: row.kind, pausingAfter: pause), at: now)
        links[key] = LinkSession(flow: flow)
        round?.reopened(key)
        jotWindow(key, method)
        return effects(actions, for: key)
    }

    /// Goes to a screen; one that is open already comes back to the top instead of being opened twice.
    mutating func show(_ screen: Screen) {
        if case .link = screen { screens.removeAll { if case .link = $0 { true } else { false } } }
        if let place = screens.firstIndex(of: screen) {
            screens.removeSubrange((place + 1)...)
        } else {
            screens.append(screen)
        }
        if screen == .wall {
            panes = WallScreen.panes(self)
            if let current = list.current, !WallScreen.keys(self).contains(current) { list.cursor = panes.first }
        }
    }

    /// Lets a flow go one step, and tells what became of it.
    mutating func advance(_ key: InstanceKey, _ step: (inout LinkFlow, Instant) -> [LinkAction]) -> [Effect] {
        guard var session = links[key] else { return [] }
        news &+= 1
        let before = session.flow.phase
        let actions = step(&session.flow, now)
        links[key] = session
        var more: [Effect] = []
        if before != session.flow.phase {
            jotStage(of: session.flow, after: before, key)
            more = announce(session.flow, after: before, key)
            followInRound(session.flow.phase, key)
            dropStaleAssertion(key)
        }
        return effects(actions, for: key) + more
    }

    /// What the screen says when a flow reaches a stage that people wait for.
    private mutating func announce(_ flow: LinkFlow, after before: LinkPhase, _ key: InstanceKey) -> [Effect] {
        let name = fleet[key]?.name ?? key.id
        switch flow.phase {
        case .passkey(let stage): return announce(stage, name, isNew: !before.isPasskey)
        case .settling:
            tell("\(name) is linked; watching that it holds", .good)
            return [.bell]
        case .mismatched:
            if before.isMismatched { return [] }
            tell("\(name) is linked to ANOTHER number", .broken)
            return [.bell]
        case .ended(.evicted):
            tell("the wrong phone is out of \(name)", .good)
            return []
        case .held(let after):
            watches[key] = LinkWatch(linkedAt: flow.openedAt + after)
            let who = flow.account?.phone.map { " as \(shown($0))" } ?? ""
            tell("\(name) is linked\(who) and held, \(Ages.words(after)) after opening the window", .good)
            if screen != .link(key), screen != .wall { links[key] = nil }
            return []
        case .ended(.dropped(let after)):
            tell("\(name) was linked and dropped again after \(Ages.words(after))", .broken)
            return [.bell]
        default:
            return []
        }
    }

    /// Closes a link window. A link that is being proven goes on being watched behind the list.
    mutating func closeLink(_ key: InstanceKey) -> [Effect] {
        screens.removeAll { $0 == .link(key) }
        let isInRound = [.open, .settling].contains(round?[key]?.stage) && screen != .wall
        let paused = isInRound && round?.isPaused == false ? pauseRound() : []
        guard let session = links[key] else { return paused }
        // What is being proven, or got rid of, goes on behind the list.
        if session.flow.phase.isSettling || session.flow.isEvicting { return paused }
        links[key] = nil
        if !session.flow.isOver { jot(.outcome(LinkOutcome(.closed)), about: key) }
        return paused + (session.flow.isOver ? [] : [.closeWindow(key)])
    }

    /// Nobody looks at the windows of the wall once it is left; links being proven go on being watched.
    mutating func closeWall() -> [Effect] {
        screens.removeAll { $0 == .wall }
        panes = []
        var effects: [Effect] = []
        for key in links.keys.sorted() { effects += closeLink(key) }
        return effects
    }

    private mutating func effects(_ actions: [LinkAction], for key: InstanceKey) -> [Effect] {
        actions.map { action in
            switch action {
            case .openWindow(let kind): .openWindow(kind, key)
            case .closeWindow: .closeWindow(key)
            case .askNow(let ask): .askNow(ask, key)
            case .expedite(let ask, let at): .expedite(ask, key, at: at)
            case .hold(let until): .hold(key, until: until)
            case .perform(let act): .perform(act, key)
            case .requestPairing(let phone): .requestPairing(key, phone, book(phone, on: key))
            case .answerPasskey(let assertion): .answerPasskey(assertion, key)
            case .confirmPasskey: .confirmPasskey(key)
            }
        }
    }

    /// A number as this person wants to see numbers.
    func shown(_ phone: PhoneNumber) -> String { revealsPhones ? "+\(phone.digits)" : phone.masked }
}
