import Fleet
import FoundationEssentials
import Grid
import History

/// The pages of the journal: opened, read, scrolled, copied and written out.
extension State {
    /// The page that is open, if one is.
    var journalPage: JournalPage? {
        if case .journal(let page) = screen { page } else { nil }
    }

    /// Opens a page in place of another one, and has its lines read.
    mutating func open(_ page: JournalPage) -> [Effect] {
        let old = journal
        journal = JournalView()
        (journal.sift, journal.period) = (old.sift, old.period)
        screens.removeAll { if case .journal = $0 { true } else { false } }
        screens.append(.journal(page))
        return [read(page)]
    }

    func read(_ page: JournalPage) -> Effect {
        var filter = JournalFilter(limit: JournalView.mostLines, order: .newestFirst)
        switch page {
        case .timeline(let key): filter.instances = [key]
        case .log: filter.kinds = journal.sift.kinds
        case .handover: filter = JournalFilter(since: handoverSince - Handover.scene)
        }
        return .readJournal(page, filter)
    }

    /// The lines that were asked for, oldest first.
    mutating func take(_ entries: [JournalEntry], for page: JournalPage) {
        guard page == journalPage else { return }
        // A week of a large fleet's lines is gone through once, not for every frame.
        if page == .handover { journal.handover = handover(of: entries) } else { journal.entries = entries }
        journal.handoverLayout = nil
        journal.reads += 1
        scrollJournal(by: 0)
    }

    /// A line that comes while its page is open. A handover stands still while it is read.
    mutating func show(_ entry: JournalEntry) {
        switch journalPage {
        case .timeline(let key) where entry.key == key: break
        case .log where journal.sift.kinds.isEmpty || journal.sift.kinds.contains(entry.event.kind): break
        default: return
        }
        journal.entries.append(entry)
        if journal.entries.count > JournalView.mostLines { journal.entries.removeFirst() }
        // What is being read stays where it is.
        if journal.scroll > 0 { scrollJournal(by: 1) }
    }

    /// Does what a key of these pages asks for; `nil` for keys that mean the same everywhere.
    mutating func performInJournal(_ action: Action) -> [Effect]? {
        guard let page = journalPage else { return nil }
        let rows = JournalScreen.rows(self)
        switch action {
        case .up: scrollJournal(by: -1)
        case .down: scrollJournal(by: 1)
        case .pageUp: scrollJournal(by: -rows)
        case .pageDown: scrollJournal(by: rows)
        case .halfUp: scrollJournal(by: -max(1, rows / 2))
        case .halfDown: scrollJournal(by: max(1, rows / 2))
        case .top: scrollJournal(by: -journal.scroll)
        case .bottom: scrollJournal(by: .max / 2)
        case .sift: return changeSift(page)
        case .period: return changePeriod(page)
        case .pollNow:
            tell("reading the journal again")
            return [read(page)]
        case .copy, .saveHandover: return handOut(action, page)
        default: return nil
        }
        return []
    }

    mutating func scrollJournal(by step: Int) {
        journal.handoverLayout = JournalScreen.handoverLayout(self)
        let most = max(0, JournalScreen.lineCount(self) - JournalScreen.rows(self))
        journal.scroll = min(max(0, journal.scroll + step), most)
    }

    private mutating func changeSift(_ page: JournalPage) -> [Effect] {
        guard page == .log else { return [] }
        let all = JournalView.Sift.allCases
        journal.sift = all[((all.firstIndex(of: journal.sift) ?? 0) + 1) % all.count]
        (journal.scroll, journal.reads) = (0, 0)
        return [read(page)]
    }

    private mutating func changePeriod(_ page: JournalPage) -> [Effect] {
        guard page == .handover else { return [] }
        journal.period = journal.period == .night ? .shift : .night
        (journal.scroll, journal.reads) = (0, 0)
        return [read(page)]
    }

    private mutating func handOut(_ action: Action, _ page: JournalPage) -> [Effect] {
        guard page == .handover else {
            guard case .timeline(let key) = page, action == .copy else { return [] }
            tell("copied \(key.id)")
            return [.copy(ClipboardText(key.id))]
        }
        guard let handover = journal.handover, journal.isRead else { return [] }
        guard action == .copy else {
            let stamp = LocalClock(utcOffset: settings.utcOffset).stamp(wall.date(of: now))
            let name = "handover-\(stamp.prefix(16).replacing(" ", with: "T").replacing(":", with: "")).md"
            return [.saveText(handover.markdown, name: name)]
        }
        tell("handover sent to your clipboard (OSC 52)")
        return [.copy(ClipboardText(handover.plain))]
    }

    /// When the handover that is asked for begins.
    var handoverSince: Date {
        let now = wall.date(of: now)
        switch journal.period {
        case .night:
            return LocalClock(utcOffset: settings.utcOffset).last(secondOfDay: Handover.nightBegins, before: now)
        case .shift: return now - 12 * 3600
        }
    }

    /// The handover as of now, with those that are down and have no line from the rows.
    private func handover(of entries: [JournalEntry]) -> HandoverText {
        var memories: [InstanceKey: InstanceMemory] = [:]
        var names: [InstanceKey: CleanText] = [:]
        for row in fleet.rows where row.state != .working {
            memories[row.key] = row.memory
            names[row.key] = CleanText(row.name)
        }
        let handover = Handover(
            entries, since: handoverSince, until: wall.date(of: now), memories: memories, names: names)
        return HandoverText(handover, clock: LocalClock(utcOffset: settings.utcOffset))
    }
}
