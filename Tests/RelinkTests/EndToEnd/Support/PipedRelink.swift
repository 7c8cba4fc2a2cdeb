import Foundation
import Synchronization
import TestKit
import Testing

/// The program between pipes, while it runs: what a script or a screen reader has of it.
final class PipedRelink: Sendable {
    struct Said: Sendable {
        var output = ""
        var error = ""
        var lines: [String] { output.split(separator: "\n", omittingEmptySubsequences: false).map(String.init) }
    }

    private let process: Mutex<Process>
    private let input: FileHandle
    private let heard: Heard
    let identifier: Int32

    private final class Heard: Sendable {
        let said = Mutex(Said())
    }

    init(_ words: [String], _ environment: [String: String] = [:]) throws {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: RelinkProcess.program)
        process.arguments = words
        process.environment = ["TERM": "xterm-256color", "LANG": "C.UTF-8"].merging(environment) { $1 }
        let (input, output, error) = (Pipe(), Pipe(), Pipe())
        process.standardInput = input
        process.standardOutput = output
        process.standardError = error
        let heard = Heard()
        self.heard = heard
        self.input = input.fileHandleForWriting
        try process.run()
        identifier = process.processIdentifier
        let told = output.fileHandleForReading
        let complained = error.fileHandleForReading
        self.process = Mutex(process)
        Self.hear(told) { more in heard.said.withLock { $0.output += more } }
        Self.hear(complained) { more in heard.said.withLock { $0.error += more } }
    }

    /// Reads on a thread of its own what comes, as it comes.
    private static func hear(_ handle: FileHandle, _ take: @escaping @Sendable (String) -> Void) {
        Thread.detachNewThread {
            var buffer = [UInt8](repeating: 0, count: 4096)
            while true {
                let count = read(handle.fileDescriptor, &buffer, buffer.count)
                if count < 0, errno == EINTR { continue }
                guard count > 0 else { return }
                take(String(decoding: buffer[..<count], as: UTF8.self))
            }
        }
    }

    var said: Said { heard.said.withLock { $0 } }

    func type(_ line: String) { try? input.write(contentsOf: Data("\(line)\n".utf8)) }
    func closeInput() { try? input.close() }
    func signal(_ number: Int32) { kill(identifier, number) }

    /// Until it has said so.
    @discardableResult
    func wait(_ description: String, _ condition: (Said) -> Bool) async throws -> Said {
        var said = said
        let came = await eventually(every: .milliseconds(20)) {
            said = self.said
            return condition(said)
        }
        try #require(came, "waited in vain for \(description): \(said.output)\n\(said.error)")
        return said
    }

    @discardableResult
    func waitFor(_ text: String) async throws -> Said {
        try await wait("“\(text)”") { $0.output.contains(text) || $0.error.contains(text) }
    }

    /// - Returns: the exit status, or the signal's number below zero.
    func waitForExit() async throws -> Int32 {
        let hasEnded = await eventually(every: .milliseconds(20)) { !process.withLock { $0.isRunning } }
        try #require(hasEnded, "it did not end: \(said)")
        return process.withLock {
            $0.terminationReason == .uncaughtSignal ? -$0.terminationStatus : $0.terminationStatus
        }
    }

    deinit { if process.withLock({ $0.isRunning }) { kill(identifier, SIGKILL) } }
}

extension ServedFleet {
    func piped(_ words: [String], _ environment: [String: String] = [:]) throws -> PipedRelink {
        try PipedRelink(words + ["--config", configuration], ["HOME": home.path].merging(environment) { $1 })
    }
}
