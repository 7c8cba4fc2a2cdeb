public import Fleet

/// One vendor's gateway, spoken to in relink's words.
///
/// Every call is one request (or the few that the vendor needs for one answer), started at once and never
/// repeated by itself: pacing and backoff belong to the planner. Success is the expected member in the
/// answer, not the HTTP status; everything else is a `GatewayFailure` with one clean sentence.
public protocol Gateway: Sendable {
    var name: String { get }
    var kind: GatewayKind { get }
    var abilities: Abilities { get }

    /// All instances at once, where the vendor can list. A row that stands on a record which may be old says so
    /// (`isDoubtful`), and is then asked about by itself.
    func list() async throws(GatewayFailure) -> [ListedInstance]
    func status(of id: String) async throws(GatewayFailure) -> StatusReading
    /// The current QR code.
    func code(for id: String) async throws(GatewayFailure) -> CodeReading
    /// Asks for a pairing code for the phone with this number. Never automatic.
    func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading
    /// Whose account it is linked to; `nil` when the gateway says nobody's.
    func account(of id: String) async throws(GatewayFailure) -> Account?
    /// Acts once; returns when the gateway accepted it.
    func perform(_ act: Act, on id: String) async throws(GatewayFailure)
    /// What a passkey is asked for, while the state says that one is.
    func passkey(of id: String) async throws(GatewayFailure) -> PasskeyReading
    /// Hands in a passkey's signed answer. An act: sent once, and only because a person pasted it.
    func answerPasskey(_ assertion: PasskeyAssertion, for id: String) async throws(GatewayFailure)
    /// Says that the phone shows the same code. An act, as above.
    func confirmPasskey(for id: String) async throws(GatewayFailure)
    /// What the operator should know about this connection and can do something about, such as a missing key.
    func notices() async -> [CleanText]
    /// What is to be known of this gateway and stays as it is, such as a secret that has to go into the URL.
    func traits() async -> [CleanText]
    /// The version of the gateway's software; `nil` when it does not tell. One request, the answer to which is kept.
    func version() async throws(GatewayFailure) -> CleanText?
    /// For how long its server has been running; `nil` when it does not tell. One request.
    func uptime() async throws(GatewayFailure) -> Duration?
}

extension Gateway {
    public func traits() async -> [CleanText] { [] }

    /// Hosted gateways have no version to tell.
    public func version() async throws(GatewayFailure) -> CleanText? { nil }

    /// Only WAHA tells it.
    public func uptime() async throws(GatewayFailure) -> Duration? { nil }

    // Most vendors have no way to finish a link that WhatsApp wants a passkey for.

    public func passkey(of id: String) async throws(GatewayFailure) -> PasskeyReading { throw noPasskey }

    public func answerPasskey(_ assertion: PasskeyAssertion, for id: String) async throws(GatewayFailure) {
        throw noPasskey
    }

    public func confirmPasskey(for id: String) async throws(GatewayFailure) { throw noPasskey }

    private var noPasskey: GatewayFailure {
        GatewayFailure(.unsupported, CleanText("\(name) has no way to hand in a passkey's answer."))
    }
}

/// What a vendor offers.
public struct Abilities: Hashable, Sendable {
    public var lists: Bool
    public var acts: Set<Act>
    public var pairingCode: Bool
    /// Whether the QR may be asked for again and again without disturbing a link under way.
    public var codeMayBePolled: Bool
    /// Whether asking for a code is what opens the link: an instance that is logged out needs nothing before it.
    public var codeOpensLink: Bool
    /// Whether `list()` finds instances without telling their states, so that each is still asked for its own.
    public var discovers: Bool
    /// Whether a passkey's answer can be handed in.
    public var passkey: Bool
    /// Whether whose account it is never comes with a state, and is asked for by itself.
    public var accountApart: Bool

    public init(
        lists: Bool, acts: Set<Act>, pairingCode: Bool, codeMayBePolled: Bool, codeOpensLink: Bool = false,
        discovers: Bool = false, passkey: Bool = false, accountApart: Bool = false
    ) {
        self.lists = lists
        self.acts = acts
        self.pairingCode = pairingCode
        self.codeMayBePolled = codeMayBePolled
        self.codeOpensLink = codeOpensLink
        self.discovers = discovers
        self.passkey = passkey
        self.accountApart = accountApart
    }
}
