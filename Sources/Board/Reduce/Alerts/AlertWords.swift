import Alerts
import Fleet

/// Alerts in words and as facts. Names come from outside, so numbers in them are masked.
struct AlertWords {
    private let state: State

    init(_ state: State) { self.state = state }

    func sentence(_ alert: Alert) -> String {
        let gateway = CleanText(alert.gateway, limit: 64).text
        let reason = reason(alert).map { ": \($0)" } ?? ""
        switch alert.event {
        case .gatewayDown: return "gateway \(gateway) does not answer\(reason)"
        case .gatewayBack: return "gateway \(gateway) answers again"
        case .outbreak: return "\(alert.count) on \(gateway) dropped together\(reason)"
        case .dropped:
            guard let name = name(alert) else { return "\(alert.count) on \(gateway) dropped" }
            let word = alert.changes[0].state.map { " \($0.word)" } ?? ""
            return "\(name) dropped:\(word)\(reason.replacing(": ", with: ", ", maxReplacements: 1))"
        case .mismatch:
            let whom = name(alert).map { "\($0) is" } ?? "\(alert.count) on \(gateway) are"
            return "\(whom) linked to another number"
        case .recovered: return name(alert).map { "\($0) is back" } ?? "\(alert.count) on \(gateway) are back"
        }
    }

    func facts(of alert: Alert) -> AlertFacts {
        let changes = alert.changes
        return AlertFacts(
            event: alert.event, gateway: alert.gateway,
            kind: state.gateways.first { $0.name == alert.gateway }?.kind,
            ids: changes.prefix(AlertFacts.mostIDs).compactMap(\.key?.id), count: alert.count, name: name(alert),
            state: shared(changes.map(\.state)), was: shared(changes.map(\.was)), reason: reason(alert),
            since: state.wall.date(of: alert.since), flaps: changes.count == 1 ? changes[0].flaps : 0,
            text: sentence(alert))
    }

    /// Of the one instance that it is about.
    private func name(_ alert: Alert) -> String? {
        guard alert.changes.count == 1, let key = alert.changes[0].key else { return nil }
        let id = CleanText(key.id, limit: 64).text
        guard let row = state.fleet[key], row.name != id else { return id }
        return NumberMask.mask(row.name) { $0 == key.id }
    }

    private func reason(_ alert: Alert) -> String? {
        guard let reason = shared(alert.changes.map(\.reason)), !reason.isEmpty else { return nil }
        return NumberMask.mask(reason.text) { word in alert.changes.contains { $0.key?.id == word } }
    }

    private func shared<Value: Equatable>(_ values: [Value?]) -> Value? {
        guard let first = values.first, values.allSatisfy({ $0 == first }) else { return nil }
        return first
    }
}
