internal import Glibc

/// The line settings of a terminal (termios), to compare before and after.
public struct TerminalMode: Hashable, Sendable {
    public let flags: [UInt32]
    public let controlCharacters: [UInt8]

    /// On Linux the settings of a pty can be read from its master.
    init?(descriptor: Int32) {
        var mode = termios()
        guard tcgetattr(descriptor, &mode) == 0 else { return nil }
        flags = [mode.c_iflag, mode.c_oflag, mode.c_cflag, mode.c_lflag]
        controlCharacters = withUnsafeBytes(of: mode.c_cc) { Array($0) }
    }

    public var echoes: Bool { flags[3] & UInt32(ECHO) != 0 }
}
