import Foundation
import Glibc

/// Runs a program that prints a secret, such as a password manager's.
///
/// No shell reads the words. The program gets no standard input, its messages are dropped, because they may quote
/// what it knows, and the first line of its standard output is the secret.
struct SecretCommand: Sendable {
    let words: [String]
    let environment: [String: String]
    let limit: Duration

    /// On a thread of its own: it blocks for as long as the program takes.
    func run() async -> Result<String, SecretTrouble> {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: self.runBlocking()) }
        }
    }

    private var name: String { words.first ?? "" }

    private func runBlocking() -> Result<String, SecretTrouble> {
        guard let program = Self.find(name, path: environment["PATH"]) else {
            return .failure(SecretTrouble("the command \(name) was not found: write its whole path, or look at PATH"))
        }
        var pipe: [Int32] = [-1, -1]
        guard Glibc.pipe(&pipe) == 0 else { return .failure(failure(errno)) }
        let deadline = ContinuousClock.now + limit
        let started = start(program, output: pipe[1])
        close(pipe[1])
        defer { close(pipe[0]) }
        switch started {
        case .failure(let trouble): return .failure(trouble)
        case .success(let process):
            let line = Self.firstLine(of: pipe[0], until: deadline)
            let status = Self.end(process, by: line.isLate ? ContinuousClock.now : deadline)
            return verdict(line.bytes, status)
        }
    }

    private func verdict(_ bytes: [UInt8], _ status: Ending) -> Result<String, SecretTrouble> {
        switch status {
        case .late:
            return .failure(
                SecretTrouble(
                    "the command \(name) did not end within \(Int(limit.components.seconds)) s: run it by hand"))
        case .signal(let number): return .failure(SecretTrouble("the command \(name) was ended by signal \(number)"))
        case .exit(let code) where code != 0:
            return .failure(
                SecretTrouble("the command \(name) failed with exit status \(code): run it by hand to see why"))
        case .exit:
            guard let text = String(validating: bytes, as: UTF8.self) else {
                return .failure(SecretTrouble("the first line of the command \(name) is not UTF-8 text"))
            }
            guard !text.isEmpty else { return .failure(SecretTrouble("the command \(name) printed nothing")) }
            return .success(text)
        }
    }

    private func failure(_ code: Int32) -> SecretTrouble {
        SecretTrouble("the command \(name) could not be started: \(String(cString: strerror(code)))")
    }

    /// The program as the environment handed in finds it, not as this process's own would.
    private static func find(_ name: String, path: String?) -> String? {
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        let folders = (path ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }
}

/// How a program ended.
private enum Ending {
    case exit(Int32)
    case signal(Int32)
    case late
}

extension SecretCommand {
    /// In a process group of its own, so that its helpers end with it, and with no file of ours but the pipe.
    private func start(_ program: String, output: Int32) -> Result<pid_t, SecretTrouble> {
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_adddup2(&actions, output, 1)
        posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0)
        for descriptor in Self.inherited() { posix_spawn_file_actions_addclose(&actions, descriptor) }

        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        // Signals that relink blocks or ignores are the program's own again.
        var none = sigset_t()
        var all = sigset_t()
        sigemptyset(&none)
        sigfillset(&all)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setsigdefault(&attributes, &all)
        posix_spawnattr_setpgroup(&attributes, 0)
        let flags = POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF
        posix_spawnattr_setflags(&attributes, Int16(flags))

        var process = pid_t()
        let code = Self.withCStrings(words) { words in
            Self.withCStrings(environment.map { "\($0)=\($1)" }) { environment in
                posix_spawn(&process, program, &actions, &attributes, words, environment)
            }
        }
        return code == 0 ? .success(process) : .failure(failure(code))
    }

    /// Every file of ours the program would get; closing one that is gone by then does no harm.
    private static func inherited() -> [Int32] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd")) ?? []
        return names.compactMap { Int32($0) }.filter { $0 > 2 }
    }

    private static func withCStrings<Value>(
        _ texts: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
    ) -> Value {
        let copies = texts.map { strdup($0) }
        defer { copies.forEach { free($0) } }
        return body(copies + [nil])
    }

    /// Reads to the end of the output, so that the program is not ended by a closed pipe, and keeps the first line.
    private static func firstLine(
        of descriptor: Int32, until deadline: ContinuousClock.Instant
    ) -> (bytes: [UInt8], isLate: Bool) {
        var line: [UInt8] = []
        var isComplete = false
        var chunk = [UInt8](repeating: 0, count: 4096)
        var left = deadline - ContinuousClock.now
        while left > .zero {
            var waiting = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
            let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
            let ready = poll(&waiting, 1, Int32(clamping: milliseconds + 1))
            if ready > 0 {
                let count = read(descriptor, &chunk, chunk.count)
                if count == 0 { return (line, false) }
                if count < 0, errno != EINTR { return (line, false) }
                if count > 0, !isComplete {
                    let part = chunk[..<count].prefix { $0 != 0x0a }
                    // One over the limit is enough to be refused.
                    line.append(contentsOf: part.prefix(SecretRule.longest + 1 - line.count))
                    isComplete = part.count < count || line.count > SecretRule.longest
                    if isComplete, line.last == 0x0d { line.removeLast() }
                }
            }
            left = deadline - ContinuousClock.now
        }
        return (line, true)
    }

    /// Waits for the program to end; past the deadline it is killed with all its helpers.
    private static func end(_ process: pid_t, by deadline: ContinuousClock.Instant) -> Ending {
        var status: Int32 = 0
        var isLate = false
        var done = waitpid(process, &status, WNOHANG)
        while done == 0 || (done < 0 && errno == EINTR) {
            if !isLate, ContinuousClock.now >= deadline {
                isLate = true
                kill(-process, SIGKILL)
            }
            usleep(2000)
            done = waitpid(process, &status, WNOHANG)
        }
        if isLate { return .late }
        let signal = status & 0x7f
        return signal == 0 ? .exit((status >> 8) & 0xff) : .signal(signal)
    }
}
