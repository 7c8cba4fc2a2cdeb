internal import Glibc
internal import Synchronization

/// The master end of a pty and the threads that serve it: one reads, one waits for the child's end.
final class PtyCore: Sendable {
    typealias Condition = @Sendable (Screen) -> Bool

    fileprivate struct Waiter {
        var description: String
        var deadline: ContinuousClock.Instant
        var condition: Condition
        var continuation: CheckedContinuation<Screen, any Error>
        /// The last screen that fulfilled the condition, and since when there is one.
        var met: Screen?
        var metAt: ContinuousClock.Instant?
    }

    /// A frame may arrive in pieces, and a condition be fulfilled by the first of them: what comes so soon after it still
    /// belongs to it. A program that never pauses is waited for no longer than `longestFrame`.
    private static let framePause: Int32 = 10
    private static let longestFrame = Duration.milliseconds(500)

    private struct State {
        let terminal: VirtualTerminal
        var master: Int32
        var answering: TerminalAnswering
        var finder: QuestionFinder?
        var output: [UInt8] = []
        var exit: ProcessExit?
        var isAtEnd = false
        var mustClose = false
        var isReleased = false
        var waiters: [Waiter] = []

        var screen: Screen {
            var screen = terminal.snapshot()
            screen.byteCount = output.count
            screen.exit = exit
            screen.isAtEnd = isAtEnd
            return screen
        }

        /// Milliseconds until somebody has waited long enough, as poll(2) takes it.
        var patience: Int32 {
            guard let first = waiters.map(\.deadline).min() else { return -1 }
            if waiters.contains(where: { $0.met != nil }) { return PtyCore.framePause }
            return Int32(max(0, (first - .now) / .milliseconds(1)) + 1)
        }
    }

    let process: Int32
    private let state: Mutex<State>
    private let wakeRead: Int32
    private let wakeWrite: Int32

    init(process: Int32, master: Int32, columns: Int, rows: Int, answering: TerminalAnswering) throws(PtyProblem) {
        var ends: [Int32] = [-1, -1]
        guard pipe(&ends) == 0 else { throw .system(call: "pipe", error: errno) }
        for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
        (wakeRead, wakeWrite) = (ends[0], ends[1])
        self.process = process
        var finder: QuestionFinder?
        if case .scripted(let script) = answering { finder = QuestionFinder(script) }
        state = Mutex(
            State(
                terminal: VirtualTerminal(columns: columns, rows: rows), master: master, answering: answering,
                finder: finder))
    }

    deinit {
        close(wakeRead)
        close(wakeWrite)
    }

    func start() {
        PtyThread.start { self.read() }
        PtyThread.start { self.awaitExit() }
    }

    var screen: Screen { state.withLock { $0.screen } }
    var output: [UInt8] { state.withLock { $0.output } }
    var mode: TerminalMode? { state.withLock { TerminalMode(descriptor: $0.master) } }

    func send(_ bytes: [UInt8]) {
        // Under no lock: a program that does not read would keep the reader from reading. So on a descriptor of its own.
        let master = state.withLock { $0.master < 0 ? -1 : fcntl($0.master, F_DUPFD_CLOEXEC, 0) }
        guard master >= 0 else { return }
        Self.writeAll(master, bytes)
        close(master)
    }

    func resize(columns: Int, rows: Int) {
        state.withLock { state in
            state.terminal.resize(columns: columns, rows: rows)
            var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
            _ = ioctl(state.master, UInt(TIOCSWINSZ), &size)
        }
    }

    /// Closes the master, as a terminal does that is closed or a line that drops.
    func hangUp() {
        state.withLock { $0.mustClose = true }
        wake()
    }

    /// Nobody looks any more: the threads end as soon as the child has.
    func release() {
        state.withLock {
            $0.mustClose = true
            $0.isReleased = true
        }
        wake()
    }

