import Fleet
import FoundationEssentials
import Grid
import Testing

@testable import Board

@Suite("Pages of the journal")
struct JournalPageTests {
    private let ready = Fixture.key(Fixture.ready)

    private func lines(_ count: Int) -> [JournalEntry] {
        (0..<count).map {
            JournalEntry(
                at: Night.now - Double(count - $0), key: ready, name: "Bakery Nile",
                event: .note(CleanText("line \($0)")))
        }
    }

    private func read(_ effects: [Effect]) -> (page: JournalPage, filter: JournalFilter)? {
        effects.lazy.compactMap { if case .readJournal(let page, let filter) = $0 { (page, filter) } else { nil } }
            .first
    }

    @Test("each page asks for its own lines, and shows those that come for it alone")
    func asks() throws {
        var fixture = Fixture()
        fixture.press(.down, .character("T"))
        let timeline = try #require(read(fixture.takeEffects()))
        #expect(timeline.page == .timeline(ready))
        #expect(timeline.filter.instances == [ready])
        fixture.press(.character("L"))
        #expect(read(fixture.takeEffects())?.page == .log)
        fixture.send(.journalRead(.timeline(ready), lines(3)))
        #expect(fixture.screen.contains("reading the journal"))
        fixture.send(.journalRead(.log, lines(3)))
        #expect(fixture.screen.contains("line 2"))
        fixture.press(.character("q"))
        #expect(fixture.state.screen == .list)
    }

    @Test("a long log is scrolled to its end and no further")
    func scroll() {
        var fixture = Fixture()
        fixture.press(.character("L"))
        fixture.send(.journalRead(.log, lines(100)))
        #expect(fixture.screen.contains("line 99") && !fixture.screen.contains("line 60"))
        fixture.press(.character("G"), .down, .pageDown)
        #expect(fixture.lines.contains { $0.contains("line 0") && !$0.contains("line 01") })
        #expect(fixture.screen.contains("lines 81-100 of 100"))
        fixture.press(.character("g"))
        #expect(fixture.screen.contains("line 99"))
        fixture.press(.control("d"))
        #expect(fixture.state.journal.scroll == 10)
    }

    @Test("what happens while it is open comes in at the top, and what is being read stays where it is")
    func live() {
        var fixture = Fixture()
        fixture.send(.remembered([:]))
        fixture.press(.character("L"))
        fixture.send(.journalRead(.log, lines(100)))
        fixture.status(.failed, "FAILED", of: "D1F2AA903B7C")
        #expect(fixture.lines[2].contains("LINKED → FAILED"))
        fixture.press(.down, .down)
        let seen = fixture.lines[2]
        fixture.status(.working, "WORKING", of: "D1F2AA903B7C")
        #expect(fixture.lines[2] == seen)
    }

    @Test("f asks for the next kind of lines, and the list's filter sifts them")
    func sift() {
        var fixture = Fixture()
        fixture.press(.character("L"), .character("f"))
        #expect(read(fixture.takeEffects())?.filter.kinds == [])
        #expect(fixture.state.journal.sift == .changes)
        fixture.press(.character("f"))
        #expect(read(fixture.takeEffects())?.filter.kinds == [.act, .attempt, .acknowledged])
        fixture.send(.journalRead(.log, Night.entries))
        fixture.press(.character("/"))
        fixture.type("hotel !front")
        fixture.press(.enter)
        #expect(fixture.screen.contains("nothing is written down here yet"))
        fixture.press(.character("/"), .control("u"))
        fixture.type("hotel")
        fixture.press(.enter)
        #expect(fixture.screen.contains("Hotel Front 1") && !fixture.screen.contains("Bakery"))
    }

