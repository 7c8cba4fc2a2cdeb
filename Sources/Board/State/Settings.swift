public import Alerts
public import Fleet
public import QRCode

/// What was decided outside and does not change while the board runs.
public struct Settings: Hashable, Sendable {
    /// Every screen says so, since nothing on it is real.
    public var isDemo: Bool
    public var isReadOnly: Bool
    /// Draws with ASCII alone.
    public var ascii: Bool
    /// No spinners and no animations.
    public var reducedMotion: Bool
    /// Shows whole phone numbers.
    public var revealPhones: Bool
    /// What the terminal can draw.
    public var terminal: QRTerminal
    /// Seconds to add to UTC for the clock on the screen.
    public var utcOffset: Int
    public var keys: KeyMap
    /// Makes numbers comparable with those of the ledger.
    public var fingerprints: NumberFingerprint.Key
    /// Who is at the keyboard.
    public var person: Person?
    /// Which changes are told, and when.
    public var alerts: AlertRules

    public init(
        isDemo: Bool = false, isReadOnly: Bool = false, ascii: Bool = false, reducedMotion: Bool = false,
        revealPhones: Bool = false, terminal: QRTerminal = QRTerminal(utf8: true, sextants: false, cellAspect: nil),
        utcOffset: Int = 0, keys: KeyMap = .standard,
        fingerprints: NumberFingerprint.Key = NumberFingerprint.Key(low: 0, high: 0), alerts: AlertRules = AlertRules()
    ) {
        self.isDemo = isDemo
        self.isReadOnly = isReadOnly
        self.ascii = ascii
        self.reducedMotion = reducedMotion
        self.revealPhones = revealPhones
        self.terminal = terminal
        self.utcOffset = utcOffset
        self.keys = keys
        self.fingerprints = fingerprints
        self.alerts = alerts
    }
}
