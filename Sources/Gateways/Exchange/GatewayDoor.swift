import Fleet

/// What every vendor's gateway stands on: where it is, how it is reached, and what must never be shown.
struct GatewayDoor: Sendable {
    let name: String
    let origin: HTTPOrigin
    let http: HTTPClient
    let trust: ExtraTrust?
    /// Plain `http` to other machines may carry the secret, because the configuration says so.
    let insecure: Bool
    /// For one answer.
    let answerLimit: Duration
    var redactor: Redactor
    let time: any TimeSource
    /// What its list is looked through with. Copies of this door share it.
    let listed = ListedIDs()

    /// Plain `http` would show the secret to everybody on the way.
    func checkSecretMayTravel() throws(GatewayFailure) {
        guard !origin.isEncrypted, !origin.isLoopback, !insecure else { return }
        throw GatewayFailure(
            .refused,
            CleanText(
                "\(name) is asked over plain http, which would show its secret: nothing was sent. "
                    + "Use https, or set insecure: true on this gateway."))
    }

    /// One request, one answer of any status.
    ///
    /// - Parameters:
    ///   - root: where the path begins, instead of the configured place.
    ///   - limit: for this one answer, instead of the configured limit.
    func send(
        _ method: HTTPMethod, _ path: String, headers: [HTTPHeader], body: [UInt8]?, once: Bool,
        at root: HTTPOrigin? = nil, within limit: Duration? = nil, sizeLimit: Int = HTTPRequest.standardSizeLimit
    ) async throws(GatewayFailure) -> Answer {
        let limit = limit ?? answerLimit
        let request = HTTPRequest(
            method, root ?? origin, path: path, headers: headers, body: body, timeout: limit,
            connectTimeout: min(limit, .seconds(10)), sizeLimit: sizeLimit, trust: trust, once: once)
        do throws(HTTPFailure) {
            return try await Answer(http.send(request))
        } catch {
            throw GatewayFailure(GatewayFailure.Kind(error), CleanText("\(name): \(error.message)"))
        }
    }

    /// The same door, with more that must never be shown.
    func hiding(_ secrets: [Secret]) -> GatewayDoor {
        var door = self
        for secret in secrets { door.redactor = door.redactor.hiding(secret.reveal()) }
        return door
    }

    /// The name of one of its instances in messages.
    func subject(_ id: String) -> String { "\(name)/\(id)" }

    func retryAfter(_ answer: Answer) -> Duration? { RetryAfter.read(answer.response, date: time.date) }
}
