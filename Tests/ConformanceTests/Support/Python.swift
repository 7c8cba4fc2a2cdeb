import Foundation

/// The scripts of Tests/Conformance, and the environment they run in.
enum Python {
    struct Missing: Error, CustomStringConvertible {
        var description: String
    }

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()

    /// Made once for all tests: a download, at the first time on a machine.
    private static let interpreter = Task {
        let maker = root.appending(path: "scripts/conformance-environment").path
        let ended = try await Child.run(maker, [], within: .seconds(900))
        // What pip says comes before the last line.
        guard ended.status == 0, let path = ended.said.split(separator: "\n").last else {
            throw Missing(description: "the Python environment could not be made:\n\(ended.said)")
        }
        return String(path)
    }

    /// Runs one script to its end.
    static func run(_ script: String, _ words: [String], within limit: Duration) async throws -> Child.Ended {
        let path = root.appending(path: "Tests/Conformance/\(script)").path
        // -B: nothing is written beside the scripts.
        return try await Child.run(try await interpreter.value, ["-B", path] + words, within: limit)
    }
}
