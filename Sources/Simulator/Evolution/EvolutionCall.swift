/// One request, as a route of Evolution API understands it.
struct EvolutionCall: Sendable {
    enum What: Sendable {
        case list, create, connect, state, restart, logout, delete
    }

    let what: What
    /// The route's own path.
    let route: String
    let name: String?

    /// `nil` when the version has no such route, or has it for another method.
    init?(_ method: String, _ segments: [String], version: EvolutionOptions.Version) {
        guard segments.count == 2 || segments.count == 3, segments[0] == "instance" else { return nil }
        name = segments.count == 3 ? segments[2] : nil
        route = "/instance/\(segments[1])" + (name == nil ? "" : "/{instanceName}")
        let restart = version == .v1 ? "PUT" : "POST"
        switch (method, segments[1], name != nil) {
        case ("GET", "fetchInstances", false): what = .list
        case ("POST", "create", false): what = .create
        case ("GET", "connect", true): what = .connect
        case ("GET", "connectionState", true): what = .state
        case (restart, "restart", true): what = .restart
        case ("DELETE", "logout", true): what = .logout
        case ("DELETE", "delete", true): what = .delete
        default: return nil
        }
    }
}
