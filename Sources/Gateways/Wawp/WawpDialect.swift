import Fleet

/// Where a request carries the secret.
enum WawpDialect: Hashable, Sendable {
    /// In headers and, where there is one, in the body: not in the URL, which servers and proxies write down.
    case concealed
    /// In the query, as the vendor's samples have it.
    case query
}

/// One call, before it is known where its secret goes.
struct WawpCall: Sendable {
    var method: HTTPMethod
    var path: String
    /// Beside instance and secret.
    var members: [(name: String, value: String)] = []
    /// An act, or the request for a pairing code: sent once, and only because a person asked for it.
    var isAct = false

    func headers(_ dialect: WawpDialect, id: String, secret: Secret) -> [HTTPHeader] {
        var headers = [HTTPHeader("Accept", "application/json")]
        if method != .get { headers.append(HTTPHeader("Content-Type", "application/json")) }
        if dialect == .concealed {
            headers.append(HTTPHeader("Authorization", "Bearer \(secret.reveal())"))
            headers.append(HTTPHeader("X-Instance-ID", id))
            // A client of the vendor's sends it here.
            headers.append(HTTPHeader("access-token", secret.reveal()))
        }
        return headers
    }

    func target(_ dialect: WawpDialect, id: String, secret: Secret) -> String {
        guard dialect == .query else { return path }
        return "\(path)?instance_id=\(URLText.encoded(id))&access_token=\(URLText.encoded(secret.reveal()))"
    }

    func body(_ dialect: WawpDialect, id: String, secret: Secret) -> [UInt8]? {
        guard method != .get else { return nil }
        guard dialect == .concealed else { return JSONText.object(members) }
        return JSONText.object([("instance_id", id), ("access_token", secret.reveal())] + members)
    }
}

/// What has been learned of where a gateway wants its secret. POST and GET apart: a GET has no body, so that a
/// gateway that reads bodies alone wants the query for its GETs, and for nothing else.
struct WawpDialectMemory: Sendable {
    private enum Knowledge {
        case untried
        /// The query was tried, and is no better.
        case concealed
        case query
    }

    private var withBody = Knowledge.untried
    private var withoutBody = Knowledge.untried

    var usesQuery: Bool { withBody == .query || withoutBody == .query }

    /// What to begin with.
    func dialect(for method: HTTPMethod) -> WawpDialect {
        // Calls with a body carry the headers too: where those were not enough, headers alone are not either.
        withBody == .query || method == .get && withoutBody == .query ? .query : .concealed
    }

    /// Whether it is still open what the query would bring.
    func mayTryQuery(for method: HTTPMethod) -> Bool {
        (method == .get ? withoutBody : withBody) == .untried
    }

    /// Learns from the answer to a request in the query's dialect.
    mutating func learn(fromQuery answer: Answer, _ method: HTTPMethod) {
        let knowledge: Knowledge
        switch answer.status {
        case 400 where WawpComplaint.isAboutMissingSecret(answer), 401: knowledge = .concealed
        case 200..<300, 400, 403, 404, 422: knowledge = .query
        // Nobody looked at the secret.
        default: return
        }
        if method == .get { withoutBody = knowledge } else { withBody = knowledge }
    }
}
