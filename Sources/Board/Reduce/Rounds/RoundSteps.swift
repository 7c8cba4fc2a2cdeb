import Fleet
import Grid
import Linking

/// How a round goes on by itself.
extension State {
    /// Between a link and the next window: long enough for the success to be seen and for the linked phone's number to
    /// be read, so that a wrong phone is noticed while its holder is still here.
    private static let roundPause = Duration.seconds(3)

    /// Opens what may be opened now.
    mutating func stepRound() -> [Effect] {
        guard let round, !round.isPaused, dialog == nil, roundStepsAt <= now else { return [] }
        let room = roundRoom
        var effects: [Effect] = []
        var leftOut = round.count(.failed)
        // Whoever is left out makes room for the next one at once.
        while let actions = self.round?.fill(room) {
            effects += perform(actions)
            guard let count = self.round?.count(.failed), count > leftOut else { break }
            leftOut = count
        }
        return effects
    }

    /// How many windows may be open at once.
    private var roundRoom: Int {
        guard roundIsOnWall, let round else { return 1 }
        let wanted = round.count(.open) + round.count(.waiting)
        return WallLayout(size, panes: max(1, wanted), withCode: true).capacity
    }

    mutating func perform(_ actions: [Round.Action]) -> [Effect] {
        var effects: [Effect] = []
        for action in actions {
            switch action {
            case .open(let key): effects += openInRound(key)
            case .close(let key): effects += closeLink(key)
            case .finished:
                tell("the round is over: \(roundWords)", .good)
                note("the round is over: \(roundWords)")
                round = nil
                effects.append(.bell)
            }
        }
        return effects
    }

    /// A window opens by itself only where nothing speaks against it.
    private mutating func openInRound(_ key: InstanceKey) -> [Effect] {
        let name = fleet[key]?.name ?? key.id
        guard fleet[key] != nil else {
            round?.failed(key)
            tell("\(name) is left out: its gateway does not know it", .attention)
            return []
        }
        switch linkLock(for: [key]) {
        case .open: break
        case .typed(.restricted) where isSecondTurn(key):
            tell("\(name) did not hold and gets one more turn; after another drop it is left out", .attention)
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
        // No key was pressed for this one.
        return effects.map { $0.inTurn(at: now) }
    }

    /// It dropped while it settled, and its phone is still at hand: the runbook suspects a restriction after two drops.
    private func isSecondTurn(_ key: InstanceKey) -> Bool {
        round?[key]?.drops == 1 && fleet[key]?.riders.contains(.restricted) == false
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
            drop(key)
        case .mismatched:
            // With its holder still here it waits for a decision; else it is the next to be looked at.
            if screen == .link(key) || screen == .wall { round?.reopened(key) } else { round?.comeFirst(key) }
        case .ended(.unscanned), .ended(.unattended), .ended(.evicted):
            // Whoever is not here for this one is not here for the next one either: it waits for Enter.
            break
        case .ended:
            round?.failed(key)
            roundStepsAt = pause
        default: break
        }
    }

    /// A link of the round was lost while it was watched.
    mutating func drop(_ key: InstanceKey) {
        guard round?[key] != nil, round?.dropped(key) == false else { return }
        tell("\(fleet[key]?.name ?? key.id) dropped twice: it is left out, look at its phone first", .broken)
    }

    /// A round that the last run of the program left.
    mutating func find(_ found: Round) {
        guard round == nil else { return }
        var found = found.afterRestart()
        // Instances that only a list tells of may not have been listed yet.
        let names = Set(gateways.map(\.name))
        found.keep { fleet[$0] != nil || names.contains($0.gateway) }
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

    mutating func note(_ text: String) {
        write(LogLine(at: now, name: "round", text: text, role: .plain))
        jot(.note(CleanText(text)), aboutGateway: "")
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
