import Fleet
import Foundation
import Testing

@testable import Journal

@Suite("The notebook")
struct NotebookTests {
    private let dead = ProcessOwner(text: "boot/1/1")

    @Test("what is remembered is recalled by every process, until it is forgotten")
    func remember() async throws {
        let desk = try Desk()
        let (first, second) = (desk.open(), desk.open())
        await first.remember("view", Data("all".utf8))
        await first.remember("round/b", Data([1]))
        await first.remember("round/a", Data([2]))
        let note = try #require(await second.recall("view"))
        #expect(note.value == Data("all".utf8))
        #expect(note.updatedAt == start)
        #expect(note.owner == .current)
        #expect(await second.recallAll(prefix: "round/").map(\.name) == ["round/a", "round/b"])
        await second.forget("view")
        #expect(await first.recall("view") == nil)
    }

    @Test("the round of a living process is not taken over")
    func living() async throws {
        let desk = try Desk()
        let journal = desk.open()
        await journal.remember("round", Data([1]))
        #expect(await journal.claim("round", by: ProcessOwner(text: "boot/2/2")) == nil)
        #expect(await journal.claim("none") == nil)
    }

    @Test("of many processes, one takes over the round of a dead one")
    func race() async throws {
        let desk = try Desk()
        let journals = (0..<4).map { _ in desk.open() }
        await journals[0].remember("round", Data([1]))
        // Each claims under a name of its own, as another process would.
        let taken = await withTaskGroup { group in
            for number in 0..<40 {
                group.addTask {
                    await journals[number % 4].claim("round", by: ProcessOwner(text: "boot/\(number)/1")) {
                        $0 == .current
                    }
                }
            }
            return await group.reduce(into: [Note]()) { if let note = $1 { $0.append(note) } }
        }
        #expect(taken.count == 1)
        #expect(taken.first?.value == Data([1]))
        #expect(await journals[1].recall("round")?.owner == taken.first?.owner)
    }

    @Test("a process is told from a later one with its number, and from one that has ended")
    func owners() throws {
        let own = ProcessOwner.current
        #expect(own.text.split(separator: "/").count == 3)
        #expect(!own.isGone)
        let parts = own.text.split(separator: "/")
        #expect(ProcessOwner(text: "\(parts[0])/\(parts[1])/1").isGone)
        #expect(ProcessOwner(text: "another/\(parts[1])/\(parts[2])").isGone)
        #expect(ProcessOwner(text: "nonsense").isGone)
        #expect(ProcessOwner(pid: getpid()) == own)

        let child = Process()
        child.executableURL = URL(filePath: "/bin/sleep")
        child.arguments = ["600"]
        try child.run()
        let other = try #require(ProcessOwner(pid: child.processIdentifier))
        #expect(!other.isGone)
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
        #expect(other.isGone)
    }
}
