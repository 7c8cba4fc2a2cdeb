import Fleet
import Linking

/// Link windows in the journal: opened, and what became of them.
extension State {
    /// A code of a pairing window is a try of its own, and told when it is asked for.
    mutating func jotWindow(_ key: InstanceKey, _ method: LinkMethod) {
        guard case .qr = method else { return }
        jot(.attempt(LinkAttempt(.qr, number: fleet[key]?.configured.phone)), about: key)
    }

    mutating func jotPairing(_ key: InstanceKey, _ phone: PhoneNumber) {
        jot(.attempt(LinkAttempt(.pairing, number: phone)), about: key)
    }

    /// A flow that came to a stage that is worth a line.
    mutating func jotStage(of flow: LinkFlow, after before: LinkPhase, _ key: InstanceKey) {
        guard let outcome = outcome(of: flow, after: before) else { return }
        jot(.outcome(outcome), about: key)
    }

    /// The program ends with these windows open, or with these links not proven yet.
    mutating func jotClosing() {
        for (key, session) in links.sorted(by: { $0.key < $1.key }) where !session.flow.isOver {
            let isLeft = session.flow.phase.isSettling
            jot(
                .outcome(
                    LinkOutcome(.closed, reason: isLeft ? "it was linked, and whether it holds was not seen" : nil)),
                about: key)
        }
    }

    private func outcome(of flow: LinkFlow, after before: LinkPhase) -> LinkOutcome? {
        let number = flow.account?.phone
        switch flow.phase {
        case .held(let after): return LinkOutcome(.held, after: after, number: number)
        case .mismatched: return before.isMismatched ? nil : LinkOutcome(.mismatch, number: number)
        case .ended(let ending): return outcome(ending, number)
        default: return nil
        }
    }

    private func outcome(_ ending: LinkEnding, _ number: PhoneNumber?) -> LinkOutcome {
        switch ending {
        case .alreadyLinked: LinkOutcome(.alreadyLinked)
        case .cameBack: LinkOutcome(.cameBack)
        case .unscanned: LinkOutcome(.unscanned)
        case .unattended: LinkOutcome(.unattended)
        case .dropped(let after): LinkOutcome(.dropped, after: after)
        case .evicted: LinkOutcome(.evicted, number: number)
        case .unproven(let after): LinkOutcome(.unproven, after: after)
        case .passkey: LinkOutcome(.passkey)
        case .passkeyLapsed: LinkOutcome(.passkeyLapsed)
        case .blocked: LinkOutcome(.blocked)
        case .missing: LinkOutcome(.missing)
        case .neverReady(_, let reading):
            LinkOutcome(.neverReady, reason: reading.reason ?? CleanText("it is \(reading.state.word)"))
        case .refused(let failure): LinkOutcome(.refused, reason: failure.message)
        }
    }
}
