import Fleet
import Testing

@testable import Polling

@Suite struct DeadlineQueueTests {
    @Test("It does what a dictionary of deadlines does, only faster", arguments: 0..<20)
    func likeADictionary(seed: UInt64) {
        var random = SplitMix(seed: seed)
        var queue = DeadlineQueue()
        var model: [Int: Instant] = [:]
        for _ in 0..<500 {
            let slot = Int.random(in: 0..<12, using: &random)
            switch Int.random(in: 0..<4, using: &random) {
            case 0:
                queue.set(slot, at: nil)
                model[slot] = nil
            case 1, 2:
                let at = Instant(nanoseconds: Int64.random(in: 0..<20, using: &random))
                queue.set(slot, at: at)
                model[slot] = at
            default:
                let now = Instant(nanoseconds: Int64.random(in: 0..<20, using: &random))
                let expected = model.filter { $0.value <= now }.min { ($0.value, $0.key) < ($1.value, $1.key) }?.key
                #expect(queue.popDue(at: now) == expected)
                if let expected { model[expected] = nil }
            }
            #expect(queue.next == model.values.min())
            #expect(queue.count == model.count)
        }
    }

    @Test("Deadlines changed again and again do not pile up")
    func noGrowth() {
        var queue = DeadlineQueue()
        for round in 0..<10_000 { queue.set(round % 10, at: .seconds(Double(100_000 - round))) }
        #expect(queue.entries < 100)
        for round in 0..<10_000 { queue.set(round % 10, at: .seconds(Double(200_000 + round))) }
        #expect(queue.count == 10)
        #expect(queue.entries < 100)
    }

    @Test("Turns come once an interval, wherever the count begins", arguments: [-100.0, -1, 0, 0.5, 29.99, 30, 1e6])
    func turns(start: Double) {
        for slot in 0..<50 {
            let first = Phase.turn(after: .seconds(start), of: slot, every: .seconds(30))
            #expect(first > .seconds(start) && first <= .seconds(start + 30))
            #expect(Phase.turn(after: first, of: slot, every: .seconds(30)) == first.advanced(by: .seconds(30)))
        }
    }
}
