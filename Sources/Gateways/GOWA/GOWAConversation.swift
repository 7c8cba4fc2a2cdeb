import Fleet
import FoundationEssentials

/// One call.
struct GOWACall: Sendable {
    var method: HTTPMethod
    /// Below the gateway's own path, with its query.
    var path: String
    /// Names the device in a header, for routes that have no place for it in the path.
    var device: String?
    /// An act, a login, or the request for a pairing code: sent once, and only because a person asked for it.
    var isAct: Bool
    /// A login blocks until WhatsApp sends the first code.
    var isLogin: Bool
    /// A JSON document.
    var body: [UInt8]?

    init(
        _ method: HTTPMethod, _ path: String, device: String? = nil, isAct: Bool = false, isLogin: Bool = false,
        body: [UInt8]? = nil
    ) {
        self.method = method
        self.path = path
        self.device = device
        self.isAct = isAct
        self.isLogin = isLogin
        self.body = body
    }
}

/// Sends calls with the credentials, in a header and to the configured place alone.
final class GOWAConversation: Sendable {
    let door: GatewayDoor
    private let spacing: RequestSpacing
    private let authorization: HTTPHeader?

    /// For the answer to a login.
    private let loginLimit: Duration

    init(_ door: GatewayDoor, username: String?, secret: Secret?, loginLimit: Duration) {
        self.loginLimit = loginLimit
        if let secret {
            // A gateway that echoes its headers would show the secret in this spelling.
            let pair = Data("\(username ?? ""):\(secret.reveal())".utf8).base64EncodedString()
            authorization = HTTPHeader("Authorization", "Basic \(pair)")
            self.door = door.hiding([Secret(pair)])
        } else {
            authorization = nil
            self.door = door
        }
        spacing = RequestSpacing(door.time)
    }

    var hasCredentials: Bool { authorization != nil }

    /// A request about one device is about to go out.
    func takeTurn(about id: String, isAutomatic: Bool) async throws(GatewayFailure) {
        if isAutomatic { try await spacing.automatic(about: id) } else { spacing.person(about: id) }
    }

    /// The answer to a call about one device, of any status.
    func send(_ call: GOWACall, about id: String, isAutomatic: Bool) async throws(GatewayFailure) -> Answer {
        try await takeTurn(about: id, isAutomatic: isAutomatic)
        return try await send(call)
    }

    /// The answer to a call, of any status.
    func send(_ call: GOWACall) async throws(GatewayFailure) -> Answer {
        if hasCredentials { try door.checkSecretMayTravel() }
        var headers = [HTTPHeader("Accept", "application/json")]
        if let authorization { headers.append(authorization) }
        // Newer versions decode it; older ones know plain names only.
        if let device = call.device { headers.append(HTTPHeader("X-Device-Id", URLText.encoded(device))) }
        if call.body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
        let body = call.body ?? (call.method == .post ? [] : nil)
        return try await door.send(
            call.method, call.path, headers: headers, body: body, once: call.isAct,
            within: limit(for: call))
    }

    func limit(for call: GOWACall) -> Duration {
        call.isLogin ? max(door.answerLimit, loginLimit) : door.answerLimit
    }

    /// A file of the gateway, which lies open: with credentials only where it asked for them.
    func file(
        _ path: String, at root: HTTPOrigin, withCredentials: Bool
    ) async throws(GatewayFailure) -> Answer {
        var headers: [HTTPHeader] = []
        if withCredentials, let authorization {
            try door.checkSecretMayTravel()
            headers.append(authorization)
        }
        return try await door.send(
            .get, path, headers: headers, body: nil, once: false, at: root)
    }
}
