/// Whose phone an instance is linked to, as far as the gateway tells.
public struct Account: Hashable, Sendable {
    /// `nil` when the gateway names an identity that is no number (`@lid`).
    public var phone: PhoneNumber?
    public var name: CleanText?

    public init(phone: PhoneNumber?, name: CleanText?) {
        self.phone = phone
        self.name = name
    }
}

/// One answer about one instance's state.
public struct StatusReading: Hashable, Sendable {
    public var state: LinkState
    /// The gateway's own word, cleaned.
    public var raw: CleanText
    public var account: Account?
    public var reason: CleanText?
    /// The number that the gateway keeps with the reason, where it keeps one; `ReasonCode` knows most of them.
    public var reasonCode: Int?
    public var riders: Set<Rider>
    /// The name under which it stands among the phone's linked devices, where the gateway's settings give it one of
    /// its own. Pairing codes are then likely to be refused on the phone.
    public var deviceName: CleanText?

    public init(
        state: LinkState, raw: CleanText, account: Account? = nil, reason: CleanText? = nil, reasonCode: Int? = nil,
        riders: Set<Rider> = [], deviceName: CleanText? = nil
    ) {
        self.state = state
        self.raw = raw
        self.account = account
        self.reason = reason
        self.reasonCode = reasonCode
        self.riders = riders
        self.deviceName = deviceName
    }

    /// It waits for a phone and names the account that is linked: WAHA's state can stay behind.
    public var contradictsItself: Bool { state == .awaitingLink && account != nil }
}

/// One row of a gateway's list.
public struct ListedInstance: Hashable, Sendable {
    public var id: String
    public var label: CleanText?
    public var status: StatusReading
    /// The list's word may be old, and the instance's own has not confirmed it lately: worth a question of its own.
    public var isDoubtful: Bool

    public init(id: String, label: CleanText?, status: StatusReading, isDoubtful: Bool = false) {
        self.id = id
        self.label = label
        self.status = status
        self.isDoubtful = isDoubtful
    }
}

/// One answer about the current QR code.
public struct CodeReading: Hashable, Sendable {
    public var content: CodeContent
    public var lifetime: CodeLifetime

    public init(content: CodeContent, lifetime: CodeLifetime) {
        self.content = content
        self.lifetime = lifetime
    }
}

/// A code as the gateway gives it: its text, or only a picture of it.
public enum CodeContent: Hashable, Sendable {
    case text(CodePayload)
    case picture(CodePicture)
}

/// The bytes of a picture of a code (PNG or JPEG). As secret as the payload it shows.
public struct CodePicture: Hashable, Sendable, Redacted {
    private let bytes: [UInt8]

    public init(_ bytes: [UInt8]) { self.bytes = bytes }

    public func reveal() -> [UInt8] { bytes }
}

/// How long a code, QR or pairing, has to live from the moment its answer arrived.
public enum CodeLifetime: Hashable, Sendable {
    /// The gateway said so; already corrected by its own clock.
    case told(Duration)
    /// The gateway said nothing usable; policy decides, and the screen says `est.`
    case untold
}

/// One answer to a request for a pairing code.
public struct PairingReading: Hashable, Sendable {
    public var code: PairingCode
    public var lifetime: CodeLifetime

    public init(code: PairingCode, lifetime: CodeLifetime) {
        self.code = code
        self.lifetime = lifetime
    }
}
