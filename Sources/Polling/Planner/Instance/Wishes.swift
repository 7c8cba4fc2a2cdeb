import Fleet

/// Times at which somebody wants something asked once, outside its rounds. A request fulfils the wishes before it.
///
/// Two are kept, the earliest and the latest: what lies between is either early enough or followed by the latest.
struct Wishes: Hashable, Sendable {
    private(set) var earliest: Instant?
    private var latest: Instant?

    var isEmpty: Bool { earliest == nil }

    mutating func add(_ instant: Instant) {
        earliest = earliest.map { min($0, instant) } ?? instant
        latest = latest.map { max($0, instant) } ?? instant
    }

    mutating func fulfil(at start: Instant) {
        guard let last = latest else { return }
        if last <= start {
            self = Wishes()
        } else if let first = earliest, first <= start {
            earliest = last
        }
    }

    mutating func drop() { self = Wishes() }
}
