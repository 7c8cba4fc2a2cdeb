public import Fleet

/// What was tried with one instance since it got into trouble, rung by rung, and what came of each: a state machine
/// without clock or network.
///
/// A rung is taken once. Whether it helped is told by the statuses that follow it, never by the answer to the act.
public struct Ladder: Hashable, Sendable {
    public let kind: GatewayKind
    /// Oldest first. Only a relink can stand there more than once.
    public private(set) var steps: [Step] = []
    /// When an act was accepted, as long as its effect is awaited.
    private var acceptedAt: Instant?
    /// Acts of the running rung that are still to be done, the one under way first.
    private var acts: [Act] = []
    private var lastRaw: CleanText = ""

    /// A rung that was taken.
    public struct Step: Hashable, Sendable {
        public let rung: Rung
        public let takenAt: Instant
        public fileprivate(set) var result: Result
    }

    public enum Result: Hashable, Sendable {
        /// The gateway has not answered the act.
        case asked
        /// Accepted; the effect has until then.
        case waiting(until: Instant)
        case worked(after: Duration)
        /// It answers, and wants a phone.
        case unlinked(after: Duration)
        /// The gateway still says so.
        case noHelp(CleanText)
        case refused(CleanText)
        /// A link window in which nothing was scanned.
        case unused
    }

    /// What a ladder wants done.
    public enum Action: Hashable, Sendable {
        case perform(Act)
        case expedite(Ask, at: Instant)
    }

    public init(kind: GatewayKind) { self.kind = kind }

    /// The step whose result is awaited.
    public var running: Step? {
        switch steps.last?.result {
        case .asked, .waiting: steps.last
        default: nil
        }
    }

    /// When a result is no longer awaited; call `tick` then.
    public var deadline: Instant? {
        if case .waiting(let until) = steps.last?.result { until } else { nil }
    }

    /// Links that were made and lost, or refused. After the third somebody else has to look.
    public var failedLinks: Int {
        steps.count { step in
            guard step.rung == .relink else { return false }
            switch step.result {
            case .noHelp, .refused: return true
            default: return false
            }
        }
    }

    static let mostLinks = 3

    public func hasTaken(_ rung: Rung) -> Bool { steps.contains { $0.rung == rung } }

    /// The next rung for something that is, or may be, still paired; `nil` when none is left.
    public var next: Rung? { [.restart, .restartAgain, .freshStart].first { !hasTaken($0) } }

    // MARK: - What happens

    /// Takes a rung. Nothing is done while another one runs, or when it was taken already.
    public mutating func take(_ rung: Rung, at now: Instant) -> [Action] {
        guard running == nil, !hasTaken(rung), let first = rung.acts(kind).first else { return [] }
        acts = rung.acts(kind)
        steps.append(Step(rung: rung, takenAt: now, result: .asked))
        return [.perform(first)]
    }

    /// An act was done or refused: one of this ladder, or one that a person asked for by its own key.
    public mutating func acted(_ act: Act, _ failure: GatewayFailure?, at now: Instant) -> [Action] {
        guard case .asked = steps.last?.result, acts.first == act else {
            return failure == nil ? noteForeign(act, at: now) : []
        }
        acts.removeFirst()
        if let failure {
            acts = []
            finish(.refused(failure.message))
            return []
        }
        if let next = acts.first { return [.perform(next)] }
        return wait(at: now)
    }

    /// A restart by the key for it, or by a link window that brings its instance up, is the same rung.
    private mutating func noteForeign(_ act: Act, at now: Instant) -> [Action] {
        guard running == nil else { return [] }
        let rungs: [Rung] =
            switch act {
            case .start: [.start]
            case .restart: [.restart, .restartAgain]
            case .logout: [.freshStart]
            case .stop, .delete: []
            }
        guard let rung = rungs.first(where: { !hasTaken($0) }) else { return [] }
        steps.append(Step(rung: rung, takenAt: now, result: .asked))
        return wait(at: now)
    }

    private mutating func wait(at now: Instant) -> [Action] {
        acceptedAt = now
        finish(.waiting(until: now + TimeLimits.effect(on: kind)))
        return [.expedite(.status, at: now + TimeLimits.afterglow)]
    }

    /// Takes in a status.
    public mutating func observe(_ status: StatusReading, at now: Instant) {
        lastRaw = status.raw
        guard case .waiting = steps.last?.result, let acceptedAt, let step = steps.last,
            now >= acceptedAt + TimeLimits.afterglow
        else { return }
        let after = step.takenAt.duration(to: now)
        switch status.state {
        case .working: finish(.worked(after: after))
        case .loggedOut, .awaitingLink, .awaitingPasskey:
            if status.account == nil { finish(.unlinked(after: after)) }
        case .failed, .blocked, .stopped, .missing: finish(.noHelp(status.raw))
        case .starting, .connecting, .disconnected, .unknown: break
        }
    }

    /// Ends the wait whose time has come.
    public mutating func tick(at now: Instant) {
        if let deadline, deadline <= now { finish(.noHelp(lastRaw)) }
    }

    /// A link window ended. A rung that still ran had come to the point where a phone is wanted.
    public mutating func linked(_ result: Result, openedAt: Instant, at now: Instant) {
        if let running { finish(.unlinked(after: running.takenAt.duration(to: now))) }
        steps.append(Step(rung: .relink, takenAt: openedAt, result: result))
    }

    /// It dropped after having worked: what was tried before counts no more when that lasted.
    public mutating func dropped(after worked: Duration) {
        if worked >= TimeLimits.calm, running == nil { steps = [] }
    }

    private mutating func finish(_ result: Result) {
        guard !steps.isEmpty else { return }
        steps[steps.count - 1].result = result
    }
}
