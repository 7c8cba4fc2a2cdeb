import Fleet
import Gateways

@testable import Polling

extension Pacing {
    /// As Wawp's, and nothing in the way.
    static let roomy = Pacing(
        idleStatus: .seconds(30), focusedStatus: .seconds(5), linkStatus: .seconds(3), linkCode: .seconds(6),
        answerLimit: .seconds(30), concurrency: 1000)

    func with(_ change: (inout Pacing) -> Void) -> Pacing {
        var changed = self
        change(&changed)
        return changed
    }
}

extension Abilities {
    static let single = Abilities(lists: false, acts: [.restart], pairingCode: true, codeMayBePolled: true)
    static let listing = Abilities(lists: true, acts: [.restart], pairingCode: true, codeMayBePolled: true)
    static let unpolledCode = Abilities(lists: false, acts: [.restart], pairingCode: true, codeMayBePolled: false)
}

extension GatewayFailure {
    static func sample(_ kind: Kind) -> GatewayFailure { GatewayFailure(kind, "As the test wants it.") }
}

extension Observation.Outcome {
    static func state(_ state: LinkState, account: Account? = nil) -> Observation.Outcome {
        .status(StatusReading(state: state, raw: CleanText(state.rawValue), account: account))
    }

    static func failure(_ kind: GatewayFailure.Kind) -> Observation.Outcome { .failed(.sample(kind)) }

    static let sampleCode = Observation.Outcome.code(
        CodeReading(content: .text(CodePayload("opaque")), lifetime: .untold))
    static let someAccount = Observation.Outcome.account(Account(phone: nil, name: "Clinic"))
}

extension PollRequest {
    var key: InstanceKey? {
        if case .instance(let key) = subject { key } else { nil }
    }

    var isAutomatic: Bool { origin != .person }
}

func keys(_ count: Int, of gateway: String = "g") -> [InstanceKey] {
    (0..<count).map { InstanceKey(gateway: gateway, id: "i\($0)") }
}
