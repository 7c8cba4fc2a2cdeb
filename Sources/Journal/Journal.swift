public import Fleet
import FoundationEssentials
import GRDB
import Synchronization

/// What happened and who did it, in one SQLite file that several processes share.
///
/// It never stands in anybody's way: lines are taken without waiting and written in batches on a thread of its own,
/// and where the file cannot be used it goes on in memory and says so once, in `alarm`. What was kept in memory is
/// written when that becomes possible. Secrets have no place in it, and phone numbers are masked unless the policy
/// says otherwise.
public actor Journal {
    /// The folder of the journal and of what belongs to it; `nil` for one that lives in memory alone.
    public nonisolated let folder: String?
    /// Who is at the keyboard of this process: added to what people do.
    public nonisolated let person: Person
    nonisolated let policy: JournalPolicy
    /// Whether it forgets what the policy does not keep.
    nonisolated let tidies: Bool
    nonisolated let time: any TimeSource
    nonisolated let bell = AlarmBell()
    private nonisolated let queue = EntryQueue()
    private nonisolated let thread = JournalThread()
    var disk: DatabaseQueue?
    /// The file that is open.
    var file: FileIdentity?
    /// The one that this process began in place of a damaged one.
    var begun: FileIdentity?
    /// What the file could not take; `nil` while it takes everything.
    var memory: DatabaseQueue?
    var problem: WritingProblem?
    var damage: String?
    var retry: Task<Void, Never>?
    var nextTidying: Date?
    var linesSinceTidying = 0
    private var isOpened = false
    private nonisolated let key = Mutex<NumberFingerprint.Key?>(nil)

    public nonisolated var unownedExecutor: UnownedSerialExecutor { thread.asUnownedSerialExecutor() }

    /// Returns at once; the file is opened on the journal's own thread.
    public init(
        folder: String?, person: Person, policy: JournalPolicy = JournalPolicy(), tidies: Bool = true,
        time: any TimeSource
    ) {
        self.folder = folder
        self.person = person
        self.policy = policy
        self.tidies = tidies
        self.time = time
        Task { await self.open() }
    }

    /// What is wrong with the journal now, in one sentence; `nil` while all is well.
    public nonisolated var alarm: CleanText? { bell.now }

    /// `alarm`, whenever it changes. For one reader.
    public nonisolated var alarms: AsyncStream<CleanText?> { bell.changes }

    /// Takes lines to be written, in this order. Never waits; more than 32,768 that wait push out the oldest.
    public nonisolated func record(_ entries: [JournalEntry]) {
        guard !entries.isEmpty else { return }
        let signed = entries.map { entry in
            guard entry.person == nil, entry.event.isDoneByPerson else { return entry }
            var entry = entry
            entry.person = person
            return entry
        }
        if queue.add(signed) { Task { await self.write() } }
    }

    public nonisolated func record(_ entry: JournalEntry) { record([entry]) }

    /// Returns once everything recorded before is written down, in the file or in memory.
    public func flush() { write() }

    /// Writes what waits and lets the file go.
    public func close() {
        write()
        retry?.cancel()
        retry = nil
        try? disk?.close()
        disk = nil
        bell.end()
    }

    /// The key that makes fingerprints for the ledger: the folder's, or one for this run where there is none.
    ///
    /// Reads its small file alone: what is drawn first waits for no database that others hold or that is tidied.
    public nonisolated func fingerprintKey() -> NumberFingerprint.Key {
        key.withLock { key in
            if let key { return key }
            let made = folder.flatMap { folder in
                try? StateFolder(path: folder).makeFolders()
                return LedgerKey.inFolder(folder)
            }
            let found = made ?? .random()
            key = found
            return found
        }
    }

    func open() {
        guard !isOpened else { return }
        isOpened = true
        openFile()
    }

    private func write() {
        open()
        let (entries, lost) = queue.takeAll()
        var lines = entries
        if lost > 0 {
            lines.append(
                JournalEntry(
                    at: time.date, gateway: "", event: .note(CleanText("\(lost) lines before this one found no room"))))
        }
        if memory != nil || !lines.isEmpty {
            store { [policy] db in try EntryTable.insert(lines, policy.numbers, in: db) }
        }
        tidySoon(after: lines.count)
    }
}
