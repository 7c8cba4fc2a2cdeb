import Fleet

/// One call. The vendor's word for it is a part of the path, between the instance and its token.
struct GreenAPICall: Sendable {
    var name: String
    var method: HTTPMethod
    var body: [UInt8]?
    /// An act, or the request for a pairing code: sent once, and only because a person asked for it.
    var isAct: Bool

    init(_ name: String, method: HTTPMethod = .get, body: [UInt8]? = nil, isAct: Bool = false) {
        self.name = name
        self.method = method
        self.body = body
        self.isAct = isAct
    }

    func path(_ id: String, _ token: Secret) -> String {
        "/waInstance\(URLText.encoded(id))/\(name)/\(URLText.encoded(token.reveal()))"
    }

    var headers: [HTTPHeader] {
        let accept = HTTPHeader("Accept", "application/json")
        return body == nil ? [accept] : [accept, HTTPHeader("Content-Type", "application/json")]
    }
}

/// Sends calls with the token of the instance they are about.
final class GreenAPIConversation: Sendable {
    private let plain: GatewayDoor
    private let configured: [String: Secret]
    let partner: GreenAPIPartner?

    init(_ door: GatewayDoor, _ configured: [String: Secret], _ partner: GreenAPIPartner?) {
        plain = door
        self.configured = configured
        self.partner = partner
    }

    /// The answer to a call, of any status.
    func send(_ call: GreenAPICall, about id: String) async throws(GatewayFailure) -> Answer {
        try plain.checkSecretMayTravel()
        let token = try await token(of: id)
        return try await plain.send(
            call.method, call.path(id, token), headers: call.headers, body: call.body, once: call.isAct)
    }

    /// The door for messages about an instance: a token that was found later is hidden like one that was configured.
    func door(about id: String) -> GatewayDoor { plain.hiding([partner?.row(id)?.token].compactMap(\.self)) }

    private func token(of id: String) async throws(GatewayFailure) -> Secret {
        if let token = configured[id] { return token }
        if let token = try await partner?.token(of: id) { return token }
        if partner?.isGone(id) == true {
            throw GatewayFailure(
                .notFound, CleanText("\(plain.name) does not list \(id) among its instances any more."))
        }
        throw GatewayFailure(
            .credentials,
            CleanText("\(plain.name) has no token for \(id); add it to the instance as its secret (apiTokenInstance)."))
    }
}
