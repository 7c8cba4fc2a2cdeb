import Fleet

/// Sends requests to a gateway that takes its secret in one header of its own.
final class KeyedConversation: Sendable {
    let door: GatewayDoor
    private let header: String
    /// Whether the gateway may run without a secret.
    private let isOpenAllowed: Bool
    private let secrets: GatewaySecrets
    private let spacing: RequestSpacing

    /// A list of ten thousand rows of two or three kilobytes each.
    private static let listSizeLimit = 64 * 1024 * 1024

    init(_ door: GatewayDoor, _ secrets: GatewaySecrets, header: String, isOpenAllowed: Bool) {
        self.door = door
        self.secrets = secrets
        self.header = header
        self.isOpenAllowed = isOpenAllowed
        spacing = RequestSpacing(door.time)
    }

    /// Secrets of single instances open no list.
    var lists: Bool { secrets.gateway != nil || secrets.instances.isEmpty }

    var hasSecret: Bool { secrets.gateway != nil || !secrets.instances.isEmpty }

    /// The answer to a call about one instance, of any status.
    func send(_ call: KeyedCall, about id: String) async throws(GatewayFailure) -> Answer {
        if call.isAct, !call.isPatient {
            spacing.person(about: id)
        } else {
            try await spacing.automatic(about: id)
        }
        return try await send(call, secrets.secret(for: id), HTTPRequest.standardSizeLimit)
    }

    /// The answer to a question about the gateway or all of its instances.
    func ask(_ path: String) async throws(GatewayFailure) -> Answer {
        let secret = secrets.gateway ?? secrets.instances.values.first
        return try await send(KeyedCall(path: path), secret, Self.listSizeLimit)
    }

    /// The answer to what anybody may ask.
    func askOpenly(_ path: String) async throws(GatewayFailure) -> Answer {
        try await door.send(.get, path, headers: Self.headers, body: nil, once: false)
    }

    private static let headers = [HTTPHeader("Accept", "application/json")]

    private func send(_ call: KeyedCall, _ secret: Secret?, _ sizeLimit: Int) async throws(GatewayFailure) -> Answer {
        var headers = Self.headers
        if call.body != nil { headers.append(HTTPHeader("Content-Type", "application/json")) }
        if let secret {
            try door.checkSecretMayTravel()
            headers.append(HTTPHeader(header, secret.reveal()))
        } else if !isOpenAllowed {
            throw GatewayFailure(
                .credentials, CleanText("\(door.name) has no secret; add one to it in the configuration."))
        }
        return try await door.send(
            call.method, call.path, headers: headers, body: call.body, once: call.isAct, sizeLimit: sizeLimit)
    }
}

/// One call, before it is known which secret opens it.
struct KeyedCall: Sendable {
    var method = HTTPMethod.get
    var path: String
    var body: [UInt8]?
    /// An act, or the request for a pairing code: sent once, and only because a person asked for it.
    var isAct = false
    /// An act that waits for its two seconds all the same.
    var isPatient = false
}
