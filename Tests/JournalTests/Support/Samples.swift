import Fleet
import Foundation
import TestKit

@testable import Journal

/// A journal in a folder of its own, and the words to fill it.
struct Desk {
    let folder: TemporaryFolder
    let time = HandTime()

    init() throws { folder = try TemporaryFolder() }

    func open(_ policy: JournalPolicy = JournalPolicy(), as user: CleanText = "ana") -> Journal {
        Journal(folder: folder.path, person: Person(user: user, origin: "10.0.0.7"), policy: policy, time: time)
    }
}

let start = HandTime.start
let store = InstanceKey(gateway: "gowa-1", id: "store-7")
let clinic = InstanceKey(gateway: "wawp-eu", id: "4F1A")
let number = "201145202826"

func phone(_ digits: String = number) -> PhoneNumber { try! PhoneNumber(typed: digits) }

/// A change of state, `seconds` after the start.
func change(
    _ key: InstanceKey, _ from: LinkState?, _ to: LinkState, at seconds: Double, reason: CleanText? = nil
) -> JournalEntry {
    JournalEntry(
        at: start + seconds, key: key, name: "Store 7",
        event: .state(from: from, to: to, reason: reason, source: .list))
}

func happened(_ event: JournalEvent, to key: InstanceKey = store, at seconds: Double = 0) -> JournalEntry {
    JournalEntry(at: start + seconds, key: key, name: "Store 7", event: event)
}

func change(_ from: LinkState?, _ to: LinkState, at seconds: Double, reason: CleanText? = nil) -> JournalEntry {
    change(store, from, to, at: seconds, reason: reason)
}
