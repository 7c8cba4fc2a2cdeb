/// What an instance is, in one language for all vendors. The raw value is the word in JSON.
public enum LinkState: String, CaseIterable, Hashable, Sendable, Codable {
    /// Linked and, so the gateway says, alive.
    case working
    /// Ready for a QR or a pairing code.
    case awaitingLink
    /// The phone asks for a passkey; a browser at WhatsApp's own page has to give it.
    case awaitingPasskey
    /// The engine is coming up.
    case starting
    /// Paired, the socket is coming up.
    case connecting
    /// Paired, no connection: phone off, network, sleep.
    case disconnected
    /// Needs a link before anything else.
    case loggedOut
    /// The account is banned; a person decides.
    case blocked
    /// The gateway gave up.
    case failed
    /// Stopped on purpose.
    case stopped
    /// Configured or seen before, now unknown to the gateway.
    case missing
    /// A word we do not know; the row shows it as it is.
    case unknown

    /// The word on screen. `unknown` shows the gateway's own word instead, where there is one.
    public var word: String {
        switch self {
        case .working: "LINKED"
        case .awaitingLink: "SCAN"
        case .awaitingPasskey: "PASSKEY"
        case .starting: "START"
        case .connecting: "CONNECT"
        case .disconnected: "OFFLINE"
        case .loggedOut: "UNLINKED"
        case .blocked: "BANNED"
        case .failed: "FAILED"
        case .stopped: "STOPPED"
        case .missing: "MISSING"
        case .unknown: "UNKNOWN"
        }
    }

    /// Whether somebody has to do something about it.
    public var isProblem: Bool {
        switch self {
        case .working, .stopped, .starting, .connecting: false
        case .awaitingLink, .awaitingPasskey, .disconnected, .loggedOut, .blocked, .failed, .missing, .unknown: true
        }
    }
}
