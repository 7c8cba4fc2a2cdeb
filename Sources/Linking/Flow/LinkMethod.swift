public import Fleet

/// How the phone is linked.
public enum LinkMethod: Hashable, Sendable {
    case qr
    case pairing(PhoneNumber)

    var window: LinkWindow {
        switch self {
        case .qr: .qr
        case .pairing: .pairing
        }
    }

    /// The number that a pairing code is asked for.
    public var number: PhoneNumber? {
        switch self {
        case .qr: nil
        case .pairing(let phone): phone
        }
    }
}

/// What a flow wants done. `askNow` stands for the person whose key opened the flow; the rest waits its turn.
public enum LinkAction: Hashable, Sendable {
    case openWindow(LinkWindow)
    case closeWindow
    case askNow(Ask)
    case expedite(Ask, at: Instant)
    case hold(until: Instant)
    case perform(Act)
    case requestPairing(PhoneNumber)
    case answerPasskey(PasskeyAssertion)
    case confirmPasskey
}
