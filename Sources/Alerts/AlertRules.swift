public import Fleet

/// When a change is told.
public struct AlertRules: Hashable, Sendable {
    /// A change counts once it has lasted this long. What comes back within it was a flap.
    public var stableFor: Duration
    /// What is told at all.
    public var events: Set<AlertEvent>

    public init(stableFor: Duration = .seconds(15), events: Set<AlertEvent> = Set(AlertEvent.allCases)) {
        self.stableFor = stableFor
        self.events = events
    }

    /// Between two announcements, at least: what settles meanwhile is told together.
    public var window: Duration { stableFor * 2 }

    /// How long an announcement waits for other changes that have begun already, so that a gateway's instances, asked
    /// one after another, become one alert.
    var gathering: Duration { stableFor }

    /// A change is settled by a look after `stableFor`. Where none comes, as from a gateway that asks each minute, it
    /// is believed after this.
    var believedAfter: Duration { stableFor * 2 }
}
