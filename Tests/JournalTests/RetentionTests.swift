import Fleet
import Foundation
import GRDB
import Testing
import TestKit

@testable import Journal

@Suite("What the journal keeps")
struct RetentionTests {
    private func note(_ number: Int, at date: Date) -> JournalEntry {
        JournalEntry(
            at: date, key: store, name: "Store 7",
            event: .note(CleanText("\(number) \(String(repeating: "x", count: 180))")))
    }

    @Test("lines go with their age, soon after it is opened and while it runs; what is known of an instance stays")
    func age() async throws {
        let desk = try Desk()
        let policy = JournalPolicy(keepDays: 2)
        let first = desk.open(policy)
        first.record([change(nil, .working, at: 0), change(.working, .failed, at: 60)])
        #expect(
            await first.claim(PairingAttempt(at: start, key: store, number: NumberFingerprint(value: 1))) { _ in true })
        await first.close()
        desk.time.advance(by: .seconds(86_400 * 2 + 30))
        let second = desk.open(policy)
        #expect(await second.entries(JournalFilter()).count == 2, "whoever asks first does not wait for it")
        #expect(await eventually { await second.entries(JournalFilter()) == [change(.working, .failed, at: 60)] })
        desk.time.advance(by: .seconds(86_400 * 6))
        second.record(note(1, at: desk.time.date))
        await second.flush()
        #expect(await eventually { await second.entries(JournalFilter()).map(\.event.kind) == [.note] })
        #expect(await second.memories(at: desk.time.date)[store]?.downSince == start + 60)
        #expect(await eventually { await second.attempts(since: .distantPast).isEmpty })
    }

    @Test("the file stays under its size, and the oldest lines go first")
    func size() async throws {
        let desk = try Desk()
        let journal = desk.open(JournalPolicy(keepMegabytes: 1))
        for portion in 0..<10 {
            journal.record((0..<2000).map { note(portion * 2000 + $0, at: start + Double(portion)) })
            await journal.flush()
        }
        await journal.close()
        let next = desk.open(JournalPolicy(keepMegabytes: 1))
        await next.flush()
        #expect(
            try await eventually {
                try FileManager.default.attributesOfItem(atPath: desk.folder.journal)[.size] as? Int ?? .max <= 1 << 20
            })
        let left = await next.entries(JournalFilter())
        #expect(left.count > 1000)
        #expect(left.last?.event == note(19_999, at: start).event)
    }

    @Test("room is given back step by step: the file was made for that")
    func vacuum() async throws {
        let desk = try Desk()
        await desk.open().close()
        let file = try DatabaseQueue(path: desk.folder.journal)
        #expect(try await file.read { try Int.fetchOne($0, sql: "PRAGMA auto_vacuum") } == 2)
        #expect(try await file.read { try String.fetchOne($0, sql: "PRAGMA journal_mode") } == "wal")
    }
}
