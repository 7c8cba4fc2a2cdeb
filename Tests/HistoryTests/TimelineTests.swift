import Fleet
import FoundationEssentials
import Testing

@testable import History

@Suite("Timeline")
struct TimelineTests {
    private let one = key("1")

    private func timeline(_ entries: [JournalEntry], memory: InstanceMemory? = nil, cells: Int = 8) -> Timeline {
        Timeline(entries, memory: memory, from: since, to: until, cells: cells)
    }

    @Test("a slice shows the worst state within it")
    func worst() {
        let line = timeline([
            change(one, nil, .working, -10), change(one, .working, .disconnected, 70),
            change(one, .disconnected, .loggedOut, 80), change(one, .loggedOut, .working, 90),
            change(one, .working, .stopped, 240), change(one, .stopped, .starting, 300),
            change(one, .starting, .working, 301),
        ])
        #expect(line.cells == [.working, .loggedOut, .working, .working, .stopped, .starting, .working, .working])
        #expect(line.downtime == .seconds(21 * 60))
        #expect(line.drops == [at(70), at(240)])
    }

    @Test("before the first line nothing is known, unless the line or the memory tells")
    func unknown() {
        #expect(
            timeline([change(one, nil, .failed, 120)], cells: 4).cells == [nil, .failed, .failed, .failed])
        #expect(
            timeline([change(one, .working, .failed, 120)], cells: 4).cells == [.working, .failed, .failed, .failed])
        #expect(timeline([], cells: 2).cells == [nil, nil])
        let memory = InstanceMemory(state: .blocked, since: at(-1))
        #expect(timeline([], memory: memory, cells: 2).cells == [.blocked, .blocked])
        #expect(timeline([], memory: InstanceMemory(state: .blocked, since: at(1)), cells: 1).cells == [nil])
    }

    @Test("flaps are the drops of the last hour")
    func flaps() {
        let entries = [-1.0, 100, 425, 440, 470].flatMap {
            [change(one, .working, .disconnected, $0), change(one, .disconnected, .working, $0 + 1)]
        }
        #expect(timeline(entries).flapsPerHour == 3)
        #expect(timeline(entries).drops.count == 4)
        #expect(timeline(entries.flatMap { [$0, $0] }).drops.count == 4)
    }

    @Test("no cell, no time, and lines past the end are no trouble", arguments: [0, 1, 500])
    func edges(cells: Int) {
        let line = timeline(
            [change(one, .working, .failed, 479.99), change(one, .failed, .working, 490)], cells: cells)
        #expect(line.cells.count == cells)
        #expect(line.cells.last.map { $0 == .failed } ?? true)
        #expect(Timeline([], from: since, to: since, cells: cells).cells.allSatisfy { $0 == nil })
    }
}
