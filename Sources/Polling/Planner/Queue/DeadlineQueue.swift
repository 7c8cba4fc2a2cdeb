import Fleet
import HeapModule

/// At most one deadline for each of many numbered slots, and the nearest of them all in no time.
///
/// A changed deadline leaves its old entry in the heap. It is dropped when it comes to the top, or when such entries
/// outnumber the live ones, so that setting and popping stay O(log n) and the heap O(n).
struct DeadlineQueue: Sendable {
    private struct Entry: Comparable, Sendable {
        var at: Int64
        var slot: Int

        /// Equal deadlines go by slot, which makes every plan reproducible.
        static func < (left: Entry, right: Entry) -> Bool {
            left.at == right.at ? left.slot < right.slot : left.at < right.at
        }
    }

    private static let none = Int64.max

    private var heap = Heap<Entry>()
    private var deadlines: [Int64] = []
    private(set) var count = 0

    /// Live entries and those that were changed since.
    var entries: Int { heap.count }

    /// The nearest deadline.
    var next: Instant? { heap.min.map { Instant(nanoseconds: $0.at) } }

    mutating func set(_ slot: Int, at deadline: Instant?) {
        if slot >= deadlines.count {
            deadlines.append(contentsOf: repeatElement(Self.none, count: slot + 1 - deadlines.count))
        }
        let new = deadline?.nanoseconds ?? Self.none
        let old = deadlines[slot]
        guard new != old else { return }
        deadlines[slot] = new
        if old != Self.none { count -= 1 }
        if new != Self.none {
            count += 1
            heap.insert(Entry(at: new, slot: slot))
        }
        if heap.count > 2 * count + 64 { rebuild() }
        dropStale()
    }

    /// Takes out the slot with the nearest deadline, if that has come.
    mutating func popDue(at now: Instant) -> Int? {
        guard let first = heap.min, first.at <= now.nanoseconds else { return nil }
        heap.removeMin()
        deadlines[first.slot] = Self.none
        count -= 1
        dropStale()
        return first.slot
    }

    /// Keeps a live entry on top, so that `next` is true.
    private mutating func dropStale() {
        while let first = heap.min, deadlines[first.slot] != first.at { heap.removeMin() }
    }

    private mutating func rebuild() {
        var live: [Entry] = []
        live.reserveCapacity(count)
        for (slot, at) in deadlines.enumerated() where at != Self.none { live.append(Entry(at: at, slot: slot)) }
        heap = Heap(live)
    }
}
