import Fleet
import Grid
import Linking

/// What people do with a round: ask for one, begin it, pause it, leave somebody out.
extension State {
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
        let failed = marked.isEmpty ? list.shown.count { fleet[$0]?.state == .failed } : 0
        guard !members.isEmpty else {
            if failed > 0 {
                tell("nothing here waits for a link; \(failedWords(failed))", .attention)
            } else if marked.isEmpty {
                tell("nothing here needs a link; Space marks instances for a round")
            } else {
                tell("all that are marked are linked")
            }
            return []
        }
        let free = linkable(members)
        guard !free.isEmpty else { return [] }
        let hidden = marked.isEmpty ? 0 : list.hiddenMarks
        dialog = .round(
            RoundForm(members: free, hidden: hidden, failed: failed, isOnWall: screen == .wall, isUnderWay: false))
        return []
    }

    /// What becomes of those that a round leaves out.
    func failedWords(_ count: Int) -> String {
        let key = settings.keys.label(.triage) ?? ":triage"
        return count == 1
            ? "1 FAILED is not in it: restart it first (\(key))"
            : "\(count) FAILED are not in it: restart them first (\(key))"
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
            note("the round was ended: \(roundWords)")
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
        note("a round of \(members.count) began")
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
}
