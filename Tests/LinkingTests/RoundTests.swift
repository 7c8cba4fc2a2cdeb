import Fleet
import Foundation
import Linking
import Testing

@Suite("Rounds")
struct RoundTests {
    private func key(_ id: String) -> InstanceKey { InstanceKey(gateway: "g", id: id) }

    private func round(_ members: (String, String?)...) -> Round {
        Round(members.map { (key($0.0), $0.1) })
    }

    private func order(_ round: Round) -> String { round.items.map(\.key.id).joined() }

    @Test("Sorted by holder, each holder's in the order given, phones without a holder last")
    func sorted() {
        #expect(
            order(round(("a", "Mona"), ("b", nil), ("c", "Ken"), ("d", "Mona"), ("e", nil), ("f", "Ken"))) == "adcfbe")
    }

    @Test("One window at a time, stepping forward when one links, not when it has held")
    func steps() {
        var round = round(("a", nil), ("b", nil), ("c", nil))
        #expect(round.fill(1) == [.open(key("a"))])
        #expect(round.fill(1) == [])
        round.linked(key("a"))
        #expect(round.fill(1) == [.open(key("b"))])
        round.held(key("a"))
        round.linked(key("b"))
        #expect(round.fill(1) == [.open(key("c"))])
        round.held(key("b"))
        round.held(key("c"))
        #expect(round.fill(1) == [.finished])
    }

    @Test("As many side by side as there is room for")
    func several() {
        var round = round(("a", nil), ("b", nil), ("c", nil), ("d", nil))
        #expect(round.fill(3) == [.open(key("a")), .open(key("b")), .open(key("c"))])
        round.linked(key("b"))
        #expect(round.fill(3) == [.open(key("d"))])
    }

    @Test("One that drops while settling comes back to the front")
    func drops() {
        var round = round(("a", nil), ("b", nil), ("c", nil))
        _ = round.fill(1)
        round.linked(key("a"))
        _ = round.fill(1)
        round.dropped(key("a"))
        round.linked(key("b"))
        #expect(round.fill(1) == [.open(key("a"))])
        #expect(round[key("a")]?.windows == 2)
    }

    @Test("Skipped is out, postponed comes last, a window nobody scanned is passed over and not repeated")
    func choices() {
        var round = round(("a", nil), ("b", nil), ("c", nil), ("d", nil))
        _ = round.fill(1)
        #expect(round.postpone(key("a")) == [.close(key("a"))])
        #expect(round.fill(1) == [.open(key("b"))])
        #expect(round.skip(key("b")) == [.close(key("b"))])
        #expect(round.fill(1) == [.open(key("c"))])
        round.failed(key("c"))
        #expect(round.fill(1) == [.open(key("d"))])
        round.linked(key("d"))
        #expect(round.fill(1) == [.open(key("a"))])
        round.linked(key("a"))
        round.held(key("a"))
        #expect(round.fill(1) == [])
        round.held(key("d"))
        #expect(round.fill(1) == [.finished])
    }

    @Test("Paused closes what is open and opens nothing; it goes on where it was")
    func pauses() {
        var round = round(("a", nil), ("b", nil))
        _ = round.fill(1)
        #expect(round.pause() == [.close(key("a"))])
        #expect(round.fill(1) == [])
        round.resume()
        #expect(round.fill(1) == [.open(key("a"))])
    }

    @Test("Written down and read again it goes on, paused, with no window taken for open")
    func survives() throws {
        var round = round(("a", "Mona"), ("b", nil), ("c", nil))
        _ = round.fill(1)
        round.linked(key("a"))
        round.held(key("a"))
        _ = round.fill(1)
        let data = try JSONEncoder().encode(round)
        var again = try JSONDecoder().decode(Round.self, from: data).afterRestart()
        #expect(again.isPaused)
        #expect(again[key("a")]?.stage == .held)
        #expect(again[key("b")]?.stage == .waiting)
        again.resume()
        #expect(again.fill(1) == [.open(key("b"))])
    }

    @Test("Whatever happens in whatever order, nobody is lost, doubled or opened beyond the room")
    func random() {
        var generator = SeededGenerator(seed: 7)
        for _ in 0..<2000 {
            let count = Int.random(in: 1...9, using: &generator)
            let room = Int.random(in: 1...3, using: &generator)
            let names = (0..<count).map { "\($0)" }
            var round = Round(names.map { (key($0), Bool.random(using: &generator) ? "h" : nil) })
            for _ in 0..<40 {
                let one = key(names.randomElement(using: &generator)!)
                let isOpen = round[one]?.stage == .open
                switch Int.random(in: 0...8, using: &generator) {
                case 0, 1: _ = round.fill(room)
                case 2: if isOpen { round.linked(one) }
                case 3: round.held(one)
                case 4: round.dropped(one)
                case 5: round.failed(one)
                case 6: _ = round.skip(one)
                case 7: _ = round.postpone(one)
                default: if round.isPaused { round.resume() } else { _ = round.pause() }
                }
                #expect(Set(round.items.map(\.key)).count == count && round.items.count == count)
                #expect(round.count(.open) <= room)
            }
        }
    }
}

/// The same numbers on every machine.
private struct SeededGenerator: RandomNumberGenerator {
    var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return state ^ state >> 33
    }
}
