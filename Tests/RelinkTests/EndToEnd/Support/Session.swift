import PtyHarness

/// The program in a terminal of its own, and what that terminal was like before.
struct Session: Sendable {
    let pty: PtyProcess
    let modeBefore: TerminalMode?

    /// A shell waits for a key before it becomes the program, so that there is a "before" to compare with.
    static func start(
        _ words: [String], columns: Int = 80, rows: Int = 36, environment: [String: String] = [:],
        answering: TerminalAnswering = .asLibvterm
    ) async throws -> Session {
        let pty = try PtyProcess(
            ["sh", "-c", #"echo shell before; read go; exec "$0" "$@""#, RelinkProcess.program] + words,
            environment: environment, columns: columns, rows: rows, answering: answering)
        try await pty.waitUntil("the shell") { $0.contains("shell before") }
        let mode = pty.mode
        pty.send("\n")
        return Session(pty: pty, modeBefore: mode)
    }

    @discardableResult
    func wait(_ description: String, _ condition: @escaping @Sendable (Screen) -> Bool) async throws -> Screen {
        try await pty.waitUntil(description, condition)
    }

    /// Until the text stands somewhere on the screen.
    @discardableResult
    func waitFor(_ text: String) async throws -> Screen { try await wait(text) { $0.contains(text) } }

    func press(_ keys: String) { pty.send(keys) }
    func press(_ key: PtyKey) { pty.send(key) }

    /// Every byte that was written, as text.
    var written: String { String(decoding: pty.output, as: UTF8.self) }
}
