/// What a cell means; the theme decides what that looks like.
///
/// Screens name roles and never colours. Only the two code roles stand for fixed palette entries,
/// whatever the theme: a QR code must be dark on light to be scanned.
public enum Role: UInt8, CaseIterable, Hashable, Sendable {
    case plain
    /// Secondary text: units, hints, ages.
    case muted
    /// Headings and the names of keys.
    case heading
    /// Linked, fine.
    case good
    /// Somebody has to act.
    case attention
    /// Broken.
    case broken
    /// Switched off on purpose.
    case idle
    /// The gateway or context label at the left edge, the DEMO badge.
    case badge
    /// Frames and rules.
    case frame
    /// Dark module ink on light paper: palette entries 16 on 231.
    case codeDarkOnLight
    /// Light ink on dark paper, for cells whose upper module is dark: 231 on 16.
    case codeLightOnDark
}

/// How a cell is drawn: a role and what is laid over it.
public struct Style: Hashable, Sendable {
    public struct Attributes: OptionSet, Hashable, Sendable {
        public let rawValue: UInt8
        public init(rawValue: UInt8) { self.rawValue = rawValue }
        public static let bold = Attributes(rawValue: 1)
        public static let dim = Attributes(rawValue: 2)
        public static let reverse = Attributes(rawValue: 4)
        public static let underline = Attributes(rawValue: 8)
    }

    public var role: Role
    public var attributes: Attributes

    public init(_ role: Role, _ attributes: Attributes = []) {
        self.role = role
        self.attributes = attributes
    }

    public static let plain = Style(.plain)
    public static let muted = Style(.muted)
    public static let heading = Style(.heading, .bold)

    public func adding(_ more: Attributes) -> Style { Style(role, attributes.union(more)) }
}
