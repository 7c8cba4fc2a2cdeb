import Fleet
import FoundationEssentials
import GRDB

/// One line of the journal as its columns hold it.
struct EntryColumns {
    var at: Date
    var gateway: String
    var instance: String?
    var name: String
    var event: String
    var from, to, reason, source: String?
    var reachable: Bool?
    var act, method, number, outcome: String?
    var after: Int64?
    var user, origin: String?

    /// In the order of `EntryTable.columns`.
    var values: [(any DatabaseValueConvertible)?] {
        [
            at.milliseconds, gateway, instance, name, event, from, to, reason, source, reachable, act, method, number,
            outcome, after, user, origin,
        ]
    }

    init(_ row: Row) {
        at = Date(milliseconds: row["at"])
        gateway = row["gateway"]
        instance = row["instance"]
        name = row["name"]
        event = row["event"]
        from = row["fromState"]
        to = row["toState"]
        reason = row["reason"]
        source = row["source"]
        reachable = row["reachable"]
        act = row["act"]
        method = row["method"]
        number = row["number"]
        outcome = row["outcome"]
        after = row["after"]
        user = row["user"]
        origin = row["origin"]
    }

    init(_ entry: JournalEntry, _ numbers: JournalPolicy.Numbers) {
        at = entry.at
        gateway = entry.gateway
        instance = entry.instance
        event = entry.event.kind.rawValue
        user = entry.person?.user.text
        origin = entry.person?.origin?.text
        let mask: (CleanText) -> String = { text in
            numbers == .whole ? text.text : NumberMask.mask(text, keeping: entry.instance).text
        }
        let shown: (JournalNumber) -> String = { numbers == .whole ? $0.full.text : $0.masked.text }
        name = mask(entry.name)
        switch entry.event {
        case .state(let from, let to, let reason, let source):
            self.from = from?.rawValue
            self.to = to.rawValue
            self.reason = reason.map(mask)
            self.source = source.rawValue
        case .gateway(let reachable, let reason):
            self.reachable = reachable
            self.reason = reason.map(mask)
        case .act(let act, let failure):
            self.act = act.rawValue
            reason = failure.map(mask)
        case .attempt(let attempt):
            method = attempt.method.rawValue
            number = attempt.number.map(shown)
        case .outcome(let outcome):
            self.outcome = outcome.kind.rawValue
            after = outcome.after.map { $0.nanoseconds / 1_000_000 }
            number = outcome.number.map(shown)
            reason = outcome.reason.map(mask)
        case .acknowledged: break
        case .note(let text): reason = mask(text)
        }
    }

    /// `nil` for an event that this version has no word for.
    var entry: JournalEntry? {
        let person = user.map { Person(user: CleanText($0), origin: origin.map { CleanText($0) }) }
        return readEvent.map {
            JournalEntry(
                at: at, gateway: gateway, instance: instance, name: CleanText(name), event: $0, person: person)
        }
    }

    private var readEvent: JournalEvent? {
        let reason = reason.map { CleanText($0) }
        switch JournalEvent.Kind(rawValue: event) {
        case .state:
            guard let to else { return nil }
            return .state(
                from: from.map(LinkState.init(stored:)), to: LinkState(stored: to), reason: reason,
                source: source.flatMap(FactSource.init) ?? .status)
        case .gateway: return reachable.map { .gateway(reachable: $0, reason: reason) }
        case .act: return act.flatMap(Act.init).map { .act($0, failure: reason) }
        case .attempt:
            return method.flatMap(LinkAttempt.Method.init).map {
                .attempt(LinkAttempt($0, number: number.map(JournalNumber.init(stored:))))
            }
        case .outcome:
            return outcome.flatMap(LinkOutcome.Kind.init).map {
                .outcome(
                    LinkOutcome(
                        $0, after: after.map { .milliseconds($0) }, number: number.map(JournalNumber.init(stored:)),
                        reason: reason))
            }
        case .acknowledged: return .acknowledged
        case .note: return .note(reason ?? "")
        case nil: return nil
        }
    }
}

extension LinkState {
    /// A word of a later version is a state that this one does not know.
    init(stored word: String) { self = LinkState(rawValue: word) ?? .unknown }
}

extension JournalNumber {
    init(stored text: String) {
        self = (try? PhoneNumber(typed: text)).map(JournalNumber.whole) ?? .masked(CleanText(text))
    }
}
