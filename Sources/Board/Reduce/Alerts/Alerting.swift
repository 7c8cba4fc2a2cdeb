import Alerts
import Fleet
import Grid
import Linking

/// Feeds the alerts, and does what they say.
extension State {
    /// What a person's act comes to within this time is their doing.
    private static let actTime = Duration.seconds(60)

    /// The same for a link window that was closed: the phone may have been at it.
    private static let windowTime = Duration.seconds(20)

    /// A look at a row that says something new, or that a pending change waits for.
    mutating func alert(about key: InstanceKey, accountWas: Account?, reason: CleanText? = nil, at: Instant) {
        guard let row = fleet[key], let state = row.state else { return }
        let isLinking = links[key].map { !$0.flow.isOver } ?? false
        let sight = Sight(
            state, isMismatched: row.isMismatched, reason: row.isMismatched ? CleanText(row.reason) : reason,
            isExpected: isLinking, isFirstAccount: accountWas == nil)
        alerted += alerts.observe(key, sight, at: at)
    }

    /// Performs what the alerts said during one event.
    mutating func alertEffects(after effects: [Effect]) -> [Effect] {
        for effect in effects {
            switch effect {
            case .perform(_, let key, _): alerts.expect(key, until: now + Self.actTime, at: now)
            case .closeWindow(let key): alerts.expect(key, until: now + Self.windowTime, at: now)
            default: break
            }
        }
        if let deadline = alerts.deadline, deadline <= now { alerted += alerts.tick(at: now) }
        var more: [Effect] = []
        for action in alerted {
            switch action {
            case .look(let key, let at):
                if looksAreRare(at: key.gateway) { more.append(.expedite(.status, key, at: at)) }
            case .announce(let announcement): more += announce(announcement)
            }
        }
        alerted.removeAll(keepingCapacity: true)
        return more + titleEffects()
    }

    /// Whether the next round comes too late to tell a drop from a flap.
    private func looksAreRare(at gateway: String) -> Bool {
        gateways.contains { $0.name == gateway && $0.idleStatus > alerts.rules.stableFor }
    }

    private mutating func announce(_ announcement: Announcement) -> [Effect] {
        let words = AlertWords(self)
        let texts = announcement.alerts.map(words.sentence)
        let title = settings.isDemo ? "relink DEMO" : "relink"
        let notice = Notice(title: title, text: texts.joined(separator: "; "), isQuiet: announcement.isQuiet)
        let hooks = announcement.alerts.map { Effect.hook(words.facts(of: $0)) }
        // In front of a code nobody is distracted: its own sentences stand there, and the line on the list waits.
        if case .link = screen { return [.notify(notice)] + hooks }
        tell(notice.text, announcement.isQuiet ? .good : .attention)
        return [.notify(notice)] + hooks
    }
}
