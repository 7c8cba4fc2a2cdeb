import Fleet
import Foundation
import GRDB
import Testing
import TestKit

@testable import Journal

@Suite("A journal in trouble")
struct TroubleTests {
    private func notes(_ range: Range<Int>) -> [JournalEntry] {
        range.map { happened(.note(CleanText("\($0) \(String(repeating: "x", count: 150))")), at: Double($0)) }
    }

    @Test("a damaged file is set aside and a new one begun")
    func damaged() async throws {
        let desk = try Desk()
        try FileManager.default.createDirectory(atPath: desk.folder.path, withIntermediateDirectories: true)
        let rubbish = Data(repeating: 0x5a, count: 9000)
        try rubbish.write(to: URL(filePath: desk.folder.journal))
        let journal = desk.open()
        journal.record(change(nil, .working, at: 0))
        #expect(await journal.entries(JournalFilter()).count == 1)
        let aside = "journal.sqlite.damaged-20261121T031208Z"
        #expect(try desk.folder.names().contains(aside))
        #expect(try Data(contentsOf: URL(filePath: "\(desk.folder.path)/\(aside)")) == rubbish)
        #expect(
            journal.alarm?.text
                == "the journal was damaged and begins anew; the old one is \(desk.folder.path)/\(aside)"
        )
        await journal.close()
        let next = desk.open()
        #expect(await next.entries(JournalFilter()).count == 1)
        #expect(next.alarm == nil)
    }

    @Test("a file that turns out damaged while it is used is set aside too, and the line is in the new one")
    func damagedLater() async throws {
        let desk = try Desk()
        let first = desk.open()
        first.record(notes(0..<500))
        await first.close()
        // Everything behind the first page, where the names of the tables are.
        let handle = try FileHandle(forUpdating: URL(filePath: desk.folder.journal))
        let size = try handle.seekToEnd()
        try handle.seek(toOffset: 4096)
        try handle.write(contentsOf: Data(repeating: 0x5a, count: Int(size) - 4096))
        try handle.close()
        let journal = desk.open()
        journal.record(change(nil, .working, at: 900))
        #expect(await journal.entries(JournalFilter()) == [change(nil, .working, at: 900)])
        #expect(journal.alarm?.text.contains("damaged and begins anew") == true)
    }

    @Test(
        "one damaged page that opening does not see is enough to begin anew",
        arguments: ["entry", "entryByTime", "entryByInstance", "memory"])
    func damagedPage(name: String) async throws {
        let desk = try Desk()
        let first = desk.open()
        first.record(notes(0..<500))
        await first.close()
        try desk.folder.damage(name)
        let journal = desk.open()
        journal.record(change(nil, .working, at: 900))
        #expect(await journal.entries(JournalFilter()) == [change(nil, .working, at: 900)])
        #expect(journal.alarm?.text.contains("damaged and begins anew") == true)
        #expect(try desk.damaged.count == 1)
        await journal.close()
        let next = desk.open()
        #expect(await next.entries(JournalFilter()) == [change(nil, .working, at: 900)])
        #expect(next.alarm == nil)
    }

    @Test("of two that have a damaged file open, one sets it aside, and both go on in the new one")
    func damagedForTwo() async throws {
        let desk = try Desk()
        await desk.open().close()
        try desk.folder.damage("memory")
        let journals = [desk.open(), desk.open()]
        for journal in journals { await journal.flush() }
        #expect(try desk.damaged.isEmpty)
        for (number, journal) in journals.enumerated() {
            journal.record(change(nil, .working, at: Double(number)))
            await journal.flush()
        }
        #expect(try desk.damaged.count == 1)
        for journal in journals { #expect(await journal.entries(JournalFilter()).count == 2) }
        #expect(await desk.open().entries(JournalFilter()).count == 2)
    }

    @Test("where the new file goes bad too it is left there, and that is told: lines are kept in memory")
    func damagedAgain() async throws {
        let desk = try Desk()
        await desk.open().close()
        try desk.folder.damage("memory")
        let journal = desk.open()
        journal.record(change(nil, .working, at: 0))
        await journal.flush()
        try desk.folder.damage("memory")
        await journal.disk?.releaseMemory()
        for turn in 1...3 {
            journal.record(change(.working, .failed, at: Double(turn)))
            await journal.flush()
            #expect(
                journal.alarm?.text
                    == "the journal is in memory only: \(desk.folder.journal): database disk image is malformed")
            desk.time.advance(by: Journal.retryPause)
        }
        #expect(await journal.entries(JournalFilter()).count == 4)
        #expect(try desk.damaged.count == 1)
    }

    @Test("a folder that cannot be made costs no line: they are kept, told of once, and written when it can be")
    func folder() async throws {
        let desk = try Desk()
        try desk.folder.block()
        let journal = desk.open()
        journal.record(change(nil, .working, at: 0))
        journal.record(change(.working, .failed, at: 10))
        #expect(await journal.entries(JournalFilter()).count == 2)
        #expect(await journal.memories(at: start + 20)[store]?.downSince == start + 10)
        #expect(
            journal.alarm?.text
                == "the journal is in memory only, until \(desk.folder.journal) can be written (Not a directory)")
        try desk.folder.unblock()
        desk.time.advance(by: Journal.retryPause)
        #expect(await eventually { journal.alarm == nil })
        #expect(await desk.open().entries(JournalFilter()).count == 2)
        #expect(await journal.memories(at: start + 20)[store]?.downSince == start + 10)
    }

    @Test("a full disk costs no line, no attempt and no note")
    func full() async throws {
        let desk = try Desk()
        let journal = desk.open()
        journal.record(notes(0..<50))
        #expect(
            await journal.claim(PairingAttempt(at: start, key: store, number: NumberFingerprint(value: 1))) { _ in true
            })
        await journal.remember("old", Data([1]))
        await journal.limitPages(to: 1)
        journal.record(notes(50..<2000))
        await journal.flush()
        #expect(journal.alarm?.text.hasPrefix("the journal is in memory only, until there is room for") == true)

        #expect(await journal.entries(JournalFilter()).map(\.event) == notes(0..<2000).map(\.event))
        let newest = await journal.entries(JournalFilter(limit: 3, order: .newestFirst))
        #expect(newest.map(\.event) == notes(1997..<2000).reversed().map(\.event))
        let second = PairingAttempt(at: start + 5, key: store, number: NumberFingerprint(value: 2))
        #expect(await journal.claim(second) { $0.count == 1 })
        #expect(await !journal.claim(second) { $0.count == 1 })
        await journal.remember("new", Data(repeating: 7, count: 9000))
        await journal.forget("old")
        #expect(await journal.recallAll(prefix: "").map(\.name) == ["new"])
        #expect(await desk.open().entries(JournalFilter()).count == 50)

        await journal.limitPages(to: 1 << 20)
        desk.time.advance(by: Journal.retryPause)
        #expect(await eventually { journal.alarm == nil })
        let other = desk.open()
        #expect(await other.entries(JournalFilter()).map(\.event) == notes(0..<2000).map(\.event))
        #expect(await other.attempts(since: .distantPast).map(\.number.value) == [1, 2])
        #expect(await other.recallAll(prefix: "").map(\.name) == ["new"])
    }

    @Test("a file that another program held while it was to be opened is opened once it lets go")
    func held() async throws {
        let desk = try Desk()
        await desk.open().close()
        let other = try DatabaseQueue(path: desk.folder.journal)
        try await other.writeWithoutTransaction { db in
            try db.execute(sql: "PRAGMA locking_mode = EXCLUSIVE; BEGIN IMMEDIATE; DELETE FROM note; COMMIT")
        }
        let journal = desk.open()
        journal.record(change(nil, .working, at: 0))
        #expect(await journal.entries(JournalFilter()).count == 1)
        #expect(
            journal.alarm?.text
                == "the journal is in memory only, until another program lets go of \(desk.folder.journal)")
        try other.close()
        desk.time.advance(by: Journal.retryPause)
        #expect(await eventually { journal.alarm == nil })
        #expect(await desk.open().entries(JournalFilter()) == [change(nil, .working, at: 0)])
    }

    @Test("another relink that is opening the file for too long keeps nobody waiting: lines come home once it lets go")
    func heldWhileOpening() async throws {
        let desk = try Desk()
        let lock = try HeldLock(desk.folder)
        let journal = desk.open()
        journal.record(change(nil, .working, at: 0))
        #expect(await eventually { journal.alarm != nil })
        #expect(
            journal.alarm?.text
                == "the journal is in memory only, until another program lets go of \(desk.folder.journal)")
        if journal.alarm != nil { #expect(await journal.entries(JournalFilter()).count == 1) }
        lock.release()
        desk.time.advance(by: Journal.retryPause)
        #expect(await eventually { journal.alarm == nil })
        #expect(await desk.open().entries(JournalFilter()) == [change(nil, .working, at: 0)])
    }

    @Test("the one alarm is told when it comes and when it goes, and not again for each line")
    func alarms() async throws {
        let desk = try Desk()
        let journal = desk.open()
        await journal.flush()
        await journal.limitPages(to: 1)
        for number in 0..<20 {
            journal.record(notes(number * 50..<(number + 1) * 50))
            await journal.flush()
        }
        await journal.limitPages(to: 1 << 20)
        let alarm = try #require(journal.alarm)
        var alarms = journal.alarms.makeAsyncIterator()
        #expect(await alarms.next() == alarm)
        await journal.flush()
        #expect(await alarms.next() == .some(nil))
        await journal.close()
        #expect(await alarms.next() == .none)
    }

    @Test("a file of a newer relink is left as it is")
    func newer() async throws {
        let desk = try Desk()
        await desk.open().close()
        let file = try DatabaseQueue(path: desk.folder.journal)
        try await file.write { try $0.execute(sql: "INSERT INTO grdb_migrations VALUES ('99: tomorrow')") }
        try file.close()
        let journal = desk.open()
        journal.record(change(nil, .working, at: 0))
        #expect(await journal.entries(JournalFilter()).count == 1)
        #expect(
            journal.alarm?.text
                == "the journal is in memory only: \(desk.folder.journal) is from a newer relink; update this one")
        await journal.close()
        let again = try DatabaseQueue(path: desk.folder.journal)
        #expect(try await again.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") } == 0)
    }
}

extension Desk {
    /// The files that were set aside.
    fileprivate var damaged: [String] {
        get throws {
            try folder.names().filter { name in
                name.contains("damaged") && !["-wal", "-shm"].contains { name.hasSuffix($0) }
            }
        }
    }
}

extension Journal {
    /// What SQLite says when a disk is full, it says for a file that may not grow as well.
    fileprivate func limitPages(to pages: Int) {
        _ = try? disk?.writeWithoutTransaction { try Int.fetchOne($0, sql: "PRAGMA max_page_count = \(pages)") }
    }
}
