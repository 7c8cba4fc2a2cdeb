import Fleet
import Grid
import Linking

/// What comes next, in words: the step for one instance, and what to call it for several.
enum TriageWords {
    /// The key to press, where one does something, and what for.
    struct Step {
        var key: String?
        var text: String
        var style: Style = Style(.plain, .bold)
    }

    static func step(_ verdict: Verdict, _ row: InstanceRow, _ state: State) -> Step {
        let enter = label(.open, state)
        switch verdict {
        case .nothing: return Step(key: nil, text: "Nothing to do: it is linked.", style: Style(.good, .bold))
        case .wait(let until, let waiting):
            return Step(key: enter, text: "asks it again now. \(wait(until, waiting, row, state))")
        case .gatewayDown:
            return Step(key: enter, text: "asks again. Bring \(row.key.gateway) back; no link can help before.")
        case .upgradeGateway:
            return Step(
                key: nil,
                text: "Upgrade \(row.key.gateway). Do NOT scan again. After that \(label(.start, state)) starts it.",
                style: Style(.broken, .bold))
        case .ladder(let rung):
            return Step(
                key: enter, text: "\(does(rung, row.kind)). \(rung.consequence)", style: Style(.attention, .bold))
        case .relink:
            let others = state.outbreak(with: row.key).map { " First look for what the \($0.count) have in common." }
            return Step(
                key: enter, text: "shows a QR; \(label(.pair, state)) asks for a pairing code.\(others ?? "")",
                style: Style(.attention, .bold))
        case .person(.wrongNumber):
            return Step(
                key: enter, text: "asks to log it out, so that the right phone can be linked.",
                style: Style(.broken, .bold))
        case .person(let concern):
            let insist = isTyped(row, state) ? " \(label(.relink, state)) relinks it all the same, after typing." : ""
            return Step(key: nil, text: sentence(concern) + insist, style: Style(.attention, .bold))
        case .duplicate(let twin): return Step(key: nil, text: duplicate(twin, state), style: Style(.attention, .bold))
        }
    }

    /// Short, as a heading for several.
    static func category(_ verdict: Verdict, _ kind: GatewayKind) -> String {
        switch verdict {
        case .nothing: "linked: nothing to do"
        case .wait: "wait: it is on its way"
        case .gatewayDown: "the gateway does not answer: bring it back"
        case .upgradeGateway: "upgrade the gateway, do NOT scan again"
        case .ladder(let rung): "\(rung.verb(kind)): \(rung == .freshStart ? "one at a time" : "no phone is needed")"
        case .relink: "relink: a phone is needed"
        case .person(.restrictionSuspected): "look at the phone: WhatsApp may restrict it"
        case .person(.banned), .person(.temporaryBan), .person(.locked): "banned or locked: a person decides"
        case .person(let concern): sentence(concern)
        case .duplicate: "linked twice: log out the wrong one"
        }
    }

    private static func does(_ rung: Rung, _ kind: GatewayKind) -> String {
        switch rung {
        case .start: "starts it"
        case .restart: "\(kind.restartVerb)s it"
        case .restartAgain: "\(kind.restartVerb)s it once more"
        case .freshStart: "asks for a word, then logs it out"
        case .relink: "relinks it"
        }
    }

    private static func wait(
        _ until: Instant?, _ waiting: Verdict.Waiting, _ row: InstanceRow, _ state: State
    ) -> String {
        let end =
            until.map { "Wait until \(Ages.time(of: $0, in: state)), \(Ages.words(state.now.duration(to: $0)))" }
            ?? "Wait"
        return switch waiting {
        case .firstAnswer: "\(end) for the first answer."
        case .rung(let rung): "\(end): \(rung.verb(row.kind)) is under way."
        case .transition: "\(end): \(row.word) is normal for so long here."
        case .storm(let sessions): "\(end): \(sessions) come up again, one after another."
        case .settling: "\(end): it is watched until it has held."
        }
    }

    private static func sentence(_ concern: Verdict.Concern) -> String {
        switch concern {
        case .banned: "The account is banned: a person appeals on the phone, and decides."
        case .temporaryBan: "Wait for the ban to end; each new link makes it longer."
        case .locked: "Look at the phone first: is the account there, and does WhatsApp open?"
        case .restricted: "It works, and WhatsApp limits its sending: a new link does not help."
        case .restrictionSuspected: "Look at the phone for a notice of WhatsApp before it is linked again."
        case .wrongNumber: "Linked to another number: log it out and link the right phone."
        case .passkey: "The phone asks for a passkey, which a browser gives; scanning again does not help."
        case .coolDown: "Stop linking this number for some hours."
        case .deviceName: "Set a browser's name as the device name; a QR works meanwhile."
        case .updatePhone: "Update WhatsApp on the phone, then link again."
        case .missing: "The gateway does not know it: look for its id there, and in the configuration."
        case .unknownState: "A state relink does not know; look at the gateway's own page."
        case .escalate: "Everything was tried. Let somebody look at the phone and the gateway's log."
        }
    }

    private static func duplicate(_ twin: InstanceKey?, _ state: State) -> String {
        guard let twin else { return ReasonAction.findTwin.sentence }
        let name = state.fleet[twin]?.name ?? twin.id
        return "\(name) on \(twin.gateway) has this number too: log out (\(label(.logout, state))) the wrong one."
    }

    private static func isTyped(_ row: InstanceRow, _ state: State) -> Bool {
        if case .typed = state.linkLock(for: [row.key]) { true } else { false }
    }

    static func label(_ action: Action, _ state: State) -> String {
        state.settings.keys.label(action, in: .triage) ?? ":\(action.rawValue)"
    }
}
