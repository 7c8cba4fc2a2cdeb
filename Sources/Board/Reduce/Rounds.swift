import Fleet
import Grid
import Linking

/// Rounds: many links, one after the other or side by side.
extension State {
    /// How long a success stays on the screen before the next window takes its place. Long enough for the account to
    /// be read, so that a wrong phone is noticed while its holder is still here.
    private static let roundPause = Duration.seconds(3)

    /// What `b` means now: look at the round that there is, or ask about a new one.
    mutating func askRound() -> [Effect] {
        if let round, !round.isPaused {
            let effects = pauseRound()
            if case .link = screen { screens.removeLast() }
            return effects
        }
        if round != nil {
            dialog = .round(RoundForm(members: [], hidden: 0, isOnWall: screen == .wall, isUnderWay: true))
            return []
        }
        let marked = markedInOrder
        let members = marked.isEmpty ? list.shown.filter(needsLink) : marked.filter { !isWell($0) }
        guard !members.isEmpty else {
            tell(
                marked.isEmpty
                    ? "nothing here needs a link; Space marks instances for a round" : "all that are marked are linked")
            return []
        }
        let free = linkable(members)
        guard !free.isEmpty else { return [] }
        let hidden = marked.isEmpty ? 0 : list.hiddenMarks
        dialog = .round(RoundForm(members: free, hidden: hidden, isOnWall: screen == .wall, isUnderWay: false))
        return []
    }

    /// The marked instances: those that are shown in their order, then those that the filter hides.
    var markedInOrder: [InstanceKey] {
        list.shown.filter(list.marks.contains) + list.marks.subtracting(list.shown).sorted()
    }

    /// Linked, and to the right number.
    private func isWell(_ key: InstanceKey) -> Bool {
        fleet[key].map { $0.state == .working && !$0.isMismatched && !$0.isStale } ?? true
    }

    /// Whether nothing but a link helps this one.
    func needsLink(_ key: InstanceKey) -> Bool {
        switch fleet[key]?.state {
        case .awaitingLink, .loggedOut: true
        default: false
        }
    }

    mutating func pressInRound(_ key: Key, _ form: RoundForm) -> [Effect] {
        switch key {
        case .enter:
            dialog = nil
            return form.isUnderWay ? resumeRound(onWall: form.isOnWall) : begin(form)
        case .character("d") where form.isUnderWay:
            dialog = nil
            tell("the round is over: \(roundWords)")
            round = nil
        case .escape, .character("q"): dialog = nil
        default: break
        }
        return []
    }

    private mutating func begin(_ form: RoundForm) -> [Effect] {
        let members = form.members.filter { fleet[$0] != nil }
        round = Round(members.map { ($0, fleet[$0]?.configured.holder?.text) })
        list.marks.removeAll()
        return resumeRound(onWall: form.isOnWall)
    }

    private mutating func resumeRound(onWall: Bool) -> [Effect] {
        roundIsOnWall = onWall
        round?.resume()
        roundStepsAt = now
        if onWall, let round {
            panes = round.items.filter { !$0.stage.isOver }.map(\.key)
            show(.wall)
        }
        return stepRound()
    }

    /// Stands still: open windows close, and their turn comes again.
    mutating func pauseRound() -> [Effect] {
        guard let actions = round?.pause(), !actions.isEmpty || round != nil else { return [] }
        let left = round?.items.count { !$0.stage.isOver } ?? 0
        let key = settings.keys.label(.round) ?? ":round"
        tell("round paused, \(left) to go; \(key) goes on")
        return perform(actions)
    }

    /// Opens what may be opened now.
    mutating func stepRound() -> [Effect] {
        guard let round, !round.isPaused, dialog == nil, roundStepsAt <= now else { return [] }
        let room = roundRoom
        guard let actions = self.round?.fill(room) else { return [] }
        return perform(actions)
    }

    /// How many windows may be open at once.
    private var roundRoom: Int {
        guard roundIsOnWall, let round else { return 1 }
        let wanted = round.count(.open) + round.count(.waiting)
        return WallLayout(size, panes: max(1, wanted), withCode: true).capacity
    }

    private mutating func perform(_ actions: [Round.Action]) -> [Effect] {
        var effects: [Effect] = []
        for action in actions {
            switch action {
            case .open(let key): effects += openInRound(key)
            case .close(let key): effects += closeLink(key)
            case .finished:
                tell("the round is over: \(roundWords)", .good)
                write(LogLine(at: now, name: "round", text: roundWords, role: .good))
                round = nil
                effects.append(.bell)
            }
        }
        return effects
    }

