import Fleet
import Synchronization

/// The ids of instances that look like phone numbers and are none: GREEN-API's are ten digits.
///
/// Kept for as long as the program runs: a line about an instance may come after the instance is gone.
final class LoggedIDs: Sendable {
    private let ids = Mutex<Set<String>>([])

    func insert(_ ids: [String]) {
        let risky = ids.filter(NumberMask.couldHide)
        guard !risky.isEmpty else { return }
        self.ids.withLock { $0.formUnion(risky) }
    }

    func contains(_ word: String) -> Bool { ids.withLock { $0.contains(word) } }
}
