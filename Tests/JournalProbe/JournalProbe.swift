import Fleet
import Foundation
import Glibc
import Journal

/// A process that writes into a journal, for tests that want several of them, or one that is killed.
///
/// `JournalProbe FOLDER TAG COUNT` writes so many lines and ends. With `killed` behind it, it writes on after those, and
/// another of its threads kills it somewhere in a batch.
@main
enum JournalProbe {
    static func main() async {
        let words = CommandLine.arguments
        guard words.count >= 4, let count = Int(words[3]) else { exit(64) }
        let isKilled = words.last == "killed"
        let journal = Journal(folder: words[1], person: Person(user: CleanText(words[2])), time: SystemTime())
        var written = 0
        while isKilled || written < count {
            if isKilled, written == count { killSoon() }
            let portion = isKilled ? 50 : min(50, count - written)
            journal.record(
                (written..<written + portion).map { number in
                    JournalEntry(
                        at: Date(), gateway: words[2], instance: "\(number % 10)", event: .note(CleanText("\(number)")))
                })
            await journal.flush()
            written += portion
        }
        let alarm = journal.alarm
        await journal.close()
        if alarm != nil { exit(1) }
    }

    /// A batch takes about a millisecond.
    private static func killSoon() {
        Thread.detachNewThread {
            usleep(.random(in: 0..<5000))
            kill(getpid(), SIGKILL)
        }
    }
}
