public import Fleet

/// Everything the board knows about one instance.
public struct InstanceRow: Hashable, Sendable {
    public let key: InstanceKey
    public let kind: GatewayKind
    public var configured: InstanceConfiguration
    /// What the gateway's list calls it, where it was listed.
    public var listedLabel: CleanText?
    /// Found in the gateway's list rather than in the configuration.
    public var isFound = false
    /// The last state that was told, however old.
    public var status: Fact<StatusReading>?
    /// When the state became what it is, as far as this session saw it.
    public var since: Instant?
    /// The journal knew of this state, and since when.
    public var beganAsWritten = false
    /// What is known of it beyond this session: down since, linked last, drops of the last hour.
    public var memory: InstanceMemory?
    public var past = LinkPast()
    /// What the QR call said last: it can contradict the status.
    public var codeSays: Fact<CodeSays>?
    public var account: Fact<Account>?
    /// Why the last request failed; `nil` after a success.
    public var failure: Fact<GatewayFailure>?
    /// Failed rounds in a row.
    public var missedRounds = 0
    /// Rounds in a row in which two facts contradicted each other.
    public var clashRounds = 0
    /// Came up before our eyes, and is watched until then.
    public var settlingUntil: Instant?
    /// No answer for three rounds.
    public var isStale = false
    /// Its number is linked in another row too.
    public var isDuplicate = false
    public var nextStatus: Instant?
    public var nextCode: Instant?
    /// This session's changes, oldest first.
    public var history: [StateChange] = []

    public init(key: InstanceKey, kind: GatewayKind, configured: InstanceConfiguration) {
        self.key = key
        self.kind = kind
        self.configured = configured
    }

    public var state: LinkState? { status?.value.state }

    /// A name of its own among the phone's linked devices, where the gateway tells one.
    public var deviceName: CleanText? { status?.value.deviceName }

    /// What people call it.
    public var name: String {
        for label in [configured.label, listedLabel] {
            if let label, !label.isEmpty { return label.text }
        }
        return CleanText(key.id, limit: 64).text
    }

    /// Its state is what the first answer said: it began before this session looked.
    public var beganBefore: Bool { history.count <= 1 && !beganAsWritten }

    /// Linked to another number than the configured one. An identity without a number proves nothing.
    public var isMismatched: Bool {
        guard let expected = configured.phone, let actual = account?.value.phone, state == .working else {
            return false
        }
        return expected.canonicalKey != actual.canonicalKey
    }

    public var riders: Set<Rider> {
        var riders = status?.value.riders ?? []
        if isStale { riders.insert(.stale) }
        if clashRounds >= 2 { riders.insert(.clash) }
        if settlingUntil != nil { riders.insert(.settling) }
        if isMismatched { riders.insert(.mismatch) }
        if isDuplicate { riders.insert(.duplicate) }
        return riders
    }

    public var isProblem: Bool {
        if let state, state.isProblem { return true }
        return isStale || clashRounds >= 2 || isMismatched || isDuplicate
    }

    /// Smaller is worse; the order of the list.
    public var severity: Int {
        if state == .blocked || state == .failed { return 0 }
        if clashRounds >= 2 || isMismatched || isDuplicate { return 1 }
        switch state {
        case .awaitingLink, .awaitingPasskey, .loggedOut: return 2
        case .missing, .disconnected: return 3
        case .unknown: return 4
        default: break
        }
        if isStale { return 5 }
        switch state {
        case nil: return 6
        case .starting, .connecting: return 7
        case .stopped: return 9
        default: return settlingUntil != nil ? 7 : 8
        }
    }

    /// One sentence for the REASON column: the most telling thing first.
    public var reason: String {
        if isMismatched, let actual = account?.value.phone {
            let number = configured.phone.map { actual.masked(besides: $0) } ?? actual.masked
            return "linked to \(number), another number"
        }
        if clashRounds >= 2, let status = status?.value, status.contradictsItself {
            let whose = status.account?.phone.map { " " + $0.masked } ?? ""
            return "status \(status.raw.text), and it names the account\(whose)"
        }
        if clashRounds >= 2, let codeSays {
            return "status \(status?.value.raw.text ?? "?"), QR says \(codeSays.value.words)"
        }
        if isDuplicate { return "this number is linked in another row too" }
        if let failure = failure?.value { return failure.message.text }
        if settlingUntil != nil { return "linked just now, watching that it holds" }
        return status?.value.reason?.text ?? ""
    }
}

/// What a QR call said.
public enum CodeSays: Hashable, Sendable {
    case code(number: Int)
    case notReady
    case alreadyLinked

    public var words: String {
        switch self {
        case .code(let number): "code \(number)"
        case .notReady: "not ready"
        case .alreadyLinked: "already linked"
        }
    }
}

/// One change of state that this session saw.
public struct StateChange: Hashable, Sendable {
    public var at: Instant
    public var from: LinkState?
    public var to: LinkState
    public var reason: CleanText?
    public var source: FactSource
}
