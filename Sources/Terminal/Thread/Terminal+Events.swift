internal import CNcurses
internal import Glibc
internal import Grid

/// What arrives on the terminal's thread.
extension Terminal: TerminalThread.Owner {
    nonisolated func inputIsReadable() -> Duration? { assumeIsolated { $0.readInput() } }

    nonisolated func inputIsLate() -> Duration? {
        assumeIsolated { terminal in
            for item in terminal.parser.timeout() { terminal.take(item) }
            return terminal.parser.patience
        }
    }

    nonisolated func signalArrived(_ number: Int32) { assumeIsolated { $0.take(signal: number) } }

    private func readInput() -> Duration? {
        guard phase == .running || phase == .suspending, !isGone else { return nil }
        let count = withUnsafeTemporaryAllocation(of: UInt8.self, capacity: 4096) { buffer in
            let count = read(STDIN_FILENO, buffer.baseAddress, buffer.count)
            if count > 0 {
                for item in parser.feed(buffer.prefix(count)) { take(item) }
            }
            return count
        }
        if count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN) { lose() }
        return parser.patience
    }

    func take(_ item: InputParser.Item) {
        switch item {
        case .key(let key): events.yield(.key(key))
        case .paste(let text): events.yield(.paste(text))
        case .report(let report):
            answers.take(report)
            let now = currentCapabilities()
            guard now != capabilities else { return }
            capabilities = now
            events.yield(.capabilities(now))
        }
    }

    private func take(signal number: Int32) {
        guard phase == .running || phase == .suspending else { return }
        switch number {
        case SIGINT: events.yield(.interrupted)
        case SIGWINCH: resize()
        case SIGTSTP:
            guard phase == .running else { return }
            phase = .suspending
            Task { await suspend() }
        case SIGCONT where phase == .running: resume()
        case SIGTERM, SIGHUP: events.yield(.terminated(number))
        default: return
        }
    }

    /// The far side hung up. Nothing is waited for any more: a dead terminal is always readable, and waiting for it
    /// would spin.
    private func lose() {
        isGone = true
        stopWatchingInput()
        events.yield(.gone)
    }

    private func resize() {
        capabilities = currentCapabilities()
        painter?.forget()
        relink_screen_resize(Int32(size.rows), Int32(size.columns))
        events.yield(.resized(size))
    }

    func currentCapabilities() -> TerminalCapabilities {
        TerminalCapabilities(
            answers: answers, hints: hints, utf8: capabilities.utf8, colours: capabilities.colours, window: .current())
    }
}
