public import Grid

/// What comes from the terminal and from those who signal the process.
public enum TerminalInput: Hashable, Sendable {
    case key(Key)
    /// Text that was pasted as a whole (bracketed paste), control characters and all; 64 KiB at most.
    case paste(String)
    /// The window changed; what was drawn is gone, so the next `draw` paints everything.
    case resized(Size)
    /// Ctrl-C, or SIGINT from elsewhere.
    case interrupted
    /// SIGTERM or SIGHUP: stop the terminal, then `Terminal.endProcess(by:)`.
    case terminated(Int32)
    /// Ctrl-Z or SIGTSTP: the process is about to stop.
    case suspended
    /// The process runs again (`fg`); the screen is empty until the next `draw`.
    case resumed
    /// The terminal answered late, and something is known now that was not at the start.
    case capabilities(TerminalCapabilities)
    /// The terminal is gone: end at once, there is nobody to draw for and nothing will ever be typed.
    case gone
}
