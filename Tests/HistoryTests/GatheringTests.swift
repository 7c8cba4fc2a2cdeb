import Synchronization
import Testing

@testable import History

@Suite("Gathering")
struct GatheringTests {
    @Test("a group stands where its first element stands; small ones and what has none stand alone")
    func order() {
        let gathered = ["a1", "-1", "b1", "a2", "c1", "b2", "a3", "-2", "c2"].gathered(atLeast: 3) {
            $0.hasPrefix("-") ? nil : $0.first
        }
        #expect(gathered == [["a1", "a2", "a3"], ["-1"], ["b1"], ["c1"], ["b2"], ["-2"], ["c2"]])
        #expect([Int]().gathered(atLeast: 1) { $0 }.isEmpty)
    }

    /// A group that counts how often it is looked at.
    private struct Counted: Hashable {
        let number: Int
        let tally: Tally

        static func == (left: Counted, right: Counted) -> Bool {
            left.tally.looks.add(1, ordering: .relaxed)
            return left.number == right.number
        }

        func hash(into hasher: inout Hasher) {
            tally.looks.add(1, ordering: .relaxed)
            hasher.combine(number)
        }
    }

    private final class Tally: Sendable {
        let looks = Atomic(0)
    }

    @Test("its work grows with the elements, not with their square", arguments: [1, 5000])
    func growth(mates: Int) {
        let tally = Tally()
        let (elements, loners) = (7000, 2000)
        let gathered = (0..<elements).gathered(atLeast: 5) {
            Counted(number: $0 < loners ? -1 - $0 : $0 / mates, tally: tally)
        }
        #expect(gathered.count == (mates == 1 ? elements : loners + 2))
        // A table that grows looks at each of its members some times more: far fewer than the other elements.
        let looks = tally.looks.load(ordering: .relaxed)
        #expect(looks < 40 * elements, "\(looks)")
    }
}
