import Fleet
import Configuration

/// Polls instances until all are in one state.
struct StateWait: Sendable {
    let survey: StatusSurvey
    let state: LinkState
    /// `nil` waits for ever.
    let deadline: Instant?
    let console: Console

    /// What came of the instances of one gateway.
    struct Outcome: Sendable {
        var status: ShellStatus
        /// One sentence for each instance that is not in the state.
        var lines: [String]
    }

    func run(_ keys: [InstanceKey]) async -> [Outcome] {
        let groups = Dictionary(grouping: keys, by: \.gateway).sorted { $0.key < $1.key }
        return await concurrently(groups, limit: groups.count) { name, keys in
            await wait(for: keys.map(\.id), at: name)
        }
    }

    private func wait(for ids: [String], at name: String) async -> Outcome {
        let gateway = survey.connection.configuration.gateways.first { $0.name == name }
        let period = gateway?.pacing.linkStatus ?? .seconds(3)
        var pending = ids
        var last: [InstanceReport] = []
        var seen: [InstanceKey: LinkState] = [:]
        var failures = 0
        while true {
            let start = survey.time.now
            let answer = await survey.ask(name, ids: pending)
            if let failure = answer.failure, [.credentials, .configuration].contains(failure.status) {
                return Outcome(status: failure.status, lines: [failure.message])
            }
            last = answer.reports
            for report in last where report.failure == nil && seen[report.key] != report.state {
                seen[report.key] = report.state
                console.progress("\(report.key) \(report.word)")
            }
            let open = last.filter { $0.failure != nil || $0.state != state }
            if open.isEmpty { return Outcome(status: .done, lines: []) }
            if let refused = open.first(where: { $0.failure?.kind == .credentials }) {
                return Outcome(status: .credentials, lines: ["\(refused.key): \(refused.failure?.message.text ?? "")"])
            }
            pending = open.map(\.key.id)
            failures = open.contains { $0.failure != nil } ? failures + 1 : 0
            var next = start.advanced(by: max(period, Backoff.delay(after: failures), retryAfter(open)))
            if let deadline {
                if survey.time.now >= deadline || (failures > 0 && next > deadline) { return timedOut(open) }
                next = min(next, deadline)
            }
            do { try await survey.time.sleep(until: next) } catch { return timedOut(open) }
        }
    }

    private func retryAfter(_ reports: [InstanceReport]) -> Duration {
        reports.reduce(.zero) { longest, report in
            guard case .throttled(let after?) = report.failure?.kind else { return longest }
            return max(longest, after)
        }
    }

    private func timedOut(_ open: [InstanceReport]) -> Outcome {
        // A gateway that never answered is the better reason.
        let isUnreached = open.allSatisfy { $0.observedAt == nil && $0.failure?.exitStatus == .unavailable }
        let lines = open.map { report in
            report.failure.map { "\(report.key): \($0.message)" }
                ?? "\(report.key) is \(report.word), not \(state.word)"
        }
        return Outcome(status: isUnreached ? .unavailable : .timedOut, lines: lines)
    }
}
