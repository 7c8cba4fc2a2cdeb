import Glibc

/// Whether a terminal shows what is typed, and takes lines of any length.
enum Echo {
    /// The mode to come back to; `nil` where standard input is no terminal.
    static func off() -> termios? {
        var mode = termios()
        guard tcgetattr(STDIN_FILENO, &mode) == 0 else { return nil }
        let before = mode
        // A terminal's own line editor cuts lines at 4096 bytes, and a signed answer can be longer.
        mode.c_lflag &= ~tcflag_t(ECHO | ICANON)
        mode.c_cc.6 = 1  // VMIN
        tcsetattr(STDIN_FILENO, TCSANOW, &mode)
        return before
    }

    static func restore(_ mode: termios) {
        var mode = mode
        tcsetattr(STDIN_FILENO, TCSANOW, &mode)
    }
}
