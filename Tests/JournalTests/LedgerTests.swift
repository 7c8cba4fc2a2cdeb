import Fleet
import Foundation
import Testing

@testable import Journal

@Suite("The ledger of pairing codes")
struct LedgerTests {
    private func attempt(_ seconds: Double, _ value: UInt64 = .max) -> PairingAttempt {
        PairingAttempt(at: start + seconds, key: store, number: NumberFingerprint(value: value))
    }

    @Test("attempts are read by any process, oldest first")
    func attempts() async throws {
        let desk = try Desk()
        let (first, second) = (desk.open(), desk.open())
        for seconds in [0.0, 60, 120] {
            #expect(await first.claim(attempt(seconds)) { $0.count == Int(seconds) / 60 })
        }
        #expect(await second.attempts(since: start + 60) == [attempt(60), attempt(120)])
        #expect(await second.claim(attempt(180), since: start + 60) { $0 == [attempt(60), attempt(120)] })
    }

    @Test("an attempt that was taken back is gone, and no other one")
    func withdrawn() async throws {
        let journal = try Desk().open()
        for seconds in [0.0, 60] { #expect(await journal.claim(attempt(seconds)) { _ in true }) }
        await journal.withdraw(attempt(60))
        await journal.withdraw(attempt(0, 1))
        #expect(await journal.attempts(since: .distantPast) == [attempt(0)])
    }

    @Test("a refused attempt is not written")
    func refused() async throws {
        let journal = try Desk().open()
        #expect(await !journal.claim(attempt(0)) { _ in false })
        #expect(await journal.attempts(since: .distantPast).isEmpty)
    }

    @Test("of many that ask for the last places, no more get one than there are")
    func race() async throws {
        let desk = try Desk()
        let journals = (0..<4).map { _ in desk.open() }
        let granted = await withTaskGroup { group in
            for number in 0..<80 {
                group.addTask {
                    await journals[number % 4].claim(attempt(Double(number))) { $0.count < 3 }
                }
            }
            return await group.reduce(into: 0) { $0 += $1 ? 1 : 0 }
        }
        #expect(granted == 3)
        #expect(await journals[0].attempts(since: .distantPast).count == 3)
    }

    @Test("processes that come at once end with one key, and keep it")
    func key() async throws {
        let desk = try Desk()
        _ = await desk.open().flush()
        let path = desk.folder.path
        let keys = await withTaskGroup { group in
            for _ in 0..<32 { group.addTask { LedgerKey.inFolder(path) } }
            return await group.reduce(into: Set<NumberFingerprint.Key?>()) { $0.insert($1) }
        }
        #expect(keys.count == 1)
        let journal = desk.open()
        let key = journal.fingerprintKey()
        #expect(keys == [key])
        #expect(try desk.folder.names().filter { $0.hasPrefix("ledger.key") } == ["ledger.key"])
        #expect(try Data(contentsOf: URL(filePath: path + "/ledger.key")) == Data(key.bytes))
    }

    @Test("the key is there before the database is")
    func keyFirst() throws {
        let desk = try Desk()
        let lock = try HeldLock(desk.folder)
        let key = desk.open().fingerprintKey()
        #expect(LedgerKey.inFolder(desk.folder.path) == key)
        #expect(try !desk.folder.names().contains { $0.hasPrefix("journal.sqlite-") })
        lock.release()
    }

    @Test("a file that is no key is left alone, and one run has a key of its own")
    func damagedKey() async throws {
        let desk = try Desk()
        let journal = desk.open()
        await journal.flush()
        let file = URL(filePath: desk.folder.path + "/ledger.key")
        try Data(repeating: 1, count: 17).write(to: file)
        #expect(LedgerKey.inFolder(desk.folder.path) == nil)
        let key = journal.fingerprintKey()
        #expect(journal.fingerprintKey() == key)
        #expect(try Data(contentsOf: file).count == 17)
    }
}
