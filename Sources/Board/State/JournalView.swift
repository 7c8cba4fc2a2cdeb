public import Fleet
import History

/// Which page of the journal is open.
public enum JournalPage: Hashable, Sendable {
    /// What one instance was in over a day, and its lines.
    case timeline(InstanceKey)
    /// Everything that happened, newest first.
    case log
    /// What somebody who takes over has to know.
    case handover
}

/// The page of the journal that is open: its lines, and how a person looks at them.
public struct JournalView: Hashable, Sendable {
    /// Oldest first; none of a handover, which is made of them when they come.
    public var entries: [JournalEntry] = []
    /// As it was when the journal answered: it stands still while it is read.
    var handover: HandoverText?
    /// The handover in lines, as wide as the window was when somebody last turned to it.
    var handoverLayout: HandoverPane.Layout?
    /// The journal has answered.
    public var isRead: Bool { reads > 0 }
    /// How often it has answered for this page, as it is sifted now.
    public var reads = 0
    /// Lines above the first one that is shown.
    public var scroll = 0
    public var sift = Sift.everything
    public var period = Period.night

    /// The lines a page shows at most; the command prints them all.
    static let mostLines = 2000

    /// Which lines of the log are shown.
    public enum Sift: String, CaseIterable, Hashable, Sendable {
        case everything = "everything"
        case changes = "changes of state"
        case people = "what people did"
        case links = "links"
        case gateways = "gateways"

        /// Empty for all.
        var kinds: Set<JournalEvent.Kind> {
            switch self {
            case .everything: []
            case .changes: [.state]
            case .people: [.act, .attempt, .acknowledged]
            case .links: [.attempt, .outcome]
            case .gateways: [.gateway]
            }
        }
    }

    /// What a handover covers.
    public enum Period: CaseIterable, Hashable, Sendable {
        /// Since the last 22:00.
        case night
        /// The last twelve hours.
        case shift
    }
}
