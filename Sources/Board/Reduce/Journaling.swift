import Fleet
import FoundationEssentials
import Grid
import Linking

/// What happens is handed out to be written down, and what was written down before is put to use.
extension State {
    /// Lines that wait for the journal's memories; a fleet's first answers are some for each instance.
    private static let mostUnwritten = 50_000

    mutating func jot(_ event: JournalEvent, about key: InstanceKey, at: Instant? = nil) {
        let name = CleanText(fleet[key]?.name ?? key.id)
        jot(JournalEntry(at: wall.date(of: at ?? now), key: key, name: name, event: event))
    }

    mutating func jot(_ event: JournalEvent, aboutGateway name: String) {
        jot(JournalEntry(at: wall.date(of: now), gateway: name, event: event))
    }

    private mutating func jot(_ entry: JournalEntry) {
        var entry = entry
        if entry.event.isDoneByPerson { entry.person = settings.person }
        show(entry)
        unwritten.append(entry)
        if unwritten.count > Self.mostUnwritten { unwritten.removeFirst() }
    }

    /// A state that was told and is not the last one known.
    ///
    /// - Parameter before: what the row said until now; `nil` for the first answer of this session.
    mutating func jotChange(
        of key: InstanceKey, from before: LinkState?, to reading: StatusReading, _ source: FactSource, at: Instant
    ) {
        let from = before ?? fleet[key]?.memory?.state
        guard from != reading.state else { return resume(key) }
        jot(.state(from: from, to: reading.state, reason: reading.reason, source: source), about: key, at: at)
        let date = wall.date(of: at)
        changeRow(key) { row in
            var memory = row.memory ?? InstanceMemory()
            memory.change(from: from, to: reading.state, at: date)
            row.memory = memory
        }
    }

    /// It is in the state in which it was seen last: that began when the journal says.
    private mutating func resume(_ key: InstanceKey) {
        guard let since = fleet[key]?.memory?.since else { return }
        let instant = wall.instant(of: since)
        changeRow(key) { row in
            row.since = instant
            row.beganAsWritten = true
        }
    }

    /// What the journal knew when the program started, or when a gateway was added. Answers that came before are seen in
    /// its light.
    mutating func remember(_ memories: [InstanceKey: InstanceMemory], _ names: [InstanceKey: CleanText]) {
        remembers = true
        bringBack(memories.keys.sorted(), names)
        for (key, memory) in memories {
            let clock = wall
            changeRow(key) { row in
                row.memory = memory
                row.past.remember(memory, by: clock)
            }
        }
        triage.outbreaksAreOld = true
        let waiting = unwritten
        unwritten = []
        for var entry in waiting {
            guard let key = entry.key, case .state(let from, let to, let reason, let source) = entry.event,
                let memory = fleet[key]?.memory, memories[key] != nil
            else {
                unwritten.append(entry)
                continue
            }
            let known = from ?? memory.state
            guard known != to else {
                if fleet[key]?.history.count == 1 { resume(key) }
                continue
            }
            entry.event = .state(from: known, to: to, reason: reason, source: source)
            unwritten.append(entry)
            changeRow(key) { $0.memory?.change(from: known, to: to, at: entry.at) }
        }
    }

    /// The journal's one alarm came, changed, or is over.
    mutating func hear(_ alarm: CleanText?) {
        guard alarm != journalAlarm else { return }
        journalAlarm = alarm
        let text = alarm?.text ?? "the journal is written down again, all of it"
        tell(text, alarm == nil ? .good : .attention)
        write(LogLine(at: now, name: "relink", text: text, role: alarm == nil ? .good : .attention))
    }

    /// Hands out what is to be written down, once it is known what stands there already.
    mutating func writeDown() -> [Effect] {
        guard remembers, !unwritten.isEmpty else { return [] }
        defer { unwritten = [] }
        return [.record(unwritten)]
    }
}

extension InstanceRow {
    /// The drops of the last hour.
    func drops(before now: Date) -> Int { memory?.drops.count { $0 > now.addingTimeInterval(-3600) } ?? 0 }
}

extension InstanceMemory {
    /// As the journal remembers it when it writes the same change down.
    fileprivate mutating func change(from: LinkState?, to: LinkState, at date: Date) {
        state = to
        since = date
        if to == .working {
            lastGood = date
            downSince = nil
        } else if from == .working {
            lastGood = date
            downSince = downSince ?? date
            drops.removeAll { $0 <= date.addingTimeInterval(-3600) }
            drops.append(date)
        }
    }
}
