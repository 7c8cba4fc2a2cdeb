/// What can be asked of a Wawp gateway. The raw value is the path.
enum WawpRoute: String, CaseIterable, Sendable {
    case info = "/v2/session/info"
    case me = "/v2/session/me"
    case create = "/v2/session/create"
    case start = "/v2/session/start"
    case stop = "/v2/session/stop"
    case restart = "/v2/session/restart"
    case logout = "/v2/session/logout"
    case delete = "/v2/session/delete"
    case qr = "/v2/auth/qr"
    case qrImage = "/v2/auth/qr-image"
    case requestCode = "/v2/auth/request-code"

    /// Reads are answered on GET too; so is logout, a trap that is left from the first version.
    func takes(_ method: String) -> Bool {
        switch self {
        case .info, .me, .qr, .qrImage, .logout: method == "POST" || method == "GET"
        case .create, .start, .stop, .restart, .requestCode: method == "POST"
        case .delete: method == "DELETE"
        }
    }
}
