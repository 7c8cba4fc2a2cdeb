import Configuration
import Fleet
import FoundationEssentials
import Gateways

/// `relink status --watch`: follows the poll plan, one line for each change.
struct StatusWatch: Sendable {
    let connection: FleetConnection
    /// `nil` for the whole fleet.
    let keys: [InstanceKey]?
    let json: Bool
    let context: CommandContext

    /// Returns when the task is cancelled; the shell ends it by a signal.
    func run() async throws {
        let time = context.time
        let found = keys == nil ? await connection.discover() : [:]
        for failure in found.values.compactMap(\.failure) { context.console.remark(failure.message) }
        var board = WatchBoard(connection, of: keys, labels: found.mapValues(\.labels))
        for failure in connection.unopened.values.sorted(by: { $0.message < $1.message }) {
            context.console.remark(failure.message)
        }
        if connection.gateways.isEmpty, let failure = connection.unopened.values.first {
            throw CommandFailure(failure.status)
        }
        let poll =
            if let keys {
                // Instances that somebody named are looked at; the rest of a fleet is not.
                FleetPoll(connection, time, watching: keys, pacing: Self.focused)
            } else {
                FleetPoll(
                    connection, time, watching: connection.keys(with: found),
                    gateways: connection.configuration.gateways.map(\.name))
            }
        let _: Never? = try await poll.run { report, _ in
            for news in board.take(report, at: time.date) {
                switch news {
                case .change(let now, let before): context.console.line(json ? now.json.line : line(now, before))
                case .trouble(let sentence): context.console.remark(sentence)
                }
            }
            return nil
        }
    }

    private static func focused(_ gateway: GatewayConfiguration) -> Pacing {
        var pacing = gateway.pacing
        pacing.idleStatus = pacing.focusedStatus
        return pacing
    }

    private func line(_ now: InstanceReport, _ before: InstanceReport?) -> String {
        let phones: PhoneText = connection.configuration.defaults.revealPhones ? .full : .masked
        let change = before.map { $0.word == now.word ? now.word : "\($0.word) → \(now.word)" } ?? now.word
        let linked = now.account?.phone
        let expected = now.riders.contains(.mismatch) ? now.expectedPhone : nil
        let name = [now.key.description, now.label?.text].compactMap(\.self).joined(separator: " ")
        let parts =
            [now.failure?.message.text, now.reason?.text].compactMap(\.self)
            + Rider.allCases.filter(now.riders.contains).map(\.rawValue)
            + [
                linked.map { phones.text($0, besides: expected) },
                expected.map { "expected \(phones.text($0, besides: linked))" },
            ].compactMap(\.self)
        return ([UTCTime.text(context.time.date), name, change] + parts).joined(separator: "  ")
    }
}

extension FleetConnection {
    /// Every instance that the configuration names, and what was found beside them.
    func keys(with found: [String: FoundInstances]) -> [InstanceKey] {
        configuration.gateways.flatMap { gateway in
            let ids = found[gateway.name]?.ids ?? gateway.instances.map(\.id)
            return ids.map { InstanceKey(gateway: gateway.name, id: $0) }
        }
    }
}
