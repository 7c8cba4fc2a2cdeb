import Fleet
import Linking

/// Facts as tests need them: a WAHA session that has been in its state for long.
enum Case {
    static let now = Instant.seconds(100_000)
    static let long = now - .seconds(3600)

    static func facts(
        _ state: LinkState?, code: ReasonCode? = nil, kind: GatewayKind = .waha, since: Instant? = long,
        riders: Set<Rider> = [], hasAccount: Bool = false, gateway: GatewayFacts = GatewayFacts(),
        lastLink: Instant? = nil, drops: Int = 0, unlinkedHere: Bool = false, twin: InstanceKey? = nil
    ) -> TriageFacts {
        TriageFacts(
            key: InstanceKey(gateway: "\(kind.rawValue)-1", id: "store-7"), kind: kind, state: state, since: since,
            code: code, riders: riders, hasAccount: hasAccount, gateway: gateway, lastLink: lastLink, drops: drops,
            unlinkedHere: unlinkedHere, twin: twin)
    }

    static func status(_ state: LinkState, account: Bool = false) -> StatusReading {
        StatusReading(
            state: state, raw: CleanText(state.word), account: account ? Account(phone: nil, name: "Clinic") : nil)
    }

    /// A ladder on which these rungs were taken, each without help.
    static func tried(_ rungs: [Rung], kind: GatewayKind = .waha) -> Ladder {
        var ladder = Ladder(kind: kind)
        for rung in rungs {
            if rung == .relink {
                ladder.linked(.noHelp("dropped"), openedAt: long, at: long)
                continue
            }
            _ = ladder.take(rung, at: long)
            for act in rung.acts(kind) { _ = ladder.acted(act, nil, at: long) }
            ladder.observe(status(.failed), at: long + .seconds(10))
        }
        return ladder
    }
}
