public import Fleet
public import Grid
public import Linking

/// Everything that can happen to the board.
public enum Event: Sendable {
    case key(Key)
    case paste(ClipboardText)
    /// An action by its name, as where no keys are pressed.
    case perform(Action)
    /// Goes to an instance and opens it.
    case choose(InstanceKey)
    case filter(String)
    /// A link that was asked for by name: what is still paired is brought back by it too.
    case link(InstanceKey, by: LinkMethod)
    case resized(Size)
    /// Time passed, or the system clock was looked at anew.
    case tick(WallClock)
    /// A request came back. `drawn` holds the modules when it was a QR code.
    case observed(Observation, drawn: Result<DrawnCode, DrawingProblem>?, nextStatus: Instant?, nextCode: Instant?)
    /// A gateway told which instances there are, and not what they are in.
    case discovered([ListedInstance], of: String)
    case gateway(GatewayReport)
    /// The version of a gateway's software; `nil` where it tells none.
    case version(Result<CleanText?, GatewayFailure>, of: String)
    /// For how long a gateway's server has been running; `nil` where it does not tell.
    case uptime(Duration?, of: String)
    case acted(Act, InstanceKey, GatewayFailure?)
    case paired(PairingAttempt, Result<PairingReading, GatewayFailure>)
    /// Pairing codes that were asked for before, or by another program.
    case ledger([PairingAttempt])
    /// A round that another run of the program left.
    case roundFound(Round)
    /// The gateway took a passkey's answer, or not.
    case passkeyAnswered(InstanceKey, GatewayFailure?)
    case passkeyConfirmed(InstanceKey, GatewayFailure?)
    /// What the journal knew of the instances when the program started, and what it called those that no
    /// configuration names. Comes once.
    case remembered([InstanceKey: InstanceMemory], names: [InstanceKey: CleanText] = [:])
    /// What is wrong with the journal now, if anything is.
    case journalAlarm(CleanText?)
    /// The lines that a page of the journal asked for, oldest first.
    case journalRead(JournalPage, [JournalEntry])
    /// The configuration was read again.
    case roster([InstanceRow], [GatewayStatus])
    case told(String, Role)
    /// Something of the program's own work failed that only the log needs to know.
    case noted(String)
    /// The program ends: windows that are open now close with it.
    case ending

    /// Whether a person did it.
    var isPersons: Bool {
        switch self {
        case .key, .paste, .perform, .choose, .filter, .link: true
        default: false
        }
    }
}

/// Why a code cannot be drawn, in one sentence.
public struct DrawingProblem: Error, Hashable, Sendable {
    public var message: CleanText
    public init(_ message: CleanText) { self.message = message }
}

/// News about a gateway as a whole.
public struct GatewayReport: Hashable, Sendable {
    public var name: String
    public var failure: GatewayFailure?
    public var since: Instant?
    public var nextProbe: Instant?
    public var requestsPerSecond: Double
    public var notices: [CleanText]
    /// What stays as it is there.
    public var traits: [CleanText]

    public init(
        name: String, failure: GatewayFailure?, since: Instant?, nextProbe: Instant?, requestsPerSecond: Double,
        notices: [CleanText], traits: [CleanText] = []
    ) {
        self.name = name
        self.failure = failure
        self.since = since
        self.nextProbe = nextProbe
        self.requestsPerSecond = requestsPerSecond
        self.notices = notices
        self.traits = traits
    }
}
