import Fleet
import Gateways

/// What came of one act on one instance.
struct ActResult: Hashable, Sendable {
    enum Outcome: Hashable, Sendable {
        /// `--dry-run`: nothing was sent.
        case planned
        case accepted
        case failed(CommandFailure)
        /// Not tried, because its gateway failed before.
        case skipped(CommandFailure)

        fileprivate var word: String {
            switch self {
            case .planned: "planned"
            case .accepted: "accepted"
            case .failed: "failed"
            case .skipped: "skipped"
            }
        }

        var failure: CommandFailure? {
            switch self {
            case .planned, .accepted: nil
            case .failed(let failure), .skipped(let failure): failure
            }
        }
    }

    var key: InstanceKey
    var act: Act
    var outcome: Outcome

    init(_ key: InstanceKey, _ act: Act, _ outcome: Outcome) {
        self.key = key
        self.act = act
        self.outcome = outcome
    }

    var exitStatus: ShellStatus { outcome.failure?.status ?? .done }

    var line: String {
        let told = "\(key): \(act.rawValue) \(outcome.word)"
        return outcome.failure.map { "\(told): \($0.message)" } ?? told
    }

    var json: JSONValue {
        .members([
            ("gateway", .text(key.gateway)), ("id", .text(key.id)), ("act", .text(act.rawValue)),
            ("result", .text(outcome.word)), ("error", outcome.failure.map { .text($0.message) } ?? .null),
        ])
    }
}

/// One act on several instances: one after another at each gateway, a second apart, never repeated.
struct ActRound: Sendable {
    static let pace: Duration = .seconds(1)

    let act: Act
    let connection: FleetConnection
    let time: any TimeSource

    /// - Parameter told: called with each result as it comes.
    /// - Returns: the results in the order of `keys`.
    func run(_ keys: [InstanceKey], told: @escaping @Sendable (ActResult) -> Void) async -> [ActResult] {
        let groups = Dictionary(grouping: keys, by: \.gateway).values.map(\.self)
        let results = await concurrently(groups, limit: groups.count) { group in
            var results: [ActResult] = []
            var stopped: CommandFailure?
            for (place, key) in group.enumerated() {
                let start = time.now
                let result = ActResult(key, act, await outcome(key, &stopped))
                results.append(result)
                told(result)
                guard place < group.count - 1, stopped == nil else { continue }
                do { try await time.sleep(until: start.advanced(by: Self.pace)) } catch {
                    stopped = CommandFailure(.failed, "given up")
                }
            }
            return results
        }
        let byKey = Dictionary(results.joined().map { ($0.key, $0) }) { first, _ in first }
        return keys.compactMap { byKey[$0] }
    }

    private func outcome(_ key: InstanceKey, _ stopped: inout CommandFailure?) async -> ActResult.Outcome {
        if let stopped { return .skipped(stopped) }
        let open: OpenGateway
        do throws(CommandFailure) { open = try connection.gateway(key.gateway) } catch { return .failed(error) }
        guard open.gateway.abilities.acts.contains(act) else {
            return .failed(CommandFailure(.failed, "\(open.configuration.kind.rawValue) does not offer it"))
        }
        guard case .failure(let failure) = await open.perform(act, on: key.id) else { return .accepted }
        switch failure.kind {
        case .unreachable:
            // The request may have arrived before the connection broke.
            let told = CommandFailure(.unavailable, "\(failure.message.sentence) It may have happened all the same.")
            stopped = CommandFailure(.unavailable, "\(key.gateway) did not answer before")
            return .failed(told)
        case .credentials where open.configured(key.id)?.secret == nil:
            stopped = CommandFailure(.credentials, "\(key.gateway) refused the secret before")
            return .failed(CommandFailure(.credentials, failure.message.text))
        default: return .failed(CommandFailure(failure.exitStatus, failure.message.text))
        }
    }
}

extension CleanText {
    /// With a full stop, so that another sentence can follow.
    fileprivate var sentence: String { text.hasSuffix(".") ? text : "\(text)." }
}
