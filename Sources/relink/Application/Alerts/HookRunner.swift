import Board
import Configuration
import Fleet
import Foundation
import Processes

/// Runs the configured hook for one alert after another.
///
/// One at a time: what a hook does, such as writing to a file or asking a rate-limited service, is seldom fit for two
/// at once. What comes while too many wait is dropped, and that is told once.
actor HookRunner {
    /// What the program gets and how long it may take.
    struct Plan: Sendable {
        /// The program and its arguments; empty for no hook.
        var words: [String]
        var limit: Duration
        /// Without any secret of ours.
        var environment: [String: String]
    }

    /// Alerts that may wait. Mass events are one alert for each gateway, so more means that the hook hangs.
    static let longestQueue = 32
    /// Between asking a hook to end and killing it.
    static let patience = Duration.seconds(2)

    private var plan: Plan
    private var queue: [AlertFacts] = []
    private var isRunning = false
    private var hasToldOfDropped = false
    /// Takes one sentence for each failure.
    private let complain: @Sendable (String) -> Void

    init(_ plan: Plan, complain: @escaping @Sendable (String) -> Void) {
        self.plan = plan
        self.complain = complain
    }

    func use(_ plan: Plan) { self.plan = plan }

    /// Returns at once.
    func run(_ facts: AlertFacts) {
        guard !plan.words.isEmpty else { return }
        guard queue.count < Self.longestQueue else {
            if !hasToldOfDropped {
                complain("the hook is too slow: \(Self.longestQueue) alerts wait for it, and more are dropped")
            }
            hasToldOfDropped = true
            return
        }
        queue.append(facts)
        guard !isRunning else { return }
        isRunning = true
        Task { await work() }
    }

    private func work() async {
        while !queue.isEmpty {
            let facts = queue.removeFirst()
            let child = ChildProcess(
                plan.words, environment: plan.environment.merging(HookEnvironment.facts(facts)) { $1 },
                limit: plan.limit, patience: Self.patience, isDetached: true)
            if let complaint = await Self.run(child) { complain(complaint) }
        }
        isRunning = false
        hasToldOfDropped = false
    }

    /// On a thread of its own: it blocks for as long as the program takes.
    private static func run(_ child: ChildProcess) async -> String? {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: runBlocking(child)) }
        }
    }

    /// - Returns: what went wrong. Arguments are not told: a token can be among them.
    private static func runBlocking(_ child: ChildProcess) -> String? {
        let name = CleanText(child.name, limit: 80).text
        do throws(ChildProcess.Trouble) {
            switch try child.run() {
            case .exit(0): return nil
            case .exit(let code): return "the hook \(name) failed with exit status \(code): run it by hand to see why"
            case .signal(let number): return "the hook \(name) was ended by signal \(number)"
            case .late:
                let limit = Int(child.limit.inSeconds.rounded(.up))
                return "the hook \(name) did not end within \(limit) s and was killed: see hook-limit"
            }
        } catch {
            return "the hook \(name) \(error.words)"
        }
    }
}
