import Fleet
import FoundationEssentials

/// 2026-11-21T22:00:00Z
let since = Date(timeIntervalSince1970: 1_795_298_400)
let until = since + 8 * 3600
let clock = LocalClock(utcOffset: 0)
let ana = Person(user: "ana", origin: "10.0.0.7")
let mona = Person(user: "mona")

func key(_ id: String, _ gateway: String = "gowa-1") -> InstanceKey { InstanceKey(gateway: gateway, id: id) }

/// `minutes` after the shift began.
func at(_ minutes: Double) -> Date { since + minutes * 60 }

func change(
    _ key: InstanceKey, _ from: LinkState?, _ to: LinkState, _ minutes: Double, _ reason: CleanText? = nil
) -> JournalEntry {
    JournalEntry(
        at: at(minutes), key: key, name: CleanText("Shop \(key.id)"),
        event: .state(from: from, to: to, reason: reason, source: .list))
}

func tried(
    _ key: InstanceKey, _ minutes: Double, by person: Person?, _ method: LinkAttempt.Method = .qr
) -> JournalEntry {
    JournalEntry(at: at(minutes), key: key, name: "", event: .attempt(LinkAttempt(method)), person: person)
}

func ended(_ key: InstanceKey, _ kind: LinkOutcome.Kind, _ minutes: Double) -> JournalEntry {
    JournalEntry(at: at(minutes), key: key, name: "", event: .outcome(LinkOutcome(kind)))
}

func gateway(_ name: String, _ reachable: Bool, _ minutes: Double, _ reason: CleanText? = nil) -> JournalEntry {
    JournalEntry(at: at(minutes), gateway: name, event: .gateway(reachable: reachable, reason: reason))
}
