import Fleet
import Synchronization

/// Lines on their way to the file: taken from any thread without waiting, handed over in their order.
final class EntryQueue: Sendable {
    /// More lines than a fleet of 10,000 makes when everything drops at once and comes back. Beyond, the oldest go.
    static let bound = 32_768

    private struct Contents {
        var entries: [JournalEntry] = []
        var lost = 0
        var isAwaited = false
    }

    private let contents = Mutex(Contents())

    /// - Returns: whether somebody has to be called to take them.
    func add(_ entries: [JournalEntry]) -> Bool {
        contents.withLock { contents in
            contents.entries += entries
            let over = contents.entries.count - Self.bound
            if over > 0 {
                contents.entries.removeFirst(over)
                contents.lost += over
            }
            defer { contents.isAwaited = true }
            return !contents.isAwaited
        }
    }

    /// Everything that waits, and how many lines found no room since the last time.
    func takeAll() -> (entries: [JournalEntry], lost: Int) {
        contents.withLock { contents in
            defer { contents = Contents() }
            return (contents.entries, contents.lost)
        }
    }
}
