import Fleet
import FoundationEssentials
import Glibc
import Journal

/// A process that writes into a journal, for tests that want several of them, or one that is killed.
///
/// `JournalProbe FOLDER TAG COUNT` writes so many lines and ends; with the count 0 it writes until somebody ends it.
@main
enum JournalProbe {
    static func main() async {
        let words = CommandLine.arguments
        guard words.count == 4, let count = Int(words[3]) else { exit(64) }
        let journal = Journal(folder: words[1], person: Person(user: CleanText(words[2])), time: SystemTime())
        var written = 0
        while count == 0 || written < count {
            let portion = count == 0 ? 50 : min(50, count - written)
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
}
