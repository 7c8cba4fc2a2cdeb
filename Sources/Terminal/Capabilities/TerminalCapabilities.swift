public import Grid

/// What the terminal in front of the user can show.
public struct TerminalCapabilities: Hashable, Sendable {
    public enum Colours: Hashable, Sendable {
        case none
        case eight
        case sixteen
        /// The palette of 256, whose entries 16 and up no theme remaps.
        case palette
        /// A colour number is its RGB value.
        case direct

        /// From the number terminfo gives; -1 stands for RGB values.
        init(count: Int) {
            self =
                switch count {
                case ..<0: .direct
                case 0..<8: .none
                case 8..<16: .eight
                // 88 colours are a palette of their own, whose entries 16 and up are others.
                case 16..<256: .sixteen
                default: .palette
                }
        }
    }

    /// Whether anything beyond ASCII may be drawn: the locale is UTF-8 and nobody asked for ASCII.
    public var utf8: Bool
    /// `none` also where the user wants no colours (`NO_COLOR`); the code roles keep theirs where there are any.
    public var colours: Colours
    /// What the terminal calls itself, or what its environment says of it.
    public var name: String?
    /// Whether sextants (U+1FB00 to U+1FB3B) come out whole, so that a code drawn with them can be scanned.
    public var sextants: Bool
    /// How the terminal is asked for a desktop notification; `nil` where it is not known to show any.
    public var notifications: NotificationSequence?
    /// Height of a cell over its width, about 2; `nil` where the terminal does not tell.
    public var cellAspect: Double?
    public var size: Size

    public init(
        utf8: Bool, colours: Colours, name: String? = nil, sextants: Bool = false,
        notifications: NotificationSequence? = nil, cellAspect: Double? = nil, size: Size
    ) {
        self.utf8 = utf8
        self.colours = colours
        self.name = name
        self.sextants = sextants
        self.notifications = notifications
        self.cellAspect = cellAspect
        self.size = size
    }
}

extension TerminalCapabilities {
    /// Whether the terminal that the environment speaks of draws sextants whole: for programs that print and end, and do
    /// not ask the terminal itself.
    public static func drawsSextants(by environment: [String: String]) -> Bool {
        TerminalHints(environment: environment).sextants
    }

    /// How that terminal is asked for a notification, as its environment has it.
    public static func notifications(by environment: [String: String]) -> NotificationSequence? {
        let hints = TerminalHints(environment: environment)
        return hints.isMultiplexed && !hints.isTmux ? nil : hints.notifications
    }
}
