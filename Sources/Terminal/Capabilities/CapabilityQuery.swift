internal import CNcurses
internal import Glibc

/// Asks the terminal, once, before anything is drawn.
enum CapabilityQuery {
    /// Blocks until the last answer has come, at most `limit`; keys typed meanwhile stay in `parser` and `items`.
    /// What comes later is still recognised by the same parser.
    static func ask(
        limit: Duration, parser: inout InputParser, items: inout [InputParser.Item]
    ) -> TerminalAnswers {
        var answers = TerminalAnswers()
        var before = termios()
        guard tcgetattr(STDIN_FILENO, &before) == 0 else { return answers }
        var quiet = before
        // Neither echo nor lines: an answer has no end of line, and must not be seen.
        quiet.c_lflag &= ~tcflag_t(ICANON | ECHO)
        tcsetattr(STDIN_FILENO, TCSANOW, &quiet)
        defer { tcsetattr(STDIN_FILENO, TCSANOW, &before) }

        let questions = Array(TerminalAnswers.questions.utf8)
        guard relink_write(STDOUT_FILENO, questions, questions.count) else { return answers }
        let deadline = ContinuousClock.now + limit
        var buffer = [UInt8](repeating: 0, count: 1024)
        while !answers.isComplete {
            let left = (deadline - ContinuousClock.now).components
            let milliseconds = left.seconds * 1000 + left.attoseconds / 1_000_000_000_000_000
            var readable = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
            guard milliseconds > 0, poll(&readable, 1, Int32(milliseconds)) > 0 else { break }
            let count = read(STDIN_FILENO, &buffer, buffer.count)
            guard count > 0 else { break }
            for item in parser.feed(buffer.prefix(count)) {
                if case .report(let report) = item { answers.take(report) } else { items.append(item) }
            }
        }
        return answers
    }
}
