internal import Grid
internal import PtyHarness
@testable internal import TerminalProbe

/// The probe in a terminal of its own, with its first picture on it.
struct ProbeSession {
    let pty: PtyProcess
    /// The line settings from before the program changed anything.
    let modeBefore: TerminalMode?

    static let quit = "Q"

    /// A shell of its own waits for a key before the probe starts, so that there is a "before" to look at.
    static func start(
        environment: [String: String] = [:], columns: Int = 80, rows: Int = 24, arguments: [String] = [],
        answering: TerminalAnswering = .asLibvterm
    ) async throws -> ProbeSession {
        let probe = BuildProducts.executable("TerminalProbe")
        let pty = try PtyProcess(
            ["sh", "-c", #"echo ready; read go; exec "$0" "$@""#, probe] + arguments, environment: environment,
            columns: columns, rows: rows, answering: answering)
        try await pty.waitUntil("the shell") { $0.contains("ready") }
        let mode = pty.mode
        pty.send("\n")
        try await pty.waitUntil("the first picture") { $0.contains("probe \(pty.processID)") && $0.contains("arrows") }
        return ProbeSession(pty: pty, modeBefore: mode)
    }

    /// What the probe draws at first, made here again.
    func expected(_ change: (inout ProbeScreen) -> Void = { _ in }) -> Grid {
        var screen = ProbeScreen(
            size: Size(columns: pty.screen.columns, rows: pty.screen.rows), process: pty.processID)
        screen.secret = ProbeScreen.secret
        change(&screen)
        return screen.grid
    }
}
