public import Fleet

/// What a person does about a reason: the second half of the code dictionary.
public enum ReasonAction: Hashable, Sendable {
    case relink
    /// The engine reconnects by itself; a restart helps where it does not.
    case reconnect
    /// Part of linking.
    case wait
    case upgradeGateway
    /// Neutral: nobody was there, so that a new window is opened when somebody is.
    case reopen
    case waitOutBan
    case appeal
    case lookAtPhone
    case coolDown
    case findTwin
    case renameDevice
    case updatePhone

    public init(_ code: ReasonCode) {
        self =
            switch code {
            case .unlinked: .relink
            case .temporaryBan: .waitOutBan
            case .locked: .lookAtPhone
            case .outdated: .upgradeGateway
            case .banned: .appeal
            case .unscanned: .reopen
            case .deviceName: .renameDevice
            case .multiDevice: .updatePhone
            case .dropped, .brokenSession, .unavailable: .reconnect
            case .tooMany: .coolDown
            case .replaced: .findTwin
            case .restart: .wait
            }
    }

    /// One sentence, as an instruction.
    public var sentence: String {
        switch self {
        case .relink: "Relink it; a link lost within a day can mean a restriction, so look at the phone then."
        case .reconnect: "Wait for it to reconnect by itself, then restart it."
        case .wait: "Wait up to 30 s; it is no error."
        case .upgradeGateway: "Upgrade the gateway. Do NOT scan again: WhatsApp refuses its version, not the phone."
        case .reopen: "Open a new window when somebody is ready to scan; a passkey can hide behind it."
        case .waitOutBan: "Wait for the ban to end; each new link makes it longer."
        case .appeal: "A person appeals in WhatsApp on the phone, and decides."
        case .lookAtPhone: "Look at the phone first: is the account there, and does WhatsApp open?"
        case .coolDown: "Stop linking this number for some hours."
        case .findTwin: "Find where the same session runs a second time, and stop it there."
        case .renameDevice: "Set a browser's name as the device name; a QR works meanwhile."
        case .updatePhone: "Update WhatsApp on the phone, then link again."
        }
    }
}
