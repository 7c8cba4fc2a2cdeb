import Fleet
import Synchronization

/// What is known of all instances of one gateway.
final class EvolutionSights: Sendable {
    private struct Known {
        var sights: [String: EvolutionSight] = [:]
        /// It did not answer when it was asked last.
        var isAway = false
        /// When it last answered again after that.
        var backAt: Instant?
    }

    private let time: any TimeSource
    private let known = Mutex(Known())

    init(_ time: any TimeSource) { self.time = time }

    func of(_ id: String) -> EvolutionSight { known.withLock { $0.sights[id] ?? EvolutionSight() } }

    func update(_ id: String, _ change: (inout EvolutionSight) -> Void) {
        known.withLock { change(&$0.sights[id, default: EvolutionSight()]) }
    }

    /// Takes in an instance's own word.
    func hear(_ word: String, of id: String) {
        let now = time.now
        update(id) { $0.see(word: word, at: now) }
    }

    /// Takes in a whole list; what is not in it is forgotten.
    func see(_ rows: [EvolutionRow]) -> [ListedInstance] {
        let now = time.now
        return known.withLock { known in
            if known.isAway { (known.isAway, known.backAt) = (false, now) }
            var seen: [String: EvolutionSight] = [:]
            seen.reserveCapacity(rows.count)
            let listed = rows.map { row in
                var sight = known.sights[row.name] ?? EvolutionSight()
                sight.see(row)
                seen[row.name] = sight
                return ListedInstance(
                    id: row.name, label: nil, status: sight.listed,
                    isDoubtful: sight.isDoubtful(at: now, since: known.backAt))
            }
            known.sights = seen
            return listed
        }
    }

    /// Whoever does not answer may be starting anew, and then its records are older than what they tell of.
    func note(_ failure: GatewayFailure) {
        guard failure.kind == .unreachable || failure.kind == .server else { return }
        known.withLock { $0.isAway = true }
    }
}
