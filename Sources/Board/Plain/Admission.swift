public import Fleet
public import Linking

/// What speaks against a link window, in sentences, and what it takes to open it all the same.
public enum Admission: Hashable, Sendable {
    /// It opens; what should be known is said.
    case open([String])
    /// A person insists by typing the word.
    case typed([String], word: String)
    /// It could not help, or not yet.
    case closed([String])
}

extension State {
    /// The journal has told what it knew, codes that were asked for included.
    public var knowsThePast: Bool { remembers }

    /// Of the question that stands, or of what would be asked if there were none.
    public func admission(of key: InstanceKey, by method: LinkMethod) -> Admission {
        let name = fleet[key]?.name ?? key.id
        if case .unlock(let unlock) = dialog { return .typed(unlock.sentences, word: unlock.word) }
        if links[key] == nil || dialog != nil, case .closed(let reason) = linkLock(for: [key]) {
            return .closed([reason.sentence, reason.instead])
        }
        let gate = gate(key, method)
        let sentences = gate.objections.map { objection in
            let words = objection.words(self)
            let until = objection.until.map { ", at \(Ages.time(of: wall.instant(of: $0), in: self))" } ?? ""
            return words.prefix(1).uppercased() + words.dropFirst() + until + "."
        }
        switch gate.weight {
        case .none, .caution: return .open(sentences)
        case .typed: return .typed(sentences, word: name)
        case .closed: return .closed(sentences)
        }
    }
}
