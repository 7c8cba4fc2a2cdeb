import Fleet
import FoundationEssentials
import Testing

@testable import History

@Suite("Handover")
struct HandoverTests {
    private func text(
        _ entries: [JournalEntry], memories: [InstanceKey: InstanceMemory] = [:], names: [InstanceKey: CleanText] = [:]
    ) -> HandoverText {
        HandoverText(
            Handover(entries, since: since, until: until, memories: memories, names: names), clock: clock)
    }

    private func lines(_ title: String, _ text: HandoverText) -> [String] {
        text.sections.first { $0.title == title }?.lines ?? []
    }

    @Test("a whole night")
    func night() {
        var entries = [
            change(key("1"), .working, .loggedOut, -90, "phone logged out"),
            change(key("2"), .working, .disconnected, 10),
            change(key("2"), .disconnected, .working, 13.5),
            change(key("3"), .working, .loggedOut, 20, "phone logged out"),
            tried(key("3"), 100, by: ana), change(key("3"), .loggedOut, .awaitingLink, 100.1),
            change(key("3"), .awaitingLink, .working, 101), ended(key("3"), .held, 101.4),
            change(key("4"), .working, .loggedOut, 30), tried(key("4"), 110, by: mona, .pairing),
            change(key("4"), .loggedOut, .working, 112),
            change(key("5"), .working, .failed, 300, "engine died"),
            gateway("waha-1", false, 170, "no answer"), gateway("waha-1", true, 178),
            gateway("green", false, 460, "refused the secret"),
            JournalEntry(at: at(305), key: key("5"), name: "", event: .act(.restart, failure: nil), person: ana),
            JournalEntry(at: at(306), key: key("5"), name: "", event: .act(.restart, failure: nil), person: ana),
            JournalEntry(at: at(307), key: key("5"), name: "", event: .act(.logout, failure: "no"), person: ana),
        ]
        entries += (0..<6).map {
            change(key("m\($0)", "waha-1"), .working, .disconnected, 171 + Double($0) / 60, "socket closed")
        }
        entries += (0..<5).map { change(key("m\($0)", "waha-1"), .disconnected, .working, 180) }
        entries.sort { $0.at < $1.at }
        #expect(
            text(entries).plain
                == """
                Handover, 21 Nov 22:00 to 22 Nov 06:00
                since 22:00: 10 dropped, 8 back (1 relinked by ana@10.0.0.7, 1 relinked by mona, 6 by themselves), \
                2 open; 1 open since before

                Open
                  UNLINKED Shop 1 (gowa-1/1); since 21 Nov 20:30, 9 h 30 min; phone logged out
                  OFFLINE Shop m5 (waha-1/m5); since 00:51, 5 h 08 min; socket closed
                  FAILED Shop 5 (gowa-1/5); since 03:00, 3 h 00 min; engine died

                Dropped together
                  waha-1: 6 at 00:51; socket closed; 1 of them open

                Relinked
                  Shop 3 (gowa-1/3) by ana@10.0.0.7 at 21 Nov 23:41 with a QR in 1:00 min; down 1 h 21 min
                  Shop 4 (gowa-1/4) by mona at 21 Nov 23:52 with a pairing code in 2:00 min; down 1 h 22 min

                Back by themselves
                  Shop 2 (gowa-1/2) at 21 Nov 22:13; down 3:30 min

                Gateways away
                  waha-1 00:50 to 00:58, 8:00 min: no answer
                  green since 05:40: refused the secret

                Done by people
                  ana@10.0.0.7: restart × 2, 1 link try
                  mona: 1 link try

                """)
    }

    @Test("linked to a wrong number is open, until it is logged out and the right one holds")
    func wrongNumberIsOpen() {
        let number = JournalNumber.masked("+20 ··· 2826")
        let mismatch = JournalEntry(
            at: at(52), key: key("1"), name: "Shop 1", event: .outcome(LinkOutcome(.mismatch, number: number)))
        let wrong = [
            change(key("1"), .working, .loggedOut, 10), tried(key("1"), 50, by: ana),
            change(key("1"), .loggedOut, .working, 52), mismatch,
        ]
        let told = text(wrong)
        #expect(
            lines("Open", told) == [
                "WRONG NR Shop 1 (gowa-1/1); since 21 Nov 22:10, 7 h 50 min; linked to +20 ··· 2826; "
                    + "tried by ana@10.0.0.7 at 21 Nov 22:50"
            ])
        #expect(told.summary == "since 22:00: 1 dropped, 0 back, 1 open")
        // A restart changes nothing about whose phone it is.
        let restarted = wrong + [change(key("1"), .working, .starting, 60), change(key("1"), .starting, .working, 61)]
        #expect(lines("Open", text(restarted)).first?.hasPrefix("WRONG NR") == true)
        let evicted = restarted + [change(key("1"), .working, .loggedOut, 70), ended(key("1"), .evicted, 70)]
        #expect(lines("Open", text(evicted)).first?.hasPrefix("UNLINKED") == true)
        let right = evicted + [change(key("1"), .loggedOut, .working, 80), ended(key("1"), .held, 80.5)]
        #expect(lines("Open", text(right)).isEmpty)
        #expect(text(right).summary.contains("1 back"))
        // What no other line tells of is known by the outcome alone.
        #expect(lines("Open", text([mismatch])).first?.hasPrefix("WRONG NR Shop 1") == true)
    }

    @Test("a quiet night is one sentence")
    func quiet() {
        let quiet = text([change(key("1"), nil, .working, -10), change(key("2"), nil, .stopped, 5)])
        #expect(quiet.summary == "since 22:00: 0 dropped, 0 back, 0 open")
        #expect(quiet.sections.isEmpty)
    }

    @Test("many that drop together and are down together are one line; the odd one keeps its own")
    func together() {
        var entries = (0..<12).map {
            change(key("m\($0)"), .working, $0 == 7 ? .failed : .loggedOut, 60 + Double($0) / 20, "removed")
        }
        entries.append(change(key("late"), .working, .loggedOut, 90, "removed"))
        let text = text(entries)
        #expect(
            lines("Open", text) == [
                "UNLINKED 11 of gowa-1 (Shop m0, Shop m1, Shop m2 and 8 more); since 21 Nov 23:00; removed",
                "FAILED Shop m7 (gowa-1/m7); since 21 Nov 23:00, 6 h 59 min; removed",
                "UNLINKED Shop late (gowa-1/late); since 21 Nov 23:30, 6 h 30 min; removed",
            ])
        #expect(lines("Dropped together", text) == ["gowa-1: 12 at 21 Nov 23:00; removed; 12 of them open"])
    }

    @Test(
        "a bad night of thousands is told as quickly as it is read: many loners beside many that dropped together",
        .timeLimit(.minutes(15)))
    func thousands() {
        let loners = (0..<2000).map { change(key("l\($0)", "gowa-\($0 % 500)"), .working, .loggedOut, Double($0) / 5) }
        let mates = (0..<5000).map { change(key("m\($0)", "waha-1"), .working, .disconnected, 410 + Double($0) / 1e4) }
        let text = text(loners + mates)
        #expect(text.summary == "since 22:00: 7000 dropped, 0 back, 7000 open")
        let open = lines("Open", text)
        #expect(open.count == 2001)
        #expect(open.last == "OFFLINE 5000 of waha-1 (Shop m0, Shop m1, Shop m2 and 4997 more); since 04:50")
        #expect(lines("Dropped together", text) == ["waha-1: 5000 at 04:50; 5000 of them open"])
    }

    @Test("one that drops again and again counts once, with its number of drops")
    func flapping() {
        let entries = (0..<4).flatMap { turn in
            [
                change(key("1"), .working, .disconnected, Double(turn) * 10),
                change(key("1"), .disconnected, .working, Double(turn) * 10 + 2),
            ]
        }
        let text = text(entries)
        #expect(text.summary == "since 22:00: 1 dropped, 1 back (1 by themselves), 0 open")
        #expect(lines("Back by themselves", text) == ["Shop 1 (gowa-1/1) at 21 Nov 22:32; down 2:00 min, 4 drops"])
    }

    @Test("a restart is no drop, unless it takes more than a minute")
    func restart() {
        let short = [change(key("1"), .working, .starting, 5), change(key("1"), .starting, .working, 5.9)]
        #expect(text(short).summary == "since 22:00: 0 dropped, 0 back, 0 open")
        let long = [change(key("1"), .working, .starting, 5), change(key("1"), .starting, .working, 8)]
        #expect(text(long).summary == "since 22:00: 1 dropped, 1 back (1 by themselves), 0 open")
    }

    @Test("what was stopped is neither open nor back")
    func stopped() {
        let entries = [
            change(key("1"), .working, .failed, 5), change(key("1"), .failed, .stopped, 15),
            change(key("2"), .working, .stopped, 20),
        ]
        #expect(text(entries).summary == "since 22:00: 1 dropped, 0 back, 1 stopped, 0 open")
        #expect(lines("Stopped while down", text(entries)) == ["Shop 1 (gowa-1/1) at 21 Nov 22:15; down 10:00 min"])
    }

    @Test("a window that ended while it was still down did not bring it back")
    func vainTry() {
        let entries = [
            change(key("1"), .working, .loggedOut, 5), tried(key("1"), 10, by: ana), ended(key("1"), .unscanned, 13),
            change(key("1"), .loggedOut, .working, 200), change(key("2"), .working, .loggedOut, 5),
            tried(key("2"), 10, by: mona),
        ]
        let text = text(entries)
        #expect(text.summary == "since 22:00: 2 dropped, 1 back (1 by themselves), 1 open")
        #expect(
            lines("Open", text) == [
                "UNLINKED Shop 2 (gowa-1/2); since 21 Nov 22:05, 7 h 55 min; tried by mona at 21 Nov 22:10"
            ])
    }

    @Test("a wrong number is counted for who opened the window")
    func wrongNumber() {
        let entries = [
            change(key("1"), .working, .loggedOut, 5), tried(key("1"), 10, by: ana),
            change(key("1"), .loggedOut, .working, 11), ended(key("1"), .mismatch, 11),
        ]
        #expect(lines("Done by people", text(entries)) == ["ana@10.0.0.7: 1 link try, 1 linked to a wrong number"])
    }

    @Test("those that are down and have no line are told from memory")
    func fromMemory() {
        let memories = [
            key("old"): InstanceMemory(state: .blocked, since: at(-3000), downSince: at(-4000)),
            key("never"): InstanceMemory(state: .awaitingLink, since: at(-30)),
            key("fine"): InstanceMemory(state: .working, since: at(-30)),
            key("off"): InstanceMemory(state: .stopped, since: at(-30), downSince: at(-30)),
        ]
        let text = text([], memories: memories, names: [key("old"): "Bakery Nile"])
        #expect(text.summary == "since 22:00: 0 dropped, 0 back, 0 open; 2 open since before")
        #expect(
            lines("Open", text) == [
                "BANNED Bakery Nile (gowa-1/old); since 19 Nov 03:20, 3 d 02 h",
                "SCAN gowa-1/never; since at least 21 Nov 21:30, 8 h 30 min",
            ])
    }

    @Test("two processes that wrote the same night tell one handover")
    func twice() {
        let night = [
            change(key("1"), .working, .loggedOut, 5), change(key("1"), .loggedOut, .working, 50),
            change(key("2"), .working, .failed, 60),
        ]
        let both = night.flatMap { [$0, $0] }
        #expect(text(both).plain == text(night).plain)
    }

    @Test("as Markdown, what others wrote stays text")
    func markdown() {
        let text = text([change(key("1"), .working, .loggedOut, 5, "<b>see [x](http://evil)</b> *now*")])
        #expect(
            text.markdown == """
                # Handover, 21 Nov 22:00 to 22 Nov 06:00

                since 22:00: 1 dropped, 0 back, 1 open

                ## Open

                - UNLINKED Shop 1 (gowa-1/1); since 21 Nov 22:05, 7 h 55 min; \
                \\<b\\>see \\[x\\](http://evil)\\</b\\> \\*now\\*

                """)
    }
}
