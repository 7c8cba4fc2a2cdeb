import Foundation
import PtyHarness

/// The program run without a terminal, as a script runs it.
struct RelinkProcess: Sendable {
    struct Ended: Sendable {
        var status: Int32
        var output: String
        var error: String

        /// Everything it said.
        var said: String { output + error }
    }

    static let program = BuildProducts.executable("relink")

    /// Runs to the end. The wait is on a thread of its own: gateways simulated in this process have to go on answering.
    static func run(_ words: [String], _ environment: [String: String] = [:]) async throws -> Ended {
        try await withCheckedThrowingContinuation { continuation in
            Thread.detachNewThread {
                continuation.resume(with: Result { try runBlocking(words, environment) })
            }
        }
    }

    private static func runBlocking(_ words: [String], _ environment: [String: String]) throws -> Ended {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: program)
        process.arguments = words
        process.environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8"].merging(environment) { $1 }
        let output = Pipe()
        let error = Pipe()
        process.standardInput = FileHandle.nullDevice
        process.standardOutput = output
        process.standardError = error
        try process.run()
        let told = output.fileHandleForReading.readDataToEndOfFile()
        let complained = error.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return Ended(
            status: process.terminationStatus, output: String(decoding: told, as: UTF8.self),
            error: String(decoding: complained, as: UTF8.self))
    }
}
