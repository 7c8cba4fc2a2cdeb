/// Everything a key, the palette or the configuration can ask for. The raw value is its name in all three.
public enum Action: String, CaseIterable, Hashable, Sendable {
    case up, down, left, right, top, bottom
    case pageUp = "page-up"
    case pageDown = "page-down"
    case halfUp = "half-up"
    case halfDown = "half-down"
    case nextProblem = "next-problem"
    case previousProblem = "previous-problem"
    case open, close, back, quit
    case filter, order
    case reverse
    case freeze
    case mark
    case markRange = "mark-range"
    case markAll = "mark-all"
    case unmark
    case relink, pair
    case triage
    case start, restart, stop, logout, delete
    case wall, palette, help
    case copy
    case pollNow = "poll-now"
    case redraw, suspend, reload
    case drawing
    case invert
    case savePicture = "save-picture"
    case enlarge
    case newCode = "new-code"
    case hold
    case spelling
    case hide
    case message, language
    case answer
    case consoleLine = "console-line"
    case saveChallenge = "save-challenge"
    case reveal
    case dismiss
    case timeline
    case events
    case handover
    case sift
    case period
    case saveHandover = "save-handover"
    case round, skip, postpone
    case acknowledge, mute
}

/// Where an action means something.
public enum Context: String, CaseIterable, Hashable, Sendable {
    case list, detail, qr, pairing, passkey, wall, triage, journal
}

/// One row of the action table: help, footer, palette, key map and read-only mode are all made from it.
public struct ActionInfo: Hashable, Sendable {
    public let action: Action
    /// What help calls it.
    public let title: String
    /// What the footer calls it, where there is little room.
    public let short: String
    public let keys: [String]
    public let contexts: Set<Context>
    public let group: Group
    /// Changes something at a gateway: dimmed and refused in read-only mode.
    public let changes: Bool

    public enum Group: String, CaseIterable, Hashable, Sendable {
        case move = "MOVE"
        case find = "FIND"
        case mark = "MARK"
        case link = "LINK"
        case round = "ROUND"
        case act = "ACT (asks first)"
        case code = "CODE ON SCREEN"
        case journal = "JOURNAL"
        case screen = "SCREEN"
    }
}
