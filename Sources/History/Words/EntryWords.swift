public import Fleet

/// One line of the journal in words.
public struct EntryWords: Hashable, Sendable {
    /// How it is to be taken, for colours.
    public enum Tone: Hashable, Sendable {
        case good, bad, plain
    }

    /// Whom it is about: the instance's name, or the gateway.
    public let subject: String
    public let text: String
    /// Who did it; empty for what happened by itself.
    public let who: String
    public let tone: Tone

    public init(_ entry: JournalEntry) {
        let gateway = entry.gateway.isEmpty ? "relink" : "gateway \(entry.gateway)"
        subject = entry.instance.map { entry.name.isEmpty ? $0 : entry.name.text } ?? gateway
        who = entry.person?.words ?? ""
        switch entry.event {
        case .state(let from, let to, let reason, _):
            let change = from.map { "\($0.word) → \(to.word)" } ?? "first seen \(to.word)"
            text = Self.joined(change, reason)
            tone = to == .working ? .good : to.isProblem ? .bad : .plain
        case .gateway(let reachable, let reason):
            text = reachable ? "answers again" : Self.joined("cannot be reached", reason)
            tone = reachable ? .good : .bad
        case .act(let act, let failure):
            text = failure.map { Self.joined("\(act.rawValue) refused", $0) } ?? act.rawValue
            tone = failure == nil ? .plain : .bad
        case .attempt(let attempt):
            let number = attempt.number.map { " for \($0.full)" } ?? ""
            text = (attempt.method == .qr ? "link window opened" : "pairing code requested") + number
            tone = .plain
        case .outcome(let outcome):
            text = outcome.words
            tone = outcome.kind == .held || outcome.kind == .cameBack ? .good : outcome.isTrouble ? .bad : .plain
        case .acknowledged:
            text = "noticed"
            tone = .plain
        case .note(let note):
            text = note.text
            tone = .plain
        }
    }

    fileprivate static func joined(_ text: String, _ reason: CleanText?) -> String {
        guard let reason, !reason.isEmpty else { return text }
        return "\(text): \(reason)"
    }
}

extension LinkOutcome {
    fileprivate var words: String {
        let time = after.map { " after \(Lengths.words($0))" } ?? ""
        let number = number.map { ", \($0.full)" } ?? ""
        return EntryWords.joined(kind.words + time + number, reason)
    }

    /// Something that somebody has to look at.
    fileprivate var isTrouble: Bool {
        switch kind {
        case .dropped, .mismatch, .passkey, .passkeyLapsed, .blocked, .missing, .neverReady, .refused: true
        case .held, .unproven, .evicted, .unscanned, .unattended, .alreadyLinked, .cameBack, .closed: false
        }
    }
}

extension LinkOutcome.Kind {
    fileprivate var words: String {
        switch self {
        case .held: "relinked, and it held"
        case .dropped: "linked, and dropped again"
        case .mismatch: "linked to another number"
        case .evicted: "the link to the wrong number is gone"
        case .unscanned: "nobody scanned"
        case .unattended: "nobody was there any more"
        case .unproven: "linked; the gateway tells nobody's number"
        case .passkeyLapsed: "the phone's request for a passkey lapsed"
        case .passkey: "the phone asks for a passkey"
        case .blocked: "the account is banned"
        case .missing: "the gateway does not know it"
        case .neverReady: "never became ready for a code"
        case .refused: "the gateway refused"
        case .alreadyLinked: "was linked already"
        case .cameBack: "came back by itself"
        case .closed: "link window closed"
        }
    }
}
