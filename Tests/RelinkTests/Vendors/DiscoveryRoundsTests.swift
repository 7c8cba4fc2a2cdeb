import Fleet
import Testing

@testable import relink

@Suite("When gateways are listed for what they have")
struct DiscoveryRoundsTests {
    private var rounds = DiscoveryRounds()
    private let start = Instant(nanoseconds: 0)

    @Test("again ten minutes after each answer, and by itself not before")
    mutating func calm() {
        let isStarted = rounds.start("a")
        #expect(isStarted)
        #expect(rounds.next == nil, "one is under way")
        let answered = start.advanced(by: .seconds(5))
        rounds.finish("a", at: answered)
        let due = answered.advanced(by: .seconds(600))
        #expect(rounds.next == due)
        #expect(rounds.due(at: answered).isEmpty)
        #expect(rounds.due(at: due) == ["a"])
    }

    @Test("never two at once; what was asked for meanwhile follows")
    mutating func alone() {
        let first = rounds.start("a")
        let second = rounds.start("a")
        let other = rounds.start("b")
        #expect(first && !second && other)
        rounds.finish("a", at: start)
        #expect(rounds.due(at: start) == ["a"])
        let third = rounds.start("a")
        #expect(third)
        rounds.finish("a", at: start)
        #expect(rounds.due(at: start).isEmpty)
    }

    @Test("one asked for by hand takes the place of the next")
    mutating func byHand() {
        _ = rounds.start("a")
        rounds.finish("a", at: start)
        let pressed = start.advanced(by: .seconds(300))
        let isStarted = rounds.start("a")
        #expect(isStarted)
        rounds.finish("a", at: pressed)
        #expect(rounds.next == pressed.advanced(by: .seconds(600)))
    }

    @Test("a gateway that left the configuration is not listed any more")
    mutating func left() {
        for name in ["a", "b"] {
            _ = rounds.start(name)
            rounds.finish(name, at: start)
        }
        rounds.keep(["b"])
        #expect(rounds.due(at: start.advanced(by: .seconds(600))) == ["b"])
    }
}
