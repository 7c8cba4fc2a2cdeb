import Fleet
import Testing

@testable import Alerts

@Suite("Many changes, and gateways that go away")
struct MassTests {
    @Test("twelve that drop within seconds of each other are one alert")
    func together() {
        var story = Story.linked(20)
        for id in 0..<12 {
            story.see(Story.key(id), .disconnected)
            story.pass(1)
        }
        for id in 0..<12 {
            story.see(Story.key(id), .disconnected)
            story.pass(1)
        }
        story.pass(120)
        #expect(story.told == [["dropped waha-1 12"]])
        #expect(story.alerts.standing.map(\.count) == [12])
    }

    @Test("each gateway is an alert of its own, in one announcement, worst first")
    func severalGateways() {
        var story = Story.linked(3, on: ["waha-1", "gowa-1"])
        story.see(Story.key(9, on: "gowa-1"), .loggedOut)
        story.see(Story.key(9, on: "gowa-1"), .working)
        story.see(Story.key(0, on: "waha-1"), Sight(.working, isMismatched: true))
        for id in 0..<3 { story.see(Story.key(id, on: "gowa-1"), .disconnected) }
        story.see(Story.key(1, on: "waha-1"), .failed)
        story.pass(120)
        #expect(
            story.told == [["dropped gowa-1 3", "dropped waha-1 1", "mismatch waha-1 1", "recovered gowa-1 1"]])
    }

    @Test("what settles soon after an announcement waits for the next one")
    func window() {
        var story = Story.linked(3)
        story.see(Story.key(0), .disconnected)
        story.pass(31)
        #expect(story.told.count == 1)
        story.see(Story.key(1), .disconnected)
        story.pass(15)
        story.see(Story.key(1), .disconnected)
        story.see(Story.key(2), .disconnected)
        story.pass(13)
        #expect(story.told.count == 1)
        story.pass(60)
        #expect(story.told == [["dropped waha-1 1"], ["dropped waha-1 1"], ["dropped waha-1 1"]])
        let gaps = zip(story.announcements, story.announcements.dropFirst()).map { $0.at.duration(to: $1.at) }
        #expect(gaps.allSatisfy { $0 >= .seconds(30) })
    }

    @Test("a gateway that went away is one alert, and its instances none")
    func gateway() {
        var story = Story.linked(5)
        story.see(Story.key(0), .disconnected)
        story.pass(5)
        story.gateway("waha-1", isDown: true, "no answer in 30 s")
        for id in 1..<5 { story.see(Story.key(id), .disconnected) }
        story.pass(300)
        #expect(story.told == [["gateway-down waha-1 1"]])
        #expect(story.announcements[0].alerts[0].changes[0].reason == "no answer in 30 s")
        story.gateway("waha-1", isDown: false)
        story.pass(14)
        for id in 1..<5 { story.see(Story.key(id), .working) }
        story.pass(1)
        story.see(Story.key(0), .disconnected)
        story.pass(120)
        #expect(story.told == [["gateway-down waha-1 1"], ["dropped waha-1 1", "gateway-back waha-1 1"]])
    }

    @Test("that a gateway is away is told at once, whatever was told just before it")
    func urgent() {
        var story = Story.linked(3, on: ["waha-1", "wawp-1"])
        story.see(Story.key(0), .disconnected)
        story.pass(20)
        story.gateway("wawp-1", isDown: true, "no answer")
        story.pass(11)
        #expect(story.told == [["dropped waha-1 1"]])
        story.see(Story.key(1), .disconnected)
        story.pass(4)
        #expect(story.told == [["dropped waha-1 1"], ["gateway-down wawp-1 1"]])
        // The same of another one follows in its time.
        story.gateway("waha-1", isDown: true, "no answer")
        story.pass(29)
        #expect(story.told.count == 2)
        story.pass(1)
        #expect(story.told.last == ["gateway-down waha-1 1"])
        #expect(story.idleWakes == 0)
    }

    @Test("a gateway that answers again before it was told that it does not is told neither way")
    func backBeforeTold() {
        var story = Story.linked(1, on: ["waha-1", "wawp-1"])
        story.gateway("waha-1", isDown: true)
        story.pass(16)
        story.gateway("wawp-1", isDown: true)
        story.pass(20)
        story.gateway("wawp-1", isDown: false)
        story.pass(300)
        #expect(story.told == [["gateway-down waha-1 1"]])
        #expect(story.alerts.standing.map(\.gateway) == ["waha-1"])
        #expect(story.alerts.gatewaysDown == ["waha-1"])
        #expect(story.idleWakes == 0)
    }

    @Test("one that seems to answer, and does not, is told once that is sure")
    func seemedBack() {
        var story = Story.linked(1, on: ["waha-1", "wawp-1"])
        story.gateway("waha-1", isDown: true)
        story.pass(16)
        story.gateway("wawp-1", isDown: true)
        story.pass(20)
        story.gateway("wawp-1", isDown: false)
        story.pass(14)
        #expect(story.told.count == 1)
        story.gateway("wawp-1", isDown: true)
        #expect(story.told.last == ["gateway-down wawp-1 1"])
    }

    @Test("an instance that came back while its drop waited to be told is a flap", arguments: [false, true])
    func recoveredBeforeTold(byHand: Bool) {
        var story = Story.linked(2)
        story.see(Story.key(0), .disconnected)
        story.pass(31)
        story.see(Story.key(1), .disconnected)
        story.pass(15)
        story.see(Story.key(1), .disconnected)
        story.see(Story.key(1), Sight(.working, isExpected: byHand))
        story.pass(15)
        #expect(story.told.count == 1)
        story.see(Story.key(1), .working)
        story.pass(300)
        #expect(story.told == [["dropped waha-1 1"]])
        #expect(story.alerts.down == 1)
        story.see(Story.key(1), .failed)
        story.pass(60)
        #expect(story.announcements.last?.alerts[0].changes[0].flaps == 1)
        #expect(story.idleWakes == 0)
    }

    @Test("a gateway that is away for a moment is nothing")
    func shortOutage() {
        var story = Story.linked(1)
        story.gateway("waha-1", isDown: true)
        story.pass(14)
        story.gateway("waha-1", isDown: false)
        story.pass(120)
        #expect(story.announcements.isEmpty)
        #expect(story.alerts.deadline == nil)
    }

    @Test("a gateway that was away from the start is no change; that it answers is")
    func awayAtStart() {
        var story = Story()
        story.gateway("waha-1", isDown: true)
        story.pass(60)
        #expect(story.announcements.isEmpty)
        story.gateway("waha-1", isDown: false)
        story.pass(60)
        #expect(story.told == [["gateway-back waha-1 1"]])
    }

    @Test("an outbreak is told once until it is acknowledged")
    func outbreak() {
        var story = Story.linked(3)
        story.outbreak("waha-1", 12)
        story.pass(100)
        story.outbreak("waha-1", 30)
        story.pass(100)
        #expect(story.told == [["outbreak waha-1 12"]])
        #expect(story.alerts.standing.map(\.count) == [12])
        _ = story.alerts.acknowledge()
        story.outbreak("waha-1", 30)
        #expect(story.told.last == ["outbreak waha-1 30"])
    }

    @Test("what is not there any more is forgotten")
    func gone() {
        var story = Story.linked(2, on: ["waha-1", "gowa-1"])
        for id in 0..<2 { story.see(Story.key(id), .disconnected) }
        story.see(Story.key(0, on: "gowa-1"), .disconnected)
        story.pass(31)
        #expect(story.alerts.down == 3)
        story.alerts.keep({ $0 == Story.key(0) }, gateways: ["waha-1"])
        #expect(story.alerts.down == 1)
        #expect(story.alerts.standing.map(\.keys) == [[Story.key(0)]])
    }

    @Test("ten thousand that drop at once are told in one announcement, and wake nobody in between for nothing")
    func large() {
        var story = Story.linked(10_000)
        for id in 0..<10_000 { story.see(Story.key(id), .failed) }
        #expect(story.looks.count == 20)
        story.pass(600)
        #expect(story.told == [["dropped waha-1 10000"]])
        #expect(story.idleWakes == 0)
    }
}
