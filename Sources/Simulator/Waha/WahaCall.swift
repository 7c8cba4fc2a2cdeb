/// One request, as a route of WAHA understands it.
struct WahaCall: Sendable {
    enum What: String, Sendable {
        case ping, health, version, status, list, create
        case info, me, start, stop, restart, logout, delete, update
        case qr, requestCode, profile, screenshot
        case passkeyChallenge, passkeyAnswer, passkeyConfirmation, passkeyConfirm
    }

    let what: What
    /// The route's own path.
    let route: String
    var session: String?
    /// One of the routes of old that name the session in the body; their logout deletes it as well.
    var isLegacy = false

    /// `nil` when the version has no such route.
    init?(_ request: FaceRequest, version: WahaOptions.Version) {
        let segments = request.segments
        let path = segments.joined(separator: "/")
        if let (what, versions) = Self.fixed["\(request.method) \(path)"], versions.contains(version) {
            self.what = what
            route = "/" + path
            if what == .screenshot { session = request.query["session"] }
            if version == .v2024, [.start, .stop, .logout].contains(what) {
                session = request.bodyMembers()["name"]
                isLegacy = true
            }
            return
        }
        guard segments.count >= 3, segments[0] == "api" else { return nil }
        let rest = segments[1] == "sessions" ? segments[3...] : segments[2...]
        session = segments[1] == "sessions" ? segments[2] : segments[1]
        let prefix = segments[1] == "sessions" ? "/api/sessions/{session}" : "/api/{session}"
        let own = rest.isEmpty ? "" : "/" + rest.joined(separator: "/")
        guard let what = Self.ofSession["\(request.method) \(prefix)\(own)"],
            version != .v2024 || !own.hasPrefix("/auth/passkey")
        else { return nil }
        self.what = what
        route = prefix + own
    }

    private static let fixed: [String: (What, Set<WahaOptions.Version>)] = [
        "GET ping": (.ping, [.v2024, .v2026]), "GET health": (.health, [.v2024, .v2026]),
        "GET api/version": (.version, [.v2024]), "GET api/server/version": (.version, [.v2026]),
        "GET api/server/status": (.status, [.v2024, .v2026]),
        "GET api/sessions": (.list, [.v2024, .v2026]), "POST api/sessions": (.create, [.v2024, .v2026]),
        "GET api/screenshot": (.screenshot, [.v2024, .v2026]), "POST api/sessions/start": (.start, [.v2024]),
        "POST api/sessions/stop": (.stop, [.v2024]), "POST api/sessions/logout": (.logout, [.v2024]),
    ]

    private static let ofSession: [String: What] = [
        "GET /api/sessions/{session}": .info, "GET /api/sessions/{session}/me": .me,
        "PUT /api/sessions/{session}": .update, "DELETE /api/sessions/{session}": .delete,
        "POST /api/sessions/{session}/start": .start, "POST /api/sessions/{session}/stop": .stop,
        "POST /api/sessions/{session}/restart": .restart, "POST /api/sessions/{session}/logout": .logout,
        "GET /api/{session}/auth/qr": .qr, "POST /api/{session}/auth/request-code": .requestCode,
        "GET /api/{session}/auth/passkey/challenge": .passkeyChallenge,
        "POST /api/{session}/auth/passkey": .passkeyAnswer,
        "GET /api/{session}/auth/passkey/confirmation": .passkeyConfirmation,
        "POST /api/{session}/auth/passkey/confirm": .passkeyConfirm,
        "GET /api/{session}/profile": .profile,
    ]
}
