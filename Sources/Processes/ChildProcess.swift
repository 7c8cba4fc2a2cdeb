internal import CSpawn
internal import Glibc

/// A program to run with a time limit. No shell reads its words.
///
/// It gets no standard input, none of our open files, and the signals as a fresh process has them. What it says on
/// standard error is dropped, because it may quote what it knows.
public struct ChildProcess: Sendable {
    /// The program, found in the `PATH` of `environment` when it has no slash, and its arguments.
    public var words: [String]
    /// All of it; nothing is inherited.
    public var environment: [String: String]
    /// From the start to the end of the program.
    public var limit: Duration
    /// Past the limit the program is asked to end (SIGTERM), and killed with all its helpers this much later.
    public var patience: Duration
    /// Without a controlling terminal, so that it can neither write over the screen nor read keys. Off, it is in a
    /// process group of its own and may ask its person something.
    public var isDetached: Bool

    public init(
        _ words: [String], environment: [String: String], limit: Duration, patience: Duration = .zero,
        isDetached: Bool = false
    ) {
        self.words = words
        self.environment = environment
        self.limit = limit
        self.patience = patience
        self.isDetached = isDetached
    }

    /// How it ended.
    public enum Ending: Hashable, Sendable {
        case exit(Int32)
        case signal(Int32)
        /// Not within the limit.
        case late
    }

    public enum Trouble: Error, Hashable, Sendable {
        case notFound
        /// In the system's own words.
        case notStarted(String)
    }

    public var name: String { words.first ?? "" }

    /// Where the program is, by the environment that it gets and not by ours.
    public var program: String? {
        if name.contains("/") { return access(name, X_OK) == 0 ? name : nil }
        guard !name.isEmpty else { return nil }
        let folders = (environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin").split(separator: ":")
        return folders.map { "\($0)/\(name)" }.first { access($0, X_OK) == 0 }
    }

    /// Blocks until the program has ended; its standard output is dropped.
    public func run() throws(Trouble) -> Ending {
        let deadline = ContinuousClock.now + limit
        return wait(for: try start(output: nil), until: deadline)
    }

    /// Blocks until the program has ended.
    ///
    /// All that it prints is read, so that it is not ended by a closed pipe; the first line comes back, without its
    /// line break and cut to `longest` + 1 bytes.
    public func firstLine(longest: Int) throws(Trouble) -> (line: [UInt8], ending: Ending) {
        var pipe: [Int32] = [-1, -1]
        guard relink_spawn_pipe(&pipe) else { throw .notStarted(String(cString: strerror(errno))) }
        defer { close(pipe[0]) }
        let deadline = ContinuousClock.now + limit
        let process: pid_t
        do throws(Trouble) {
            process = try start(output: pipe[1])
        } catch {
            close(pipe[1])
            throw error
        }
        close(pipe[1])
        var reader = LineReader(longest: longest)
        let isLate = !reader.read(pipe[0], until: deadline)
        return (reader.line, wait(for: process, until: isLate ? ContinuousClock.now : deadline))
    }
}
