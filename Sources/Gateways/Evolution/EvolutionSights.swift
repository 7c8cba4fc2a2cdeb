import Fleet
import Synchronization

/// What is known of all instances of one gateway.
final class EvolutionSights: Sendable {
    private let known = Mutex<[String: EvolutionSight]>([:])

    func of(_ id: String) -> EvolutionSight { known.withLock { $0[id] ?? EvolutionSight() } }

    func update(_ id: String, _ change: (inout EvolutionSight) -> Void) {
        known.withLock { change(&$0[id, default: EvolutionSight()]) }
    }

    /// Takes in a whole list; what is not in it is forgotten.
    func see(_ rows: [EvolutionRow]) -> [ListedInstance] {
        known.withLock { known in
            var seen: [String: EvolutionSight] = [:]
            seen.reserveCapacity(rows.count)
            let listed = rows.map { row in
                var sight = known[row.name] ?? EvolutionSight()
                sight.see(row)
                seen[row.name] = sight
                return ListedInstance(id: row.name, label: nil, status: sight.listed)
            }
            known = seen
            return listed
        }
    }
}
