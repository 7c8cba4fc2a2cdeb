/// Whom a request is about and what it brings to prove itself, out of the four places clients put it.
struct WawpCredentials {
    var token: String?
    var instance: String?

    /// A token outside of the accepted dialects is overlooked, as the real thing would.
    init(_ request: FaceRequest, members: [String: String], accepting dialects: WawpOptions.Dialects) {
        if dialects.contains(.query) { token = request.query["access_token"] }
        if dialects.contains(.body) { token = token ?? members["access_token"] }
        if dialects.contains(.bearer) { token = token ?? Self.bearer(request.headers["authorization"]) }
        if dialects.contains(.header) { token = token ?? request.headers["access-token"] }
        if token?.isEmpty == true { token = nil }
        instance = request.query["instance_id"] ?? members["instance_id"] ?? request.headers["x-instance-id"]
    }

    private static func bearer(_ header: String?) -> String? {
        guard let parts = header?.split(separator: " ", maxSplits: 1), parts.count == 2,
            parts[0].lowercased() == "bearer"
        else { return nil }
        return String(parts[1])
    }
}
