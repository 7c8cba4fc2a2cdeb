import Board
import Fleet
import Linking
import Testing

@testable import relink

@Suite("What the end of a link window is for a shell")
struct LinkVerdictTests {
    private static let status = StatusReading(state: .failed, raw: "FAILED")
    private static let after = Duration.seconds(9)

    static let ends: [(LinkPhase, LinkVerdict)] = [
        (.auditing, .goesOn),
        (.settling(since: .zero), .goesOn),
        (.held(after: after), .done),
        (.ended(.alreadyLinked), .done),
        (.ended(.cameBack), .done),
        (.pairingExpired(since: .zero), .codeOver),
        (.ended(.unscanned), .unattended(.timedOut)),
        (.ended(.unattended), .unattended(.timedOut)),
        (.ended(.evicted), .unattended(.failed)),
        (.ended(.dropped(after: after)), .failed(.failed)),
        (.ended(.unproven(after: after)), .failed(.failed)),
        (.ended(.passkey), .failed(.failed)),
        (.ended(.passkeyLapsed(answered: true)), .failed(.failed)),
        (.ended(.blocked), .failed(.failed)),
        (.ended(.missing), .failed(.failed)),
        (.ended(.neverReady(.restart, status)), .failed(.failed)),
        (.ended(.refused(GatewayFailure(.refused, "no"))), .failed(.failed)),
        (.ended(.refused(GatewayFailure(.unreachable, "no"))), .failed(.unavailable)),
        (.ended(.refused(GatewayFailure(.credentials, "no"))), .failed(.credentials)),
    ]

    @Test("every end has its status", arguments: ends)
    func status(phase: LinkPhase, verdict: LinkVerdict) {
        #expect(LinkVerdict(phase, nil) == verdict)
    }

    @Test("linked already is no success on the wrong phone")
    func wrongPhone() throws {
        let key = InstanceKey(gateway: "waha-1", id: "one")
        var row = InstanceRow(
            key: key, kind: .waha,
            configured: InstanceConfiguration(id: "one", phone: try PhoneNumber(typed: "+201145202826")))
        let account = Account(phone: try PhoneNumber(typed: "+447700900999"), name: nil)
        row.status = Fact(StatusReading(state: .working, raw: "WORKING", account: account), from: .status, at: .zero)
        row.account = Fact(account, from: .status, at: .zero)
        #expect(LinkVerdict(.ended(.alreadyLinked), row) == .failed(.failed))
    }
}
