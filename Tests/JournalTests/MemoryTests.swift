import Fleet
import Foundation
import Testing

@testable import Journal

@Suite("What is remembered of an instance")
struct MemoryTests {
    private func memory(after lines: [JournalEntry], at seconds: Double) async throws -> InstanceMemory? {
        let desk = try Desk()
        let journal = desk.open()
        journal.record(lines)
        return await journal.memories(at: start + seconds)[store]
    }

    @Test("one that was never linked")
    func neverLinked() async throws {
        let memory = try await memory(after: [change(nil, .awaitingLink, at: 0)], at: 60)
        #expect(memory == InstanceMemory(state: .awaitingLink, since: start))
    }

    @Test("one that dropped, went on falling, and is down since the first step")
    func down() async throws {
        let lines = [
            change(nil, .working, at: 0), change(.working, .disconnected, at: 100),
            change(.disconnected, .loggedOut, at: 160),
        ]
        #expect(
            try await memory(after: lines, at: 200)
                == InstanceMemory(
                    state: .loggedOut, since: start + 160, lastGood: start + 100, downSince: start + 100,
                    drops: [start + 100]))
    }

    @Test("one that came back is down no more, and its drops of the last hour are counted")
    func back() async throws {
        let lines = [
            change(nil, .working, at: 0), change(.working, .disconnected, at: 100),
            change(.disconnected, .working, at: 130), change(.working, .failed, at: 4000),
            change(.failed, .working, at: 4010),
        ]
        #expect(
            try await memory(after: lines, at: 4100)
                == InstanceMemory(state: .working, since: start + 4010, lastGood: start + 4010, drops: [start + 4000]))
        #expect(try await memory(after: lines, at: 3600)?.drops == [start + 100])
    }

    @Test("two processes that saw the same drop tell of one, since the earlier of both")
    func twice() async throws {
        let desk = try Desk()
        let (first, second) = (desk.open(as: "ana"), desk.open(as: "mona"))
        for (journal, late) in [(first, 0.0), (second, 1.5)] {
            journal.record([change(nil, .working, at: late), change(.working, .loggedOut, at: 100 + late)])
            await journal.flush()
        }
        #expect(
            await first.memories(at: start + 200)[store]
                == InstanceMemory(
                    state: .loggedOut, since: start + 100, lastGood: start + 100, downSince: start + 100,
                    drops: [start + 100]))
    }

    @Test("what was dismissed is not remembered, also where another process says later that it is gone")
    func dismissed() async throws {
        let desk = try Desk()
        let (first, second) = (desk.open(as: "ana"), desk.open(as: "mona"))
        first.record([change(nil, .working, at: 0), change(.working, .missing, at: 100)])
        await first.dismiss([store])
        second.record([change(.working, .missing, at: 103)])
        await second.flush()
        #expect(await first.memories(at: start + 200)[store] == nil)
        // It is there again, and what becomes of it then is remembered.
        second.record([change(.missing, .working, at: 300), change(.working, .missing, at: 400)])
        #expect(await second.memories(at: start + 500)[store]?.state == .missing)
    }

    @Test("names of some, the latest of each; none where no line is left")
    func names() async throws {
        let journal = try Desk().open()
        var (first, last) = (change(nil, .working, at: 0), change(.working, .failed, at: 10))
        (first.name, last.name) = ("Old", "New")
        journal.record([first, last])
        let other = InstanceKey(gateway: store.gateway, id: "another")
        #expect(await journal.names(of: [store, other]) == [store: "New"])
    }

    @Test("what comes late says nothing new")
    func late() async throws {
        let lines = [change(.working, .failed, at: 100), change(nil, .working, at: 0)]
        let memory = try await memory(after: lines, at: 200)
        #expect(memory?.state == .failed)
        #expect(memory?.downSince == start + 100)
    }

    @Test("a word of a later version is a state that is not known")
    func laterWord() {
        #expect(LinkState(stored: "hibernating") == .unknown)
    }
}
