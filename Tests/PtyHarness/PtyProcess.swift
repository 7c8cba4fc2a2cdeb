internal import Glibc

/// A program in a terminal of its own: what it draws can be read, and keys can be sent to it.
///
/// Nothing here sleeps: `waitUntil` looks again whenever the program has written something or has ended.
public final class PtyProcess: Sendable {
    private let core: PtyCore

    /// - Parameters:
    ///   - arguments: the program, found in `PATH` when it has no slash, and its arguments.
    ///   - environment: laid over a small one of a UTF-8 xterm; an empty value takes a variable away.
    public init(
        _ arguments: [String], environment: [String: String] = [:], columns: Int = 80, rows: Int = 24,
        answering: TerminalAnswering = .asLibvterm
    ) throws {
        var all = Self.baseEnvironment
        all.merge(environment) { $1 }
        let (process, master) = try PtySpawn.run(
            arguments, environment: all.filter { !$0.value.isEmpty }, columns: columns, rows: rows)
        core = try PtyCore(process: process, master: master, columns: columns, rows: rows, answering: answering)
        core.start()
    }

    /// Whoever lets go of it, even by a failed test, leaves no process behind.
    deinit {
        if core.screen.exit == nil { kill(core.process, SIGKILL) }
        core.release()
    }

    public static let baseEnvironment: [String: String] = [
        "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent", "LANG": "C.UTF-8", "TERM": "xterm-256color",
    ]

    public var processID: Int32 { core.process }
    /// What the terminal shows now.
    public var screen: Screen { core.screen }
    /// Every byte the program has written.
    public var output: [UInt8] { core.output }
    /// The terminal's line settings; `nil` once it is hung up.
    public var mode: TerminalMode? { core.mode }
    /// `nil` once the program has ended and was waited for.
    public var activity: ProcessActivity? { ProcessActivity(of: core.process) }

    public func send(_ text: String) { core.send(Array(text.utf8)) }

    public func send(_ key: PtyKey) { send(key.rawValue) }

    public func signal(_ number: Int32) { kill(core.process, number) }

    /// The kernel tells the program (SIGWINCH).
    public func resize(columns: Int, rows: Int) { core.resize(columns: columns, rows: rows) }

    /// Closes the terminal under the program.
    public func hangUp() { core.hangUp() }

    /// Returns the first screen that fulfils the condition; throws with the last one when none does within the limit,
    /// or when the program has ended.
    @discardableResult
    public func waitUntil(
        _ description: String, timeout: Duration = .seconds(120), _ condition: @escaping @Sendable (Screen) -> Bool
    ) async throws -> Screen {
        try await core.wait(description, timeout: timeout, until: condition)
    }

    /// Until the program has ended and everything it wrote was read.
    @discardableResult
    public func waitForExit(timeout: Duration = .seconds(120)) async throws -> ProcessExit? {
        try await waitUntil("the end of the program", timeout: timeout) { $0.exit != nil && $0.isAtEnd }.exit
    }
}
