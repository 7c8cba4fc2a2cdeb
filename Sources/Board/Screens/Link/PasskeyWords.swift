import Fleet
import Grid
import Linking

extension FlowWords {
    /// A stage of a passkey in few words, for panes and for the head of its page.
    init(_ stage: PasskeyStage, _ state: State) {
        switch stage {
        case .reading(let since):
            let waited = Ages.words(since.duration(to: state.now))
            self.init(
                "WhatsApp wants a passkey…", Style(.attention, .bold),
                ["Asking the gateway what is to be signed (\(waited))."], spins: true)
        case .wanted:
            self.init(
                "WhatsApp wants the account's passkey", Style(.attention, .bold),
                ["It links only after that. Scanning again does not help."])
        case .answering:
            self.init("Handing the answer in…", .plain, ["It is sent once."], spins: true)
        case .answered(_, let since):
            let waited = Ages.words(since.duration(to: state.now))
            self.init(
                "WhatsApp looks at the answer…", .plain,
                ["The gateway took it (\(waited)). Keep WhatsApp open on the phone."], spins: true)
        case .comparing(_, confirmsItself: true, _):
            self.init(
                "The phone shows this code", Style(.attention, .bold),
                ["It confirms itself, because the answer was quick."])
        case .comparing:
            self.init("Does the phone show this code?", Style(.attention, .bold), [])
        case .confirming:
            self.init("Confirming…", .plain, ["It is sent once."], spins: true)
        case .confirmed(let since):
            let waited = Ages.words(since.duration(to: state.now))
            self.init(
                "Confirmed; the link comes up…", .plain, ["Waiting for WhatsApp (\(waited))."], spins: true)
        }
    }
}

/// What a person does where, step by step: short, and only what browsers and these gateways have.
enum PasskeyGuide {
    /// For somebody with a browser that has the passkey.
    static func steps(_ row: InstanceRow, _ state: State) -> [String] {
        let keys = state.settings.keys
        func key(_ action: Action) -> String { keys.label(action, in: .passkey) ?? ":\(action.rawValue)" }
        var steps = [
            "Open https://web.whatsapp.com in a browser that has the passkey, or with the phone beside it for Bluetooth. Scan nothing there.",
            "With an extension that signs such requests: \(key(.copy)) copies the challenge for it. "
                + "Without: \(key(.consoleLine)) copies a line for that page's console (F12); run it, click into the page, agree.",
            "The answer is on that computer's clipboard now. Paste it here; \(key(.answer)) opens the field.",
            "If the phone shows a code afterwards, it is compared here.",
        ]
        if keys.label(.saveChallenge, in: .passkey) != nil {
            steps[1] += " \(key(.saveChallenge)) saves both."
        }
        return steps
    }

    /// What is peculiar to the gateway.
    static func remark(_ row: InstanceRow, since: Instant, _ state: State) -> String? {
        switch row.kind {
        case .gowa:
            let left = max(.zero, .seconds(300) - since.duration(to: state.now))
            let quick =
                left > .zero
                ? "Answered within \(Ages.left(left)) it needs no comparing."
                : "After five minutes a code has to be compared."
            return quick + " GOWA may close its login before that: be quick."
        case .waha: return "WAHA's dashboard does the same with its browser extension."
        default: return nil
        }
    }

    /// Where the gateway has no way to hand an answer in.
    static func wayOut(_ row: InstanceRow) -> [String] {
        let holder = row.configured.holder.map { " (\($0.text))" } ?? ""
        var steps = [
            "Stop here for now: every new scan or pairing code ends at the same question.",
            "Tell the account's owner\(holder): linking https://web.whatsapp.com in a browser shows whether the passkey works at all.",
        ]
        switch row.kind {
        case .waha: steps.append("Bring WAHA to 2026.7.1 or later, with the GOWS engine: others cannot do it.")
        case .gowa: steps.append("Bring GOWA to 8.11 or later: older ones cannot do it.")
        case .evolution: steps.append("Look for a version of the gateway whose engine takes passkeys.")
        case .greenAPI, .wawp: steps.append("Ask the vendor how passkeys are given there.")
        }
        if row.kind != .waha && row.kind != .gowa {
            steps.append("Or move the account: WAHA with GOWS (2026.7.1) and GOWA (8.11) take an answer.")
        }
        return steps
    }
}
