public import Fleet

/// How the phone is linked.
public enum LinkMethod: Hashable, Sendable {
    case qr
    case pairing(PhoneNumber)

    var window: LinkWindowKind {
        switch self {
        case .qr: .qr
        case .pairing: .pairing
        }
    }
}

/// What the poll planner has to keep fresh while a flow is open.
public enum LinkWindowKind: Hashable, Sendable {
    /// Status and QR code.
    case qr
    /// Status only: a QR fetched meanwhile could replace the pairing code that somebody is typing.
    case pairing
}

/// What a flow wants done. `askNow` stands for the person whose key opened the flow; the rest waits its turn.
public enum LinkAction: Hashable, Sendable {
    case openWindow(LinkWindowKind)
    case closeWindow
    case askNow(Ask)
    case expedite(Ask, at: Instant)
    case hold(until: Instant)
    case perform(Act)
    case requestPairing(PhoneNumber)
}
