import Fleet
import Grid
import Linking

/// Links that something speaks against.
extension State {
    /// How long what was typed counts: enough to type a number for a pairing code.
    private static let unlockTime = Duration.seconds(120)

    /// Read-only mode refuses what changes something.
    mutating func allows(_ action: Action) -> Bool {
        guard ActionTable.info(action).changes, settings.isReadOnly else { return true }
        tell("read-only: \(ActionTable.info(action).title) is switched off", .attention)
        return false
    }

    mutating func askNumber() -> [Effect] {
        guard let key = current, fleet[key] != nil else { return [] }
        if let instead = heldBack(key, for: .askNumber) { return instead }
        askNumber(for: key)
        return []
    }

    mutating func askNumber(for key: InstanceKey) {
        let known = fleet[key]?.configured.phone?.digits ?? ""
        dialog = .number(NumberForm(key: key, field: TextField(known)))
    }

    /// Holds a link back that cannot help, that has to be insisted on, or that something cheaper comes before.
    ///
    /// - Returns: `nil` when the link may go on.
    mutating func heldBack(_ key: InstanceKey, for intent: Unlock.Intent, looksFirst: Bool = true) -> [Effect]? {
        if let unlocked = triage.unlocked, unlocked.key == key, unlocked.until > now {
            if case .link = intent { triage.unlocked = nil }
            return nil
        }
        switch linkLock(for: [key]) {
        case .closed(let reason):
            tell(reason.brief, .attention)
            return []
        case .typed(let reason):
            dialog = .unlock(Unlock(key: key, intent: intent, sentences: [reason.sentence, reason.instead]))
            return []
        case .open: return looksFirst ? comesFirst(key) : nil
        }
    }

    /// What is still paired is brought back before it is linked anew, unless that was tried.
    ///
    /// A link window restarts such an instance too; but here a person sees first that no phone is needed.
    private mutating func comesFirst(_ key: InstanceKey) -> [Effect]? {
        switch screen {
        case .list, .detail: break
        default: return nil
        }
        guard let row = fleet[key], !row.isStale, triage.ladders[key] == nil, facts(row).pairing == .paired,
            case .ladder(.restart) = verdict(row)
        else { return nil }
        tell("\(row.name) is still paired: no phone is needed yet")
        return showTriage([key])
    }

    /// Of several, those that may be linked; the others are told.
    mutating func linkable(_ keys: [InstanceKey]) -> [InstanceKey] {
        let free = keys.filter { linkLock(for: [$0]) == .open }
        if free.count < keys.count { tellLock(of: keys, keys.count - free.count) }
        return free
    }

    private mutating func tellLock(of keys: [InstanceKey], _ count: Int) {
        switch linkLock(for: keys) {
        case .closed(let reason): tell("\(count) not opened. \(reason.brief)", .attention)
        case .typed(let reason): tell("\(count) left out: \(reason.sentence) Open it alone to insist.", .attention)
        case .open: break
        }
    }

    mutating func press(_ key: Key, in unlock: Unlock) -> [Effect] {
        var unlock = unlock
        switch key {
        case .escape:
            dialog = nil
            return []
        case .enter:
            guard unlock.isArmed else {
                dialog = nil
                tell("nothing was done")
                return []
            }
            return open(unlock)
        default:
            _ = unlock.typed.edit(key)
            dialog = .unlock(unlock)
            return []
        }
    }

    private mutating func open(_ unlock: Unlock) -> [Effect] {
        dialog = nil
        switch unlock.intent {
        case .freshStart: return take(.freshStart, unlock.key)
        case .link(let method):
            triage.unlocked = TriageRecords.Unlocked(key: unlock.key, until: now + Self.unlockTime)
            return openLink(unlock.key, by: method)
        case .askNumber:
            triage.unlocked = TriageRecords.Unlocked(key: unlock.key, until: now + Self.unlockTime)
            askNumber(for: unlock.key)
            return []
        }
    }
}
