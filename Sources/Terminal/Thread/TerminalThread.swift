internal import CNcurses
internal import Glibc
internal import Synchronization

/// The one thread that touches the terminal: it runs the actor's work and waits in `poll(2)` for input in between.
///
/// A thread of its own, and not the pool's: a terminal that does not take its bytes (Ctrl-S on the far side, a slow
/// line) blocks a write, and would hold up the polling of every gateway with it. With nothing to do it sleeps without
/// a timeout.
final class TerminalThread: SerialExecutor {
    /// What the thread hands to its owner, always on the thread itself.
    protocol Owner: AnyObject, Sendable {
        /// Standard input can be read, or has ended. Returns after how long to look again in any case.
        func inputIsReadable() -> Duration?
        /// The wait that was asked for has passed.
        func inputIsLate() -> Duration?
        func signalArrived(_ number: Int32)
    }

    private struct State {
        var jobs: [UnownedJob] = []
        var isFinished = false
        var watchesInput = false
        /// A byte is under way already.
        var isWoken = false
        weak var owner: (any Owner)?
    }

    private let state = Mutex(State())
    private let thread = Atomic<UInt>(0)
    private let wakeRead: Int32
    /// Bytes written here wake the thread: 0 for work, or the number of a signal.
    let wakeWrite: Int32

    init() {
        var ends: [Int32] = [-1, -1]
        guard relink_wake_pipe(&ends) else {
            fatalError("no pipe for the terminal thread: errno \(errno); raise the limit of open files (ulimit -n)")
        }
        (wakeRead, wakeWrite) = (ends[0], ends[1])
    }

    deinit {
        close(wakeRead)
        close(wakeWrite)
    }

    /// Starts the thread; it keeps itself alive until `finish`.
    func start() {
        var id = pthread_t()
        let box = Unmanaged.passRetained(self)
        let body: @convention(c) (UnsafeMutableRawPointer?) -> UnsafeMutableRawPointer? = { box in
            if let box { Unmanaged<TerminalThread>.fromOpaque(box).takeRetainedValue().run() }
            return nil
        }
        let failed = pthread_create(&id, nil, body, box.toOpaque())
        guard failed == 0 else { fatalError("no thread for the terminal: error \(failed)") }
    }

    func serve(_ owner: any Owner) { state.withLock { $0.owner = owner } }

    /// Whether standard input is waited for. Off, it costs nothing and nobody else's reading is disturbed.
    func watchInput(_ watches: Bool) { state.withLock { $0.watchesInput = watches } }

    func finish() {
        state.withLock { $0.isFinished = true }
        wake()
    }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let mustWake = state.withLock { state in
            state.jobs.append(job)
            defer { state.isWoken = true }
            return !state.isWoken
        }
        if mustWake { wake() }
    }

    func checkIsolated() {
        precondition(isIsolatingCurrentContext() == true, "the terminal is used from another thread than its own")
    }

    func isIsolatingCurrentContext() -> Bool? { thread.load(ordering: .relaxed) == UInt(pthread_self()) }

    private func wake() {
        var byte: UInt8 = 0
        _ = write(wakeWrite, &byte, 1)
    }

    private func run() {
        thread.store(UInt(pthread_self()), ordering: .relaxed)
        relink_name_thread("terminal")
        var patience: Duration?
        while !state.withLock({ $0.isFinished && $0.jobs.isEmpty }) {
            let watches = state.withLock { $0.watchesInput }
            // poll(2) passes over a negative descriptor.
            var waits = [
                pollfd(fd: wakeRead, events: Int16(POLLIN), revents: 0),
                pollfd(fd: watches ? STDIN_FILENO : -1, events: Int16(POLLIN), revents: 0),
            ]
            let ready = poll(&waits, 2, patience.map { Int32($0 / .milliseconds(1)) } ?? -1)
            let owner = state.withLock { $0.owner }
            if ready == 0 { patience = owner?.inputIsLate() }
            guard ready > 0 else { continue }
            if waits[0].revents != 0 { runWork(owner) }
            if waits[1].revents != 0 { patience = owner?.inputIsReadable() }
        }
    }

    private func runWork(_ owner: (any Owner)?) {
        var bytes = [UInt8](repeating: 0, count: 64)
        let count = read(wakeRead, &bytes, bytes.count)
        for number in bytes.prefix(max(0, count)) where number != 0 { owner?.signalArrived(Int32(number)) }
        let jobs = state.withLock { state in
            defer { state.jobs.removeAll() }
            state.isWoken = false
            return state.jobs
        }
        for job in jobs { job.runSynchronously(on: asUnownedSerialExecutor()) }
    }
}
