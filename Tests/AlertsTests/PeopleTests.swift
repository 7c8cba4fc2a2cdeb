import Fleet
import Testing

@testable import Alerts

@Suite("What people say to alerts")
struct PeopleTests {
    private static func dropped(_ count: Int) -> Story {
        var story = Story.linked(count + 1)
        for id in 0..<count { story.see(Story.key(id), .disconnected) }
        story.pass(31)
        return story
    }

    @Test("an alert stands until it is acknowledged, and is not repeated then")
    func acknowledge() {
        var story = Self.dropped(3)
        #expect(story.alerts.standing.map(\.keys.count) == [3])
        let stood = story.alerts.acknowledge()
        #expect(stood.map(\.gateway) == ["waha-1"] && stood[0].keys.count == 3)
        for id in 0..<3 { story.see(Story.key(id), .failed) }
        story.pass(3600)
        #expect(story.told.count == 1 && story.alerts.standing.isEmpty)
        #expect(story.alerts.acknowledge().isEmpty)
    }

    @Test("one row alone is acknowledged")
    func acknowledgeOne() {
        var story = Self.dropped(2)
        #expect(story.alerts.acknowledge([Story.key(0), Story.key(2)]) == [Story.key(0)])
        #expect(story.alerts.standing.map(\.keys) == [[Story.key(1)]])
        #expect(story.alerts.acknowledge([Story.key(1)]) == [Story.key(1)])
        #expect(story.alerts.standing.isEmpty)
    }

    @Test("who came back meanwhile is marked on it")
    func back() {
        var story = Self.dropped(2)
        story.see(Story.key(0), .working)
        story.pass(60)
        #expect(story.alerts.standing[0].back == [Story.key(0)] && !story.alerts.standing[0].isOver)
        story.see(Story.key(1), .working)
        story.pass(60)
        #expect(story.alerts.standing[0].isOver)
        story.see(Story.key(1), .failed)
        story.pass(60)
        #expect(story.alerts.standing[0].back == [Story.key(0)])
    }

    @Test("muted for a time: silent until then, and told again after it")
    func mutedUntil() {
        var story = Self.dropped(1)
        let key = Story.key(0)
        story.alerts.mute(.instance(key), .until(story.now + .seconds(3600)))
        #expect(story.alerts.standing.isEmpty)
        #expect(story.alerts.mute(of: .instance(key), at: story.now) != nil)
        story.see(key, .working)
        story.pass(60)
        story.see(key, .failed)
        story.pass(60)
        #expect(story.told.count == 1 && story.alerts.standing.isEmpty)
        story.pass(3600)
        #expect(story.alerts.mute(of: .instance(key), at: story.now) == nil)
        story.see(key, .working)
        story.pass(60)
        #expect(story.told.last == ["recovered waha-1 1"])
    }

    @Test("muted until it changes: the change is told, and what follows")
    func mutedUntilChange() {
        var story = Self.dropped(1)
        let key = Story.key(0)
        story.alerts.mute(.instance(key), .untilChange)
        story.see(key, .working)
        story.pass(10)
        story.see(key, .failed)
        #expect(story.alerts.mute(of: .instance(key), at: story.now) == .untilChange)
        story.see(key, .working)
        story.pass(60)
        #expect(story.told.last == ["recovered waha-1 1"])
        #expect(story.alerts.mute(of: .instance(key), at: story.now) == nil)
    }

    @Test("a muted gateway is silent about itself and its instances, until it is unmuted")
    func mutedGateway() {
        var story = Story.linked(2, on: ["waha-1", "gowa-1"])
        story.alerts.mute(.gateway("waha-1"), .untilUnmuted)
        story.see(Story.key(0), .failed)
        story.see(Story.key(0, on: "gowa-1"), .failed)
        story.pass(60)
        story.gateway("waha-1", isDown: true)
        story.pass(60)
        story.gateway("waha-1", isDown: false)
        story.pass(60)
        #expect(story.told == [["dropped gowa-1 1"]])
        story.alerts.unmute(.gateway("waha-1"))
        story.see(Story.key(1), .failed)
        story.pass(60)
        #expect(story.told.last == ["dropped waha-1 1"])
    }

    @Test("muted between settling and telling: not told")
    func mutedLate() {
        var story = Self.dropped(1)
        story.see(Story.key(1), .failed)
        story.pass(15)
        story.see(Story.key(1), .failed)
        story.alerts.mute(.instance(Story.key(1)), .untilUnmuted)
        story.pass(600)
        #expect(story.told.count == 1)
    }

    @Test("what a person does from here is not told, and clears what stood")
    func expected() {
        var story = Self.dropped(1)
        story.see(Story.key(0), Sight(.working, isExpected: true))
        story.pass(60)
        #expect(story.told.count == 1 && story.alerts.standing.isEmpty && story.alerts.down == 0)
        story.alerts.expect(Story.key(1), until: story.now + .seconds(60), at: story.now)
        story.pass(30)
        story.see(Story.key(1), .loggedOut)
        story.pass(300)
        #expect(story.told.count == 1 && story.alerts.down == 1)
        story.see(Story.key(1), .working)
        story.pass(60)
        #expect(story.told.last == ["recovered waha-1 1"])
    }
}
