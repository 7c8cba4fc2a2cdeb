import Fleet
import FoundationEssentials
import GRDB

extension Journal {
    /// Between two looks at what is too old or too much.
    private static let tidyingPause: TimeInterval = 3600

    /// Lines written since the last look after which the next one comes early: about 1 MiB.
    private static let tidyingLines = 8192

    /// Tidies every now and then, beginning with the first time that anything was written or read; whoever waits for
    /// that is answered before.
    func tidySoon(after written: Int) {
        linesSinceTidying += written
        guard tidies else { return }
        if let nextTidying, time.date < nextTidying, linesSinceTidying < Self.tidyingLines { return }
        nextTidying = time.date.addingTimeInterval(Self.tidyingPause)
        linesSinceTidying = 0
        Task { [weak self] in await self?.tidy() }
    }

    /// Forgets what the policy does not keep, and gives the room back.
    private func tidy() {
        guard let disk else { return }
        do {
            try Retention(policy, now: time.date).enforce(on: disk)
        } catch let error as DatabaseError where error.tellsOfDamage {
            _ = beginAnew(after: error)
        } catch {
            // A file that is full or locked is told of when a line finds no way into it.
        }
    }
}
