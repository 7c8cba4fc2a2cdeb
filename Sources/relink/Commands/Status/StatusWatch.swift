import Fleet
import FoundationEssentials
import Configuration

/// `relink status --watch`: round after round, gateway by gateway, one line for each change.
struct StatusWatch: Sendable {
    let survey: StatusSurvey
    let keys: [InstanceKey]?
    let json: Bool
    let context: CommandContext

    /// Returns when the task is cancelled; the shell ends it by a signal.
    func run() async throws {
        let wanted = keys.map { Dictionary(grouping: $0, by: \.gateway) }
        let gateways = survey.connection.configuration.gateways.filter { wanted == nil || wanted?[$0.name] != nil }
        let board = WatchBoard(context: context, json: json, phones: phones)
        await withTaskGroup(of: Void.self) { group in
            for gateway in gateways {
                group.addTask { await follow(gateway, ids: wanted?[gateway.name]?.map(\.id), on: board) }
            }
        }
        try Task.checkCancellation()
    }

    private var phones: PhoneText { survey.connection.configuration.defaults.revealPhones ? .full : .masked }

    private func follow(_ gateway: GatewayConfiguration, ids: [String]?, on board: WatchBoard) async {
        // Instances that somebody named are looked at; the rest of a fleet is not.
        let period = ids == nil ? gateway.pacing.idleStatus : gateway.pacing.focusedStatus
        var failures = 0
        while !Task.isCancelled {
            let start = context.time.now
            let answer = await survey.ask(gateway.name, ids: ids)
            await board.take(answer, of: gateway.name)
            let failed = answer.failure != nil || answer.reports.contains { $0.isThrottled }
            failures = failed ? failures + 1 : 0
            let pause = max(period, Backoff.delay(after: failures))
            do { try await context.time.sleep(until: start.advanced(by: pause)) } catch { return }
        }
    }
}

extension InstanceReport {
    fileprivate var isThrottled: Bool {
        if case .throttled? = failure?.kind { true } else { false }
    }
}

/// What the watch has said so far.
private actor WatchBoard {
    private let context: CommandContext
    private let json: Bool
    private let phones: PhoneText
    private var known: [InstanceKey: InstanceReport] = [:]
    private var misses: [InstanceKey: Int] = [:]
    private var troubles: [String: String] = [:]

    /// Rounds without a fresh answer after which a row is stale.
    private static let roundsUntilStale = 3

    init(context: CommandContext, json: Bool, phones: PhoneText) {
        self.context = context
        self.json = json
        self.phones = phones
    }

    func take(_ answer: StatusSurvey.Answer, of gateway: String) {
        if let message = answer.failure?.message, troubles[gateway] != message { context.console.remark(message) }
        troubles[gateway] = answer.failure?.message
        var fresh = answer.reports
        let present = Set(fresh.map(\.key))
        if answer.failure == nil {
            // A row that the list no longer has was deleted there.
            for gone in known.values where gone.key.gateway == gateway && !present.contains(gone.key) {
                var report = gone
                report.state = .missing
                report.observedAt = context.time.date
                fresh.append(report)
            }
        }
        for report in fresh { take(report) }
    }

    private func take(_ report: InstanceReport) {
        var now = report
        let before = known[report.key]
        if let failure = report.failure, let before {
            // The last state stays; only its age tells.
            now = before
            now.failure = failure
            misses[report.key, default: 0] += 1
            if misses[report.key, default: 0] >= Self.roundsUntilStale { now.riders.insert(.stale) }
        } else if report.failure == nil {
            misses[report.key] = 0
            now.since = before?.state == report.state ? before?.since : before.map { _ in context.time.date }
        }
        known[report.key] = now
        guard before == nil || before?.isTold(like: now) == false else { return }
        context.console.line(json ? now.json.line : line(now, before))
    }

    private func line(_ now: InstanceReport, _ before: InstanceReport?) -> String {
        let change = before.map { $0.word == now.word ? now.word : "\($0.word) → \(now.word)" } ?? now.word
        let name = [now.key.description, now.label?.text].compactMap(\.self).joined(separator: " ")
        let parts =
            [now.failure?.message.text, now.reason?.text].compactMap(\.self)
            + Rider.allCases.filter(now.riders.contains).map(\.rawValue)
            + [now.account?.phone.map(phones.text)].compactMap(\.self)
        return ([UTCTime.text(context.time.date), name, change] + parts).joined(separator: "  ")
    }
}

extension InstanceReport {
    /// Whether there is nothing new to tell: times do not count.
    fileprivate func isTold(like other: InstanceReport) -> Bool {
        var left = self
        var right = other
        left.observedAt = nil
        right.observedAt = nil
        left.source = nil
        right.source = nil
        return left == right
    }
}
