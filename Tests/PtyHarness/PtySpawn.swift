internal import CSpawn
internal import Glibc

/// Starts a program whose controlling terminal is a new pty.
enum PtySpawn {
    /// `POSIX_SPAWN_SETSID` of <spawn.h>, which hides it without _GNU_SOURCE.
    private static let newSession: Int32 = 0x80
    /// `TIOCSPTLCK` and `TIOCGPTN` of <asm-generic/ioctls.h>.
    private static let unlockRequest: UInt = 0x4004_5431
    private static let numberRequest: UInt = 0x8004_5430

    /// Returns the process and the master end.
    static func run(
        _ arguments: [String], environment: [String: String], columns: Int, rows: Int
    ) throws(PtyProblem) -> (process: Int32, master: Int32) {
        // What posix_openpt, unlockpt and ptsname do; <stdlib.h> hides them without _GNU_SOURCE.
        let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
        guard master >= 0 else { throw .system(call: "open /dev/ptmx", error: errno) }
        var (locked, number): (Int32, UInt32) = (0, 0)
        guard ioctl(master, unlockRequest, &locked) == 0, ioctl(master, numberRequest, &number) == 0 else {
            let error = errno
            close(master)
            throw .system(call: "unlocking the pty", error: error)
        }
        let name = "/dev/pts/\(number)"
        var size = winsize(ws_row: UInt16(rows), ws_col: UInt16(columns), ws_xpixel: 0, ws_ypixel: 0)
        _ = ioctl(master, UInt(TIOCSWINSZ), &size)

        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        // A session leader without a terminal gets the first one that it opens.
        posix_spawn_file_actions_addopen(&actions, 0, name, O_RDWR, 0)
        posix_spawn_file_actions_adddup2(&actions, 0, 1)
        posix_spawn_file_actions_adddup2(&actions, 0, 2)
        // Other tests have files and pipes open that are none of its: a pipe that it holds would never end.
        relink_spawn_close_from(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // A test runner may ignore signals, and ignoring is inherited.
        var signals = sigset_t()
        sigfillset(&signals)
        sigdelset(&signals, SIGKILL)
        sigdelset(&signals, SIGSTOP)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setflags(
            &attributes, Int16(newSession | Int32(POSIX_SPAWN_SETSIGDEF) | Int32(POSIX_SPAWN_SETSIGMASK)))

        var process: pid_t = 0
        let program = arguments.first ?? ""
        let failed = withCStrings(arguments) { arguments in
            withCStrings(environment.map { "\($0.key)=\($0.value)" }) { environment in
                posix_spawnp(&process, program, &actions, &attributes, arguments, environment)
            }
        }
        guard failed == 0 else {
            close(master)
            throw .system(call: "posix_spawn of \(program)", error: failed)
        }
        return (process, master)
    }

    private static func withCStrings<Result>(
        _ strings: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Result
    ) -> Result {
        let copies = strings.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        return body(copies + [nil])
    }
}
