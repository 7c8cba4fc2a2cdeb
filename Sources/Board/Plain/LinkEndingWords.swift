import Fleet
import Linking

/// How a link window ended, in plain sentences: what happened, then what to do.
enum LinkEndingWords {
    static func lines(_ ending: LinkEnding, _ flow: LinkFlow, _ row: InstanceRow, _ state: State) -> [String] {
        let name = row.name
        switch ending {
        case .alreadyLinked, .cameBack:
            if row.isMismatched {
                let linked = row.account?.value.phone
                let expected = row.configured.phone
                let who = linked.map { " \(state.shown($0, besides: expected))" } ?? ""
                let belongs = expected.map { " \(state.shown($0, besides: linked)) belongs here." } ?? ""
                return ["It is linked to ANOTHER NUMBER\(who).\(belongs) Log it out, then link the right phone."]
            }
            return [
                ending == .alreadyLinked
                    ? "It is linked already: there is nothing to scan."
                    : "It came back by itself: it was still paired, and no scan was needed."
            ]
        case .unscanned:
            let done = flow.method == .qr ? "Nobody scanned in time." : "Nobody typed the code in time."
            return [done, "No code is asked for meanwhile. A new window can be opened when somebody has the phone."]
        case .unattended:
            return ["Still there? No code is asked for meanwhile, because this vendor bears no more."]
        case .dropped(let after):
            return [
                "Linked, and lost again after \(Ages.words(after)).",
                "Look at the phone before trying again: WhatsApp may say why.",
            ]
        case .evicted:
            return [
                "The wrong phone is out: the gateway confirms it.", "\(name) can be linked to the right phone now.",
            ]
        case .unproven(let after):
            return [
                "It held, \(Ages.words(after)) after the window opened, but the gateway does not say whose account it is.",
                "Look on the phone whether it is the right one.",
            ]
        case .passkey:
            return ["WhatsApp wants a passkey, and \(row.key.gateway) has no way to hand its answer in."]
                + numbered(PasskeyGuide.wayOut(row))
        case .passkeyLapsed(let answered):
            return [
                answered ? "No link came of the passkey." : "The request for a passkey has ended.",
                "Have a browser open at https://web.whatsapp.com before the next try.",
            ]
        case .blocked: return ["The account is banned.", "A person has to decide what happens now."]
        case .missing:
            return ["\(row.key.gateway) does not know it.", "Look for its id there, and in the configuration."]
        case .neverReady(let act, let status):
            return [
                "It did not come up: after \(act.rawValue) it still says \(status.raw.text).",
                "Look at the gateway's log, or try again later.",
            ]
        case .refused(let failure): return ["The gateway said no: \(failure.message.sentence)"]
        }
    }
}

extension PasskeyGuide {
    /// For somebody who reads lines, with the challenge as a line for a console below.
    static let plainSteps = [
        "Open https://web.whatsapp.com in a browser that has the passkey, or with the phone beside it for Bluetooth. Scan nothing there.",
        "Run the line below in that page's console (F12), click into the page, and agree.",
        "The answer is on that computer's clipboard then. Paste it here as one line.",
        "If the phone shows a code afterwards, it is compared here.",
    ]
}

extension Spelling {
    /// A code as it is read out: `Kilo Seven Hotel X-ray, Two Romeo Whiskey Quebec`.
    static func aloud(_ code: PairingCode) -> String {
        code.grouped.split(separator: "-").map { $0.map(word).joined(separator: " ") }.joined(separator: ", ")
    }
}
