import Fleet
import Grid
import Linking

extension State {
    /// The pace of acts on several instances: one a second, so that they can be stopped in time.
    static let actPace = Duration.seconds(1)

    /// Asks before an act on the marked instances, or on the one under the cursor.
    mutating func ask(_ act: Act) {
        let (keys, hidden) = targets
        guard !keys.isEmpty else { return }
        dialog = .confirm(Confirmation(act: act, keys: keys, hidden: hidden))
    }

    /// Asks before an instance is deleted: one at a time, and its name has to be typed.
    mutating func askDelete() {
        let (keys, hidden) = targets
        guard let key = keys.first, let row = fleet[key] else { return }
        guard keys.count == 1 else {
            let drop = settings.keys.label(.unmark) ?? ":unmark"
            return tell(
                "\(keys.count) are marked, and only one is deleted at a time; \(drop) drops the marks", .attention)
        }
        guard row.state != .missing else {
            return tell("\(row.name) is MISSING: there is nothing left to delete", .attention)
        }
        guard gateways.first(where: { $0.name == key.gateway })?.acts.contains(.delete) == true else {
            return tell("\(key.gateway) has no way to delete an instance", .attention)
        }
        dialog = .confirm(Confirmation(act: .delete, keys: keys, hidden: hidden, name: row.name))
    }

    /// The marked instances, or the one under the cursor, and how many of them the filter hides.
    private var targets: (keys: [InstanceKey], hidden: Int) {
        let marked = markedInOrder
        switch screen {
        case .triage(let chosen): return (chosen.filter { fleet[$0] != nil }, 0)
        case .list where !marked.isEmpty, .wall where !marked.isEmpty: return (marked, list.hiddenMarks)
        default: return ([current].compactMap(\.self), 0)
        }
    }

    mutating func agree(to confirmation: Confirmation) -> [Effect] {
        dialog = nil
        // A wrong phone is not only told to go: it is watched until it is gone.
        let wrong = confirmation.keys.filter {
            confirmation.act == .logout && links[$0]?.flow.phase.isMismatched == true
        }
        let effects = wrong.flatMap { key in advance(key) { flow, now in flow.evict(at: now) } }
        let others = confirmation.keys.filter { !wrong.contains($0) }
        guard !others.isEmpty else { return effects }
        let first = max(now, queue.last.map { $0.notBefore + Self.actPace } ?? now)
        for (index, key) in others.enumerated() {
            queue.append(
                QueuedAct(act: confirmation.act, key: key, notBefore: first + Self.actPace * index))
        }
        if others.count == 1, let key = others.first {
            tell("\(confirmation.act.doing) \(fleet[key]?.name ?? key.id)…")
        } else {
            tell("\(confirmation.act.doing) \(others.count) instances, one a second; Ctrl-c stops")
        }
        return effects + startQueued()
    }

    mutating func startQueued() -> [Effect] {
        var effects: [Effect] = []
        var earliest = Instant.zero
        for index in queue.indices where !queue[index].isRunning {
            // A timer that comes late must not make up for it with two at once.
            queue[index].notBefore = max(queue[index].notBefore, earliest)
            if queue[index].notBefore <= now {
                queue[index].isRunning = true
                queue[index].notBefore = now
                effects.append(.perform(queue[index].act, queue[index].key))
                earliest = now + Self.actPace
            } else {
                earliest = queue[index].notBefore + Self.actPace
            }
        }
        return effects
    }

    /// Drops what has not begun.
    mutating func stopQueue() {
        let waiting = queue.count { !$0.isRunning }
        guard waiting > 0 else { return }
        queue.removeAll { !$0.isRunning }
        tell("stopped: \(waiting) left alone", .attention)
    }

    mutating func finish(_ act: Act, _ key: InstanceKey, _ failure: GatewayFailure?) -> [Effect] {
        jot(.act(act, failure: failure?.message), about: key)
        let wasQueued = queue.contains { $0.isRunning && $0.act == act && $0.key == key }
        queue.removeAll { $0.isRunning && $0.act == act && $0.key == key }
        let name = fleet[key]?.name ?? key.id
        let text = failure.map { "could not \(act.verb) \(name): \($0.message.text)" } ?? "\(act.done) \(name)"
        write(
            LogLine(
                at: now, name: name,
                text: failure.map { "\(act.verb) failed: \($0.message.text)" } ?? "\(act.done) from here",
                role: failure == nil ? .plain : .broken))
        if wasQueued || failure != nil { tell(text, failure == nil ? .good : .broken) }
        // What is unlinked or stopped from here has not failed to hold.
        if failure == nil, [.logout, .delete, .stop].contains(act) { watches[key] = nil }
        return notice(act, on: key, failure) + advance(key) { flow, now in flow.acted(act, failure, at: now) }
    }
}

extension Act {
    /// As people say it.
    var verb: String { self == .logout ? "log out" : rawValue }

    var doing: String {
        switch self {
        case .start: "starting"
        case .stop: "stopping"
        case .restart: "restarting"
        case .logout: "logging out"
        case .delete: "deleting"
        }
    }

    var done: String {
        switch self {
        case .start: "started"
        case .stop: "stopped"
        case .restart: "restarted"
        case .logout: "logged out"
        case .delete: "deleted"
        }
    }

    /// What a dialog says about the consequence, because a person tired at night has to know it.
    var consequence: String {
        switch self {
        case .start: "The engine comes up; a paired account links by itself."
        case .stop: "The account stays paired; messages wait until it is started again."
        case .restart: "The connection drops for some seconds; the pairing is kept."
        case .logout: "The phone's link is REMOVED. Somebody with the phone must link it again."
        case .delete: "The link is removed and the instance is deleted at the gateway."
        }
    }
}
