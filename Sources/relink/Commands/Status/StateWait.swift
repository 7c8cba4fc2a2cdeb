import Fleet
import FoundationEssentials
import Polling

/// Waits until instances are in one state: takes in what comes back, and tells when all are, or none will be.
struct StateWait {
    let state: LinkState
    /// Those that are not in the state yet.
    private(set) var open: [InstanceKey: InstanceReport]

    init(_ reports: [InstanceReport], for state: LinkState) {
        self.state = state
        open = Dictionary(reports.map { ($0.key, $0) }) { first, _ in first }
    }

    /// What came of one report.
    struct Step {
        /// Told a person who waits: instances in a state they were not in before.
        var news: [InstanceReport] = []
        /// The state has come for these; they are not asked about any more.
        var arrived: [InstanceKey] = []
    }

    /// - Throws: why waiting is of no use.
    mutating func take(_ report: PollReport, at date: Date) throws(CommandFailure) -> Step {
        switch report {
        case .health(let health):
            if let failure = health.failure, failure.kind == .credentials {
                throw CommandFailure(failure, of: health.gateway)
            }
            return Step()
        case .observed(let observation, _):
            return try take(observation, at: date)
        }
    }

    /// Why it is given up, when the time is over.
    var timedOut: CommandFailure {
        let left = open.values.sorted { $0.key < $1.key }
        // A gateway that never answered is the better reason.
        let isUnreached = left.allSatisfy { $0.observedAt == nil && $0.failure?.exitStatus == .unavailable }
        let lines = left.map { report in
            if let failure = report.failure { return CommandFailure(failure, about: report.key).message }
            if report.observedAt == nil { return "\(report.key): no answer yet" }
            return "\(report.key) is \(report.word), not \(state.word)"
        }
        return CommandFailure(isUnreached ? .unavailable : .timedOut, lines.joined(separator: "\n"))
    }

    private mutating func take(_ observation: Observation, at date: Date) throws(CommandFailure) -> Step {
        var step = Step()
        switch (observation.subject, observation.outcome) {
        case (.gateway(let name), .list(let rows)):
            let listed = Dictionary(rows.map { ($0.id, $0.status) }) { first, _ in first }
            for key in open.keys where key.gateway == name {
                change(key, &step) { $0.take(listed[key.id], at: date) }
            }
        case (.gateway(let name), .failed(let failure)):
            for key in open.keys where key.gateway == name { open[key]?.failure = failure }
        case (.instance(let key), .status(let reading)):
            change(key, &step) { $0.take(reading, from: .status, at: date) }
        case (.instance(let key), .failed(let failure)) where observation.ask == .status:
            if failure.kind == .credentials { throw CommandFailure(failure, about: key) }
            change(key, &step) { $0.take(failure, at: date) }
        default: break
        }
        return step
    }

    private mutating func change(_ key: InstanceKey, _ step: inout Step, _ change: (inout InstanceReport) -> Void) {
        guard var report = open[key] else { return }
        let before = report
        change(&report)
        open[key] = report
        guard report.failure == nil else { return }
        if before.observedAt == nil || before.state != report.state { step.news.append(report) }
        guard report.state == state else { return }
        open[key] = nil
        step.arrived.append(key)
    }
}
