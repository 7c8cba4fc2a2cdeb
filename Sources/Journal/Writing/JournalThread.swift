import Dispatch

/// Where the journal works: a queue of its own, because waiting for a disk would hold up a thread that all tasks share.
final class JournalThread: SerialExecutor {
    private let queue = DispatchQueue(label: "journal")

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedSerialExecutor()
        queue.async { job.runSynchronously(on: executor) }
    }
}
