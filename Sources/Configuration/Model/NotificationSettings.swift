public import Fleet

/// How people are told of changes: `defaults: notifications:`.
public struct NotificationSettings: Hashable, Sendable {
    public var bell: Bool
    /// Keeps the terminal's title.
    public var title: Bool
    public var desktop: DesktopChoice
    /// A program and its arguments, run for each alert; empty for none. No shell reads it.
    public var hook: [String]
    /// How long the hook may take.
    public var hookLimit: Duration
    /// How long a change has to last before it is told.
    public var stableFor: Duration
    /// What is told.
    public var events: Set<AlertEvent>

    public init(
        bell: Bool = true, title: Bool = true, desktop: DesktopChoice = .auto, hook: [String] = [],
        hookLimit: Duration = .seconds(10), stableFor: Duration = .seconds(15),
        events: Set<AlertEvent> = Set(AlertEvent.allCases)
    ) {
        self.bell = bell
        self.title = title
        self.desktop = desktop
        self.hook = hook
        self.hookLimit = hookLimit
        self.stableFor = stableFor
        self.events = events
    }
}

/// Which sequence asks the terminal for a notification. The raw value is the word in the configuration.
public enum DesktopChoice: String, CaseIterable, Hashable, Sendable {
    /// By what the terminal is known to understand.
    case auto
    case off
    case osc9
    case osc777
    case osc99
}
