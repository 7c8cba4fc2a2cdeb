import Fleet
import Foundation
import GRDB
import PtyHarness
import Testing
import TestKit

@testable import Journal

@Suite("Several processes")
struct ProcessTests {
    private func probe(_ folder: TemporaryFolder, _ words: String...) throws -> Process {
        let child = Process()
        child.executableURL = URL(filePath: BuildProducts.executable("JournalProbe"))
        child.arguments = [folder.path] + words
        try child.run()
        return child
    }

    @Test("three that write at once lose nothing, and each keeps its order")
    func together() async throws {
        let desk = try Desk()
        let tags = ["one", "two", "three"]
        let children = try tags.map { try probe(desk.folder, $0, "2000") }
        #expect(await eventually { children.allSatisfy { !$0.isRunning } })
        #expect(children.map(\.terminationStatus) == [0, 0, 0])
        let journal = Journal(folder: desk.folder.path, person: Person(user: "ana"), time: SystemTime())
        for tag in tags {
            let read = await journal.entries(JournalFilter(gateway: tag))
            #expect(read.map(\.event) == (0..<2000).map { .note(CleanText("\($0)")) })
        }
        #expect(try desk.folder.names().filter { $0.contains("damaged") }.isEmpty)
    }

    @Test("killed in the middle of writing, a process leaves a whole file that the next one goes on with")
    func killed() async throws {
        let desk = try Desk()
        var written = 0
        for turn in 0..<4 {
            // Somebody who reads meanwhile, or nobody: then the next one finds what only the dead one had open.
            let reader = turn.isMultiple(of: 2) ? desk.open() : nil
            await reader?.flush()
            let child = try probe(desk.folder, "dead", "500", "killed")
            #expect(await eventually { !child.isRunning })
            #expect(child.terminationReason == .uncaughtSignal)
            await reader?.close()
            let file = try DatabaseQueue(path: desk.folder.journal)
            #expect(try await file.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
            // A batch is there as a whole or not at all.
            let before = written
            written = try await file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") ?? 0 }
            #expect(written >= before + 500)
            #expect(written % 50 == 0)
        }
        #expect(try desk.folder.names().filter { $0.contains("damaged") }.isEmpty)
    }
}