    @Test("a handover is of the night or of the last twelve hours, is copied, and saved as Markdown")
    func handover() throws {
        var fixture = Fixture()
        fixture.send(.remembered([:]))
        fixture.press(.character("J"), .character("y"))
        #expect(!fixture.takeEffects().contains { if case .copy = $0 { true } else { false } }, "before it was read")
        fixture.send(.journalRead(.handover, Night.entries))
        #expect(fixture.screen.contains("since 22:00: "))
        fixture.press(.character("y"))
        let copied = fixture.takeEffects().lazy.compactMap {
            if case .copy(let text) = $0 { text.reveal() } else { nil }
        }
        .first
        #expect(try #require(copied).hasPrefix("Handover, 20 Nov 22:00 to 21 Nov 12:41\nsince 22:00: "))
        fixture.press(.character("s"))
        let saved = fixture.takeEffects().lazy.compactMap {
            if case .saveText(let text, let name) = $0 { (text, name) } else { nil }
        }.first
        #expect(try #require(saved).0.hasPrefix("# Handover, 20 Nov 22:00"))
        #expect(try #require(saved).1 == "handover-2026-11-21T1241.md")
        fixture.press(.character("o"))
        let again = try #require(read(fixture.takeEffects()))
        #expect(again.filter.since == Night.now - 12 * 3600 - 7 * 86_400)
        fixture.send(.journalRead(.handover, Night.entries))
        #expect(fixture.screen.contains("since 00:41: "))
    }

    @Test("a handover is made once, when its lines are read, and stands still until they are read again")
    func still() {
        var fixture = Fixture()
        fixture.send(.remembered([:]))
        fixture.press(.character("J"))
        fixture.send(.journalRead(.handover, Night.entries))
        #expect(fixture.state.journal.entries.isEmpty, "nothing is left to make it of again")
        let told = fixture.screen
        #expect(told.contains("21 Nov 12:41"))
        fixture.pass(.seconds(600))
        fixture.status(.failed, "FAILED", of: "D1F2AA903B7C")
        let body = { (screen: String) in screen.split(separator: "\n").dropFirst(2).prefix(18) }
        #expect(body(fixture.screen) == body(told))
        fixture.press(.control("r"))
        #expect(read(fixture.takeEffects())?.page == .handover)
        fixture.send(.journalRead(.handover, Night.entries))
        #expect(fixture.screen.contains("21 Nov 12:51"))
    }

    @Test("a handover is broken into lines once for a window, and anew for one of another width")
    func layout() throws {
        var (fixture, narrow) = (Fixture(), Fixture(40, 12))
        fixture.press(.character("J"))
        fixture.send(.journalRead(.handover, Night.entries))
        narrow.press(.character("J"))
        narrow.send(.journalRead(.handover, Night.entries))
        let layout = try #require(fixture.state.journal.handoverLayout)
        #expect(layout.columns == 78)
        fixture.send(.resized(Size(columns: 40, rows: 12)))
        #expect(fixture.screen == narrow.screen)
        fixture.press(.down)
        #expect(fixture.state.journal.handoverLayout == narrow.state.journal.handoverLayout)
        #expect(fixture.state.journal.handoverLayout?.lines != layout.lines)
    }

    @Test("an alarm of the journal stands above its lines")
    func alarm() {
        var fixture = Fixture()
        fixture.send(.journalAlarm("journal: no room left for it"))
        fixture.press(.character("L"))
        fixture.send(.journalRead(.log, lines(1)))
        #expect(fixture.lines[2].contains("journal: no room left for it"))
        #expect(fixture.lines[3].contains("line 0"))
    }

    @Test("no page asks or draws anything at a window of any size", arguments: [1, 3, 5, 9, 12], [1, 10, 40, 200])
    func sizes(rows: Int, columns: Int) {
        var fixture = Fixture(columns, rows)
        for key in ["T", "L", "J"] as [Character] {
            fixture.press(.character(key))
            guard let page = fixture.state.journalPage else { continue }
            fixture.send(.journalRead(page, Night.entries))
            fixture.press(.character("G"), .up)
            #expect(fixture.lines.count == rows)
        }
    }
}
