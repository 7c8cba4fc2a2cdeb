internal import CSpawn
internal import Glibc

extension ChildProcess {
    /// - Parameter output: becomes the program's standard output; `nil` drops it.
    func start(output: Int32?) throws(Trouble) -> pid_t {
        guard let program else { throw .notFound }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        if let output {
            posix_spawn_file_actions_adddup2(&actions, output, 1)
        } else {
            posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
        }
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        // In the child itself: a list made here could miss what another thread opens meanwhile.
        relink_spawn_close_from(&actions, 3)

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals that this process blocks or ignores are the program's own again.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        // Either way its helpers are in its group and end with it.
        posix_spawnattr_setflags(&attributes, relink_spawn_flags(isDetached))

        var process = pid_t()
        let code = Self.withCStrings(words) { words in
            Self.withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawn(&process, program, &actions, &attributes, words, environment)
            }
        }
        guard code == 0 else { throw .notStarted(String(cString: strerror(code))) }
        return process
    }

    private static func withCStrings<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = texts.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }

    /// Between two looks at a program that runs: short at first, since most end at once.
    private static let looks = (first: 2000.0, longest: 50_000.0)

    /// Waits for the program to end; past the deadline it is asked to, and then killed with all its helpers.
    func wait(for process: pid_t, until deadline: ContinuousClock.Instant) -> Ending {
        var status: Int32 = 0
        var pause = Self.looks.first
        var asked = false
        var killed = false
        var done = waitpid(process, &status, WNOHANG)
        while done == 0 || (done < 0 && errno == EINTR) {
            let now = ContinuousClock.now
            if !asked, now >= deadline {
                asked = true
                pause = Self.looks.first
                kill(-process, SIGTERM)
            }
            if !killed, now >= deadline + patience {
                killed = true
                kill(-process, SIGKILL)
            }
            usleep(UInt32(pause))
            pause = min(pause * 1.25, Self.looks.longest)
            done = waitpid(process, &status, WNOHANG)
        }
        if asked {
            // Helpers that outlive a program which obeyed the first signal.
            kill(-process, SIGKILL)
            return .late
        }
        let signal = status & 0x7f
        return signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
    }
}
