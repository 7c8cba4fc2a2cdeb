import Fleet
import Foundation
import Testing

@testable import Journal

@Suite("Asking for lines")
struct FilterTests {
    private static let lines: [JournalEntry] = [
        change(store, nil, .working, at: 0), change(clinic, nil, .working, at: 10),
        change(store, .working, .loggedOut, at: 20), happened(.attempt(LinkAttempt(.qr)), at: 30),
        JournalEntry(at: start + 40, gateway: "wawp-eu", event: .gateway(reachable: false, reason: "gone")),
        change(clinic, .working, .disconnected, at: 50),
    ]

    struct Case: Sendable, CustomTestStringConvertible {
        var filter: JournalFilter
        /// Their places in `lines`.
        var expected: [Int]
        var testDescription: String { "\(expected)" }
    }

    @Test(
        "only what was asked for",
        arguments: [
            Case(filter: JournalFilter(), expected: [0, 1, 2, 3, 4, 5]),
            Case(filter: JournalFilter(order: .newestFirst), expected: [5, 4, 3, 2, 1, 0]),
            Case(filter: JournalFilter(since: start + 20), expected: [2, 3, 4, 5]),
            Case(filter: JournalFilter(until: start + 20), expected: [0, 1]),
            Case(filter: JournalFilter(since: start + 10, until: start + 40), expected: [1, 2, 3]),
            Case(filter: JournalFilter(instances: [clinic]), expected: [1, 5]),
            Case(filter: JournalFilter(instances: [clinic, store]), expected: [0, 1, 2, 3, 5]),
            Case(filter: JournalFilter(gateway: "wawp-eu"), expected: [1, 4, 5]),
            Case(filter: JournalFilter(kinds: [.gateway, .attempt]), expected: [3, 4]),
            Case(filter: JournalFilter(limit: 2), expected: [0, 1]),
            Case(filter: JournalFilter(kinds: [.state], limit: 2, order: .newestFirst), expected: [5, 2]),
            Case(filter: JournalFilter(limit: 0), expected: []),
        ])
    func filter(sample: Case) async throws {
        let desk = try Desk()
        let journal = desk.open()
        journal.record(Self.lines)
        let read = await journal.entries(sample.filter)
        #expect(read.map(\.at) == sample.expected.map { Self.lines[$0].at })
        #expect(read.map(\.event) == sample.expected.map { Self.lines[$0].event })
    }

    @Test("names from outside stay values: none of them is read as SQL")
    func hostileNames() async throws {
        let key = InstanceKey(gateway: "a'; DROP TABLE entry; --", id: "x\" OR 1=1")
        let desk = try Desk()
        let journal = desk.open()
        journal.record([change(key, nil, .working, at: 0), change(store, nil, .working, at: 1)])
        #expect(await journal.entries(JournalFilter(instances: [key])).map(\.key) == [key])
        #expect(await journal.entries(JournalFilter()).count == 2)
    }
}
