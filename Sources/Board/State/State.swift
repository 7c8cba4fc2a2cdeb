public import Alerts
public import Fleet
public import Grid
public import Linking

/// The whole application as one value: what `reduce` changes and what screens are drawn from.
public struct State: Hashable, Sendable {
    public var now: Instant
    public var wall: WallClock
    public var size: Size
    public var settings: Settings
    public var fleet: FleetTable
    public var gateways: [GatewayStatus]
    public var list = ListView()
    /// The screens on top of the list, the last one showing.
    public var screens: [Screen] = []
    public var dialog: Dialog?
    public var links: [InstanceKey: LinkSession] = [:]
    /// Links that have held, for as long as they are looked after.
    public internal(set) var watches: [InstanceKey: LinkWatch] = [:]
    /// The pairing codes of the last minutes, of every program on this machine.
    public internal(set) var ledger = PairingLedger()
    /// Many links one after the other, while it lasts.
    public internal(set) var round: Round?
    /// Its windows stand side by side on the wall.
    public internal(set) var roundIsOnWall = false
    /// Until then the success of the last one stays on the screen.
    var roundStepsAt = Instant.zero
    /// What was handed out to be written down.
    var keptRound: Round?
    /// Lines for the journal that were not handed out yet.
    var unwritten: [JournalEntry] = []
    /// The journal has told what it knew.
    var remembers = false
    /// The page of the journal that is open.
    public internal(set) var journal = JournalView()
    /// What is wrong with the journal.
    public internal(set) var journalAlarm: CleanText?
    /// The fleet's changes of this session, oldest first.
    public internal(set) var log: [LogLine] = []
    public var message: Message?
    /// When leaving was asked about.
    var quitAskedAt: Instant?
    /// Which changes are told; what stands unacknowledged; who is muted.
    public var alerts: Alerts
    /// Acts under way, in the order in which they will be done.
    public var queue: [QueuedAct] = []
    public var triage = TriageRecords()
    /// The panes of the wall, each where it was when it came; empty while everything is shown in the list's order.
    public internal(set) var panes: [InstanceKey] = []
    /// The list on screen stands still while a person reads it.
    public var frozenSince: Instant?
    public let startedAt: Instant
    /// Whole numbers instead of masked ones, as long as somebody wants to see them.
    public var revealsPhones: Bool

    // Bookkeeping of `reduce`: what has to be looked at again, and what was told already.
    var orderIsOld = false
    /// A person asked for another order or filter: it is made at once, frozen or not.
    var orderIsAsked = false
    var nextOrdering = Instant.zero
    /// Rows that may stand elsewhere in the list now, while the rest of it is in order.
    var moved: Set<InstanceKey> = []
    /// Counts what a person should see at once. All other changes are ages, which the next second shows as well.
    public internal(set) var news: UInt64 = 0
    var nextRowRefresh = Instant.zero
    var toldFocus: InstanceKey?
    var toldVisible: [InstanceKey] = []
    /// What the alerts want done for the event at hand.
    var alerted: [AlertAction] = []
    var toldTitle = ""
    var nextTitle = Instant.zero

    public init(rows: [InstanceRow], gateways: [GatewayStatus], size: Size, settings: Settings, wall: WallClock) {
        now = wall.instant
        startedAt = wall.instant
        self.wall = wall
        self.size = size
        self.settings = settings
        revealsPhones = settings.revealPhones
        self.gateways = gateways
        alerts = Alerts(rules: settings.alerts)
        fleet = FleetTable(rows)
        list.shown = FleetOrder.shown(of: fleet, for: list)
    }

    public var screen: Screen { screens.last ?? .list }

    /// The instance that keys act upon: the one the screen shows, else the one under the cursor.
    public var current: InstanceKey? {
        switch screen {
        case .detail(let key), .link(let key): key
        case .triage(let keys): keys.first
        case .list, .wall: list.current
        case .journal(.timeline(let key)): key
        case .journal: nil
        }
    }
}

/// A page that fills the terminal.
public enum Screen: Hashable, Sendable {
    case list
    case detail(InstanceKey)
    case link(InstanceKey)
    case wall
    case journal(JournalPage)
    /// How far it goes, why, and what comes next, for these.
    case triage([InstanceKey])
}

/// One gateway's health, as its alarm line needs it.
public struct GatewayStatus: Hashable, Sendable {
    public var name: String
    public var kind: GatewayKind
    /// How often an instance that nobody looks at is asked: three times that without an answer is stale.
    public var idleStatus: Duration
    /// After so long at a QR a person is asked whether they are still there; `nil` for the vendor's own.
    public var linkPause: Duration?
    /// Whether it tells which instances there are: what it names no more is gone.
    public var lists: Bool
    /// What it can be asked to do.
    public var acts: Set<Act>
    /// Why it cannot be reached, and since when.
    public var failure: Fact<GatewayFailure>?
    public var nextProbe: Instant?
    public var requestsPerSecond: Double
    public var notices: [CleanText]
    /// What is to be known of it for as long as it is what it is: on the pages of its instances.
    public var traits: [CleanText] = []

    public init(
        name: String, kind: GatewayKind, idleStatus: Duration, linkPause: Duration? = nil, lists: Bool = false,
        acts: Set<Act> = Set(Act.allCases), failure: Fact<GatewayFailure>? = nil, nextProbe: Instant? = nil,
        requestsPerSecond: Double = 0, notices: [CleanText] = []
    ) {
        self.name = name
        self.kind = kind
        self.idleStatus = idleStatus
        self.linkPause = linkPause
        self.lists = lists
        self.acts = acts
        self.failure = failure
        self.nextProbe = nextProbe
        self.requestsPerSecond = requestsPerSecond
        self.notices = notices
    }
}

/// One line of the fleet's log.
public struct LogLine: Hashable, Sendable {
    public var at: Instant
    public var name: String
    public var text: String
    public var role: Role
}

/// The sentence on the last line.
public struct Message: Hashable, Sendable {
    public var text: String
    public var role: Role
    public var until: Instant
}

/// One act that waits for its turn or for its answer.
public struct QueuedAct: Hashable, Sendable {
    public var act: Act
    public var key: InstanceKey
    public var isRunning = false
    public var notBefore: Instant
}