    /// A window opens by itself only where nothing speaks against it.
    private mutating func openInRound(_ key: InstanceKey) -> [Effect] {
        let name = fleet[key]?.name ?? key.id
        switch linkLock(for: [key]) {
        case .open: break
        case .typed(let reason), .closed(let reason):
            round?.failed(key)
            tell("\(name) is left out: \(reason.sentence)", .attention)
            return []
        }
        if let objection = gate(key, .qr).objections.first(where: { $0.weight >= .typed }) {
            round?.failed(key)
            tell("\(name) is left out: \(objection.words(self))", .attention)
            return []
        }
        if let open = links[key], !open.flow.isOver {
            if !roundIsOnWall { show(.link(key)) }
            return []
        }
        let effects = openWindow(key, by: .qr)
        if roundIsOnWall { bringOntoPage(key) } else { show(.link(key)) }
        return effects.map { effect in
            // No key was pressed for this one: its first request keeps the two seconds like any other.
            if case .askNow(let ask, let key) = effect { .expedite(ask, key, at: now) } else { effect }
        }
    }

    /// A code that stands on another page of the wall is seen by nobody: its pane takes the place of one whose turn was
    /// longest ago.
    private mutating func bringOntoPage(_ key: InstanceKey) {
        guard screen == .wall, list.filter.text.isEmpty, let place = panes.firstIndex(of: key) else { return }
        let page = WallScreen.page(self, of: WallLayout(size, panes: panes.count, withCode: true).capacity)
        guard !page.contains(place) else { return }
        let free = page.filter { round?[panes[$0]]?.stage != .open }
        let leaving = free.min { turn(of: panes[$0]) < turn(of: panes[$1]) }
        guard let leaving else { return }
        // The cursor stays where it is, and with it the page.
        if list.cursor == panes[leaving] { list.cursor = key }
        panes.swapAt(place, leaving)
    }

    /// When its last turn began; those that still wait for theirs come after all that had one.
    private func turn(of key: InstanceKey) -> Instant {
        round?[key]?.stage == .waiting ? now : links[key]?.flow.openedAt ?? .zero
    }

    /// What a flow's step means for the round.
    mutating func followInRound(_ phase: LinkPhase, _ key: InstanceKey) {
        guard let stage = round?[key]?.stage else { return }
        // On the wall others are seen meanwhile: a link that comes while one is looked at makes nobody wait longer.
        let pause = roundIsOnWall && roundStepsAt > now ? roundStepsAt : now + Self.roundPause
        switch phase {
        case .settling:
            round?.linked(key)
            roundStepsAt = pause
        case .held, .ended(.alreadyLinked), .ended(.cameBack), .ended(.unproven):
            round?.linked(key)
            round?.held(key)
            if stage == .open { roundStepsAt = pause }
        case .ended(.dropped):
            round?.dropped(key)
        case .mismatched:
            // With its holder still here it waits for a decision; else it is the next to be looked at.
            if screen == .link(key) || screen == .wall { round?.reopened(key) } else { round?.dropped(key) }
        case .ended(.unscanned), .ended(.unattended), .ended(.evicted):
            // Whoever is not here for this one is not here for the next one either: it waits for Enter.
            break
        case .ended:
            round?.failed(key)
            roundStepsAt = pause
        default: break
        }
    }

    /// Leaves the current one out, or puts it at the end.
    mutating func passOver(_ action: Action) -> [Effect] {
        guard let key = current, round?[key] != nil else {
            tell("this one is in no round")
            return []
        }
        roundStepsAt = now
        let name = fleet[key]?.name ?? key.id
        let actions = (action == .skip ? round?.skip(key) : round?.postpone(key)) ?? []
        tell(action == .skip ? "\(name) is left out" : "\(name) comes at the end")
        return perform(actions) + stepRound()
    }

    /// A round that the last run of the program left.
    mutating func find(_ found: Round) {
        guard round == nil else { return }
        var found = found.afterRestart()
        found.keep { fleet[$0] != nil }
        guard !found.isOver else { return }
        round = found
        keptRound = found
        let key = settings.keys.label(.round) ?? ":round"
        tell("a round was under way, \(found.items.count { !$0.stage.isOver }) to go; \(key) goes on", .attention)
    }

    /// Has the round written down when it changed.
    mutating func keepRound() -> [Effect] {
        guard round != keptRound else { return [] }
        keptRound = round
        return [.keepRound(round)]
    }

    /// When the round steps by itself.
    var roundWake: Instant? {
        guard let round, !round.isPaused, dialog == nil, roundStepsAt > now else { return nil }
        return roundStepsAt
    }

    /// How the round stands, in a few words.
    var roundWords: String {
        guard let round else { return "" }
        let parts = [
            (Round.Stage.held, "held"), (.settling, "settling"), (.open, "open"), (.waiting, "waiting"),
            (.failed, "not linked"), (.skipped, "left out"),
        ].compactMap { stage, word in round.count(stage) > 0 ? "\(round.count(stage)) \(word)" : nil }
        return parts.joined(separator: ", ")
    }
}
