import Fleet
import Foundation
import Testing
import TestKit

@testable import Journal

@Suite("Recording")
struct RecordingTests {
    private static let events: [JournalEvent] = [
        .state(from: nil, to: .working, reason: nil, source: .status),
        .state(from: .working, to: .loggedOut, reason: "phone logged out", source: .push),
        .gateway(reachable: false, reason: "no answer"), .gateway(reachable: true, reason: nil),
        .act(.restart, failure: nil), .act(.logout, failure: "not today"),
        .attempt(LinkAttempt(.qr)), .attempt(LinkAttempt(.pairing, number: phone())),
        .outcome(LinkOutcome(.held, after: .milliseconds(41_250), number: phone())),
        .outcome(LinkOutcome(.refused, reason: "too many")),
        .acknowledged, .note("round of Mona began: 3 instances"),
    ]

    @Test("every kind of line comes back as it was told", arguments: events)
    func roundTrip(event: JournalEvent) async throws {
        let desk = try Desk()
        let journal = desk.open(JournalPolicy(numbers: .whole))
        var entry = happened(event)
        if case .gateway = event { entry.instance = nil }
        journal.record(entry)
        var expected = entry
        if event.isDoneByPerson { expected.person = journal.person }
        #expect(await journal.entries(JournalFilter()) == [expected])
        #expect(journal.alarm == nil)
    }

    @Test("what people do names them, what happens by itself names nobody, a name that was given stays")
    func persons() async throws {
        let desk = try Desk()
        let journal = desk.open()
        let other = Person(user: "mona")
        var given = happened(.act(.stop, failure: nil), at: 4)
        given.person = other
        var note = happened(.note("shift taken over"), at: 5)
        note.person = other
        journal.record([
            happened(.act(.start, failure: nil), at: 0), happened(.attempt(LinkAttempt(.qr)), at: 1),
            happened(.acknowledged, at: 2), happened(.outcome(LinkOutcome(.held)), at: 3), given, note,
        ])
        #expect(
            await journal.entries(JournalFilter()).map(\.person)
                == [journal.person, journal.person, journal.person, journal.person, other, other])
    }

    @Test("lines keep the order they were recorded in, also at one instant and from one call after the other")
    func order() async throws {
        let desk = try Desk()
        let journal = desk.open()
        for number in 0..<3000 { journal.record(happened(.note(CleanText("\(number)")))) }
        let read = await journal.entries(JournalFilter())
        #expect(read.map(\.event) == (0..<3000).map { .note(CleanText("\($0)")) })
        let newest = await journal.entries(JournalFilter(limit: 2, order: .newestFirst))
        #expect(newest.map(\.event) == [.note("2999"), .note("2998")])
    }

    @Test("lines that nobody could take in time push out the oldest, and their number is told")
    func bound() {
        let queue = EntryQueue()
        #expect(queue.add([happened(.note("first"))]))
        #expect(!queue.add([happened(.note("second"))]))
        let many = Array(repeating: happened(.acknowledged), count: EntryQueue.bound)
        #expect(!queue.add(many))
        let (entries, lost) = queue.takeAll()
        #expect(entries == many)
        #expect(lost == 2)
        #expect(queue.takeAll().entries.isEmpty)
        #expect(queue.add([happened(.note("third"))]))
    }

    @Test("a closed journal is read by the next one")
    func reopened() async throws {
        let desk = try Desk()
        let first = desk.open()
        first.record(change(nil, .working, at: 0))
        await first.close()
        #expect(await desk.open().entries(JournalFilter()) == [change(nil, .working, at: 0)])
    }

    @Test("a journal without a folder lives in memory, and nothing is wrong with that")
    func noFolder() async {
        let journal = Journal(folder: nil, person: Person(user: "ana"), time: HandTime())
        journal.record(change(nil, .working, at: 0))
        #expect(await journal.entries(JournalFilter()).count == 1)
        #expect(journal.alarm == nil)
    }
}
