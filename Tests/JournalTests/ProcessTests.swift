import Fleet
import Foundation
import GRDB
import PtyHarness
import Testing

@testable import Journal

@Suite("Several processes")
struct ProcessTests {
    private func probe(_ folder: TemporaryFolder, _ tag: String, _ count: Int) throws -> Process {
        let child = Process()
        child.executableURL = URL(filePath: BuildProducts.executable("JournalProbe"))
        child.arguments = [folder.path, tag, "\(count)"]
        try child.run()
        return child
    }

    @Test("three that write at once lose nothing, and each keeps its order")
    func together() async throws {
        let desk = try Desk()
        let tags = ["one", "two", "three"]
        let children = try tags.map { try probe(desk.folder, $0, 2000) }
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
        for _ in 0..<3 {
            let child = try probe(desk.folder, "killed", 0)
            defer { if child.isRunning { kill(child.processIdentifier, SIGKILL) } }
            let reader = Journal(folder: desk.folder.path, person: Person(user: "ana"), time: SystemTime())
            let before = written
            #expect(await eventually { await reader.entries(JournalFilter(gateway: "killed")).count > before + 500 })
            kill(child.processIdentifier, SIGKILL)
            child.waitUntilExit()
            await reader.close()
            let file = try DatabaseQueue(path: desk.folder.journal)
            #expect(try await file.read { try String.fetchAll($0, sql: "PRAGMA integrity_check") } == ["ok"])
            // A batch is there as a whole or not at all.
            written = try await file.read { try Int.fetchOne($0, sql: "SELECT count(*) FROM entry") ?? 0 }
            #expect(written % 50 == 0)
        }
    }
}
