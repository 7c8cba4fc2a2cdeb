/// What can be asked of a GREEN-API instance. The raw value is the word in the path.
enum GreenAPIMethod: String, CaseIterable, Sendable {
    case getStateInstance
    case getSettings
    case getWaSettings
    case qr
    case getAuthorizationCode
    case reboot
    case logout

    /// Acts are GET as reads are.
    var verb: String { self == .getAuthorizationCode ? "POST" : "GET" }

    /// Requests a second for one instance; `nil` where the vendor names no limit.
    var limit: Int? {
        switch self {
        case .qr: 3
        case .getStateInstance, .getWaSettings, .reboot, .logout: 1
        case .getSettings, .getAuthorizationCode: nil
        }
    }

    var route: String { "/waInstance{idInstance}/\(rawValue)/{apiTokenInstance}" }
}