    func wait(_ description: String, timeout: Duration, until condition: @escaping Condition) async throws -> Screen {
        try await withCheckedThrowingContinuation { continuation in
            state.withLock {
                $0.waiters.append(
                    Waiter(
                        description: description, deadline: .now + timeout, condition: condition,
                        continuation: continuation))
            }
            wake()
        }
    }

    private func wake() {
        var byte: UInt8 = 1
        _ = write(wakeWrite, &byte, 1)
    }

    private func awaitExit() {
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        let exit = ProcessExit(waitStatus: status)
        state.withLock { $0.exit = exit }
        wake()
    }

    /// Until the test has let go of it and the child has ended.
    private func read() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        var isDone = false
        while !isDone {
            let (master, patience) = state.withLock { ($0.isAtEnd ? -1 : $0.master, $0.patience) }
            var waits = [
                pollfd(fd: wakeRead, events: Int16(POLLIN), revents: 0),
                pollfd(fd: master, events: Int16(POLLIN), revents: 0),
            ]
            let isQuiet = poll(&waits, 2, patience) == 0
            if waits[0].revents != 0 { _ = Glibc.read(wakeRead, &buffer, buffer.count) }
            if waits[1].revents != 0 {
                let count = Glibc.read(master, &buffer, buffer.count)
                if count > 0 {
                    take(buffer.prefix(count), master)
                } else if count == 0 || errno != EINTR {
                    state.withLock { $0.isAtEnd = true }
                }
            }
            isDone = settle(isQuiet: isQuiet)
        }
    }

    private func take(_ bytes: ArraySlice<UInt8>, _ master: Int32) {
        let answer = state.withLock { state in
            state.output += bytes
            let own = state.terminal.write(bytes)
            switch state.answering {
            case .asLibvterm: return own
            case .silent: return []
            case .scripted: return state.finder?.answers(to: bytes) ?? []
            }
        }
        if !answer.isEmpty { Self.writeAll(master, answer) }
    }

    /// Resumes whoever has waited enough. Returns whether there is nothing left to serve.
    ///
    /// - Parameter isQuiet: the program wrote nothing for `framePause`.
    private func settle(isQuiet: Bool) -> Bool {
        var resume: [(CheckedContinuation<Screen, any Error>, Result<Screen, any Error>)] = []
        let isDone = state.withLock { state in
            if state.mustClose, state.master >= 0 {
                close(state.master)
                state.master = -1
                state.isAtEnd = true
            }
            guard !state.waiters.isEmpty else { return state.isReleased && state.exit != nil }
            let screen = state.screen
            let isOver = screen.exit != nil && screen.isAtEnd
            for index in state.waiters.indices where state.waiters[index].condition(screen) {
                state.waiters[index].met = screen
                state.waiters[index].metAt = state.waiters[index].metAt ?? .now
            }
            state.waiters.removeAll { waiter in
                let result: Result<Screen, any Error>
                if let met = waiter.met {
                    guard isQuiet || isOver || waiter.hasBeenMet(for: Self.longestFrame) else { return false }
                    result = .success(met)
                } else if isOver {
                    result = .failure(waiter.failed("the program has ended", screen))
                } else if waiter.deadline <= .now {
                    result = .failure(waiter.failed("it did not come in time", screen))
                } else {
                    return false
                }
                resume.append((waiter.continuation, result))
                return true
            }
            return false
        }
        for (continuation, result) in resume { continuation.resume(with: result) }
        return isDone
    }

    private static func writeAll(_ descriptor: Int32, _ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if count > 0 { rest.removeFirst(count) } else if count == 0 || errno != EINTR { return }
        }
    }
}

extension PtyCore.Waiter {
    fileprivate func hasBeenMet(for time: Duration) -> Bool { metAt.map { $0 + time <= .now } ?? false }

    fileprivate func failed(_ why: String, _ screen: Screen) -> PtyProblem {
        .waitedInVain(description: description, why: why, screen: screen)
    }
}
