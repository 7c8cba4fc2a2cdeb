import Foundation

/// Another program, run without a terminal, that never outlives its time.
struct Child: Sendable {
    struct Ended: Sendable {
        var status: Int32
        /// All it said, on both streams.
        var said: String
    }

    struct Unending: Error, CustomStringConvertible {
        var description: String
    }

    /// Runs to the end, or to the limit, whichever comes first.
    static func run(_ program: String, _ words: [String], within limit: Duration) async throws -> Ended {
        try await with(program, words) { child in
            try await child.wait("to end", within: limit) { !child.isRunning }
            return Ended(status: child.process.terminationStatus, said: child.said)
        }
    }

    /// Runs beside `body` and is ended after it.
    static func with<Result>(
        _ program: String, _ words: [String], _ body: (Child) async throws -> Result
    ) async throws -> Result {
        let output = FileManager.default.temporaryDirectory.appending(path: "relink-\(UUID().uuidString).txt")
        try Data().write(to: output)
        defer { try? FileManager.default.removeItem(at: output) }
        let file = try FileHandle(forWritingTo: output)
        defer { try? file.close() }
        let child = Child(process: Process(), output: output)
        child.process.executableURL = URL(filePath: program)
        child.process.arguments = words
        child.process.standardInput = FileHandle.nullDevice
        child.process.standardOutput = file
        child.process.standardError = file
        try child.process.run()
        defer {
            // Children of a test's thread inherit its blocked signals: only this one ends them for sure.
            if child.isRunning { kill(child.process.processIdentifier, SIGKILL) }
            child.process.waitUntilExit()
        }
        return try await body(child)
    }

    private let process: Process
    private let output: URL

    private init(process: Process, output: URL) {
        self.process = process
        self.output = output
    }

    var isRunning: Bool { process.isRunning }
    var said: String { (try? String(contentsOf: output, encoding: .utf8)) ?? "" }

    /// Until it holds; throws what the program said when it does not within the limit.
    func wait(_ what: String, within limit: Duration, until holds: () -> Bool) async throws {
        let end = ContinuousClock.now + limit
        while !holds() {
            guard ContinuousClock.now < end else { throw Unending(description: "waited \(limit) \(what):\n\(said)") }
            // Looked at again and again: a file rings no bell.
            try await Task.sleep(for: .milliseconds(20))
        }
    }
}
