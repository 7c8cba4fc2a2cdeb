/// Why WhatsApp closed a connection, by the numbers that the engines behind gateways use for it.
///
/// whatsmeow calls them connect failures, Baileys disconnect reasons; both agree on these. 403 and 406 have changed their
/// meaning over the years, so neither is told apart from the other in what is done about it.
public enum ReasonCode: Int, CaseIterable, Hashable, Sendable {
    case unlinked = 401
    case temporaryBan = 402
    case locked = 403
    /// WhatsApp refuses the version of the engine.
    case outdated = 405
    case banned = 406
    /// All codes of a window were shown, or WhatsApp did not answer.
    case unscanned = 408
    /// Only while pairing.
    case deviceName = 409
    case multiDevice = 411
    case dropped = 428
    case tooMany = 429
    case replaced = 440
    case brokenSession = 500
    case unavailable = 503
    /// Normal right after pairing.
    case restart = 515

    /// What the number means, for the person who reads it.
    public var sentence: CleanText {
        switch self {
        case .unlinked: "Unlinked, on the phone or by WhatsApp"
        case .temporaryBan: "Temporarily banned by WhatsApp; do not relink before the ban ends"
        case .locked: "Account locked, or its main phone is gone; look at the phone"
        case .outdated: "The gateway is too old for WhatsApp; upgrade it, a new link does not help"
        case .banned: "Banned by WhatsApp; a person has to decide"
        case .unscanned: "Nobody scanned in time, or WhatsApp did not answer"
        case .deviceName: "WhatsApp refused the device name; it has to be that of a browser"
        case .multiDevice: "Multi-device mismatch; update WhatsApp on the phone"
        case .dropped, .unavailable: "The connection dropped"
        case .tooMany: "Too many link attempts; wait before the next one"
        case .replaced: "Replaced by another connection: the same session may run twice"
        case .brokenSession: "The session is broken, or all QR codes were used up"
        case .restart: "WhatsApp asked for a restart, as it does right after pairing"
        }
    }
}
