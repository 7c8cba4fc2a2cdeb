import Fleet
import Testing

@testable import Alerts

@Suite("Changes of instances")
struct DroppingTests {
    private static let key = Story.key(0)

    @Test("a drop is told once it has lasted, with what it was, why and since when")
    func dropped() throws {
        var story = Story.linked(1)
        let began = story.now
        story.see(Self.key, Sight(.disconnected, reason: "phone off"))
        #expect(story.looks == [Self.key])
        story.pass(14.9)
        story.see(Self.key, Sight(.loggedOut, reason: "phone logged out"))
        #expect(story.announcements.isEmpty)
        story.pass(0.1)
        story.see(Self.key, .loggedOut)
        #expect(story.told == [["dropped waha-1 1"]])
        let change = try #require(story.announcements[0].alerts[0].changes.first)
        #expect(change.key == Self.key && change.was == .working && change.state == .loggedOut)
        #expect(change.reason == "phone logged out" && change.since == began)
        story.pass(3600)
        #expect(story.told.count == 1)
        #expect(story.alerts.deadline == nil)
    }

    @Test("what comes back in time was a flap: counted, not told")
    func flap() {
        var story = Story.linked(1)
        for _ in 0..<3 {
            story.see(Self.key, .disconnected)
            story.pass(14)
            story.see(Self.key, .working)
            story.pass(60)
        }
        #expect(story.announcements.isEmpty)
        story.see(Self.key, .disconnected)
        story.pass(30)
        #expect(story.told == [["dropped waha-1 1"]])
        #expect(story.announcements[0].alerts[0].changes[0].flaps == 3)
    }

    @Test("without another look a drop is believed later")
    func unconfirmed() {
        var story = Story.linked(1)
        story.see(Self.key, .disconnected)
        story.pass(29.9)
        #expect(story.announcements.isEmpty)
        story.pass(0.1)
        #expect(story.told == [["dropped waha-1 1"]])
    }

    @Test("on its way is neither up nor down: what it leads to decides", arguments: [LinkState.starting, .stopped])
    func passing(state: LinkState) {
        var story = Story.linked(1)
        story.see(Self.key, state)
        story.pass(600)
        #expect(story.announcements.isEmpty && story.alerts.down == 0)
        story.see(Self.key, .awaitingLink)
        story.pass(10)
        story.see(Self.key, state)
        story.pass(600)
        #expect(story.announcements.isEmpty)
        story.see(Self.key, .awaitingLink)
        #expect(story.told == [["dropped waha-1 1"]])
    }

    @Test("one problem that becomes another is told once")
    func worse() {
        var story = Story.linked(1)
        for state in [LinkState.disconnected, .loggedOut, .failed, .awaitingLink, .blocked] {
            story.see(Self.key, state)
            story.pass(40)
        }
        #expect(story.told == [["dropped waha-1 1"]])
    }

    @Test("a recovery is told when it holds, quietly")
    func recovered() {
        var story = Story.linked(1)
        story.see(Self.key, .disconnected)
        story.pass(60)
        story.see(Self.key, .working)
        story.pass(10)
        story.see(Self.key, .connecting)
        story.pass(10)
        story.see(Self.key, .working)
        story.pass(14)
        #expect(story.told.count == 1)
        story.pass(20)
        #expect(story.told == [["dropped waha-1 1"], ["recovered waha-1 1"]])
        #expect(story.announcements.map(\.isQuiet) == [false, true])
    }

    @Test("what was so when it was seen first is no change", arguments: LinkState.allCases)
    func first(state: LinkState) {
        var story = Story()
        story.see(Self.key, state)
        story.pass(600)
        story.see(Self.key, state)
        #expect(story.announcements.isEmpty)
    }

    @Test("another number: told like a drop; not where nobody had known the number before")
    func mismatch() {
        var story = Story.linked(2)
        story.see(Story.key(0), Sight(.working, isMismatched: true, isFirstAccount: true))
        story.see(Story.key(1), Sight(.working, isMismatched: true))
        story.pass(30)
        #expect(story.told == [["mismatch waha-1 1"]])
        #expect(story.announcements[0].alerts[0].changes[0].key == Story.key(1))
        #expect(story.alerts.down == 2)
        story.see(Story.key(1), .working)
        story.pass(60)
        #expect(story.told.last == ["recovered waha-1 1"])
        #expect(story.alerts.down == 1)
    }

    @Test("only what was asked for is told")
    func filtered() {
        var story = Story.linked(1, AlertRules(events: [.recovered]))
        story.see(Self.key, .disconnected)
        story.pass(60)
        #expect(story.announcements.isEmpty && story.alerts.standing.isEmpty)
        story.see(Self.key, .working)
        story.pass(60)
        #expect(story.told == [["recovered waha-1 1"]])
    }
}
