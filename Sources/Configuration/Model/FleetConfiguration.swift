public import Fleet

/// Everything one configuration file says.
public struct FleetConfiguration: Hashable, Sendable {
    public var gateways: [GatewayConfiguration]
    public var defaults: Defaults

    public init(gateways: [GatewayConfiguration], defaults: Defaults = Defaults()) {
        self.gateways = gateways
        self.defaults = defaults
    }
}

/// What holds for the whole application.
public struct Defaults: Hashable, Sendable {
    public var theme: ThemeChoice
    /// No spinners and no blinking.
    public var reducedMotion: Bool
    /// Action name to the key that runs it; `none` takes the key away.
    public var keys: [String: String]
    /// Shows phone numbers in full from the start.
    public var revealPhones: Bool
    /// Laid over every vendor's own pacing, under a gateway's.
    public var pacing: PacingOverrides
    public var journal: JournalPolicy
    public var notifications: NotificationSettings

    public init(
        theme: ThemeChoice = .auto, reducedMotion: Bool = false, keys: [String: String] = [:],
        revealPhones: Bool = false, pacing: PacingOverrides = PacingOverrides(),
        journal: JournalPolicy = JournalPolicy(), notifications: NotificationSettings = NotificationSettings()
    ) {
        self.theme = theme
        self.reducedMotion = reducedMotion
        self.keys = keys
        self.revealPhones = revealPhones
        self.pacing = pacing
        self.journal = journal
        self.notifications = notifications
    }
}

/// The raw value is the word in the configuration.
public enum ThemeChoice: String, CaseIterable, Hashable, Sendable {
    /// Dark or light, by what the terminal says of its background.
    case auto
    case dark
    case light
    /// No colours: bold, reverse and underline only.
    case mono
}
