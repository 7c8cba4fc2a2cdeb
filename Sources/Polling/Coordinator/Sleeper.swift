import Fleet

/// The one sleep until the next deadline: at most one task, none when nothing is due.
struct Sleeper {
    private var task: Task<Void, Never>?
    private(set) var deadline: Instant?

    /// Rings at `deadline`; forgets any other deadline.
    mutating func sleep(until deadline: Instant?, _ time: any TimeSource, _ bell: Bell) {
        guard deadline != self.deadline else { return }
        task?.cancel()
        task = nil
        self.deadline = deadline
        guard let deadline else { return }
        task = Task {
            do { try await time.sleep(until: deadline) } catch { return }
            bell.ring()
        }
    }

    /// What it slept for has come; the next sleep is a new one.
    mutating func wokeUp(at now: Instant) {
        if let deadline, deadline <= now { (task, self.deadline) = (nil, nil) }
    }
}
