import Fleet
import FoundationEssentials
import GRDB

extension Journal {
    /// Between two looks at what is too old or too much.
    private static let tidyingPause: TimeInterval = 3600

    /// Lines written since the last look after which the next one comes early: about 1 MiB.
    private static let tidyingLines = 8192

    func tidyNowAndThen(_ written: Int) {
        linesSinceTidying += written
        if let nextTidying, time.date < nextTidying, linesSinceTidying < Self.tidyingLines { return }
        tidy()
    }

    /// Forgets what the policy does not keep, and gives the room back.
    func tidy() {
        nextTidying = time.date.addingTimeInterval(Self.tidyingPause)
        linesSinceTidying = 0
        guard tidies, let disk else { return }
        do {
            try Retention(policy, now: time.date).enforce(on: disk)
        } catch let error as DatabaseError where error.tellsOfDamage {
            _ = beginAnew(after: error)
        } catch {
            // A file that is full or locked is told of when a line finds no way into it.
        }
    }
}
