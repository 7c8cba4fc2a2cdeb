import Fleet
import Foundation
import Journal

/// Since when instances are in their states, for a command that asks once: only the journal has seen them come.
struct RememberedStates: Sendable {
    let memories: [InstanceKey: InstanceMemory]

    /// `nil` where nothing was ever written down. A journal that cannot be read remembers nothing, and looking at
    /// states is none the worse for it.
    init?(in context: CommandContext, by policy: JournalPolicy) async {
        guard let folder = try? context.stateFolder(),
            FileManager.default.fileExists(atPath: "\(folder)/journal.sqlite"),
            let journal = context.openJournal(policy)
        else { return nil }
        memories = await journal.memories(at: context.time.date)
        await journal.close()
    }

    /// Fills in what is known: a state that is another one by now began when nobody looked.
    func tellSince(_ reports: inout [InstanceReport]) {
        for place in reports.indices where reports[place].observedAt != nil && reports[place].failure == nil {
            guard let memory = memories[reports[place].key], memory.state == reports[place].state else { continue }
            reports[place].since = memory.since
        }
    }
}
