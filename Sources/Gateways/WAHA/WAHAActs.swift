import Fleet

/// Makes WAHA do something, once.
struct WAHAActs: Sendable {
    let conversation: KeyedConversation
    let failures: WAHAFailures

    func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        switch act {
        case .start, .stop: try check(try await startOrStop(act, id), id)
        case .restart: try check(try await send(id, .post, Self.path(id, "/restart")), id)
        case .logout: try await logout(id)
        case .delete: try await delete(id)
        }
    }

    private static func path(_ id: String, _ action: String = "") -> String {
        "/api/sessions/\(URLText.encoded(id))\(action)"
    }

    private func check(_ answer: Answer, _ id: String) throws(GatewayFailure) {
        guard answer.isSuccess, WAHAReadings.isDone(answer) else {
            throw failures.failure(answer, about: id, isAct: true)
        }
    }

    /// Before autumn 2024 the name stood in the body. Where the new route is not there, nothing was done.
    private func startOrStop(_ act: Act, _ id: String) async throws(GatewayFailure) -> Answer {
        let answer = try await send(id, .post, Self.path(id, "/\(act.rawValue)"))
        guard WAHAFailures.isRouteMissing(answer) else { return answer }
        return try await send(id, .post, "/api/sessions/\(act.rawValue)", body: Self.body(id, stops: act == .stop))
    }

    /// Stopping without a word about it logged out, and deleted, in some versions.
    private static func body(_ id: String, stops: Bool) -> [UInt8] {
        let body = JSONText.object([("name", id)])
        return stops ? body.dropLast() + Array(#","logout":false}"#.utf8) : body
    }

    private func logout(_ id: String) async throws(GatewayFailure) {
        let answer = try await send(id, .post, Self.path(id, "/logout"))
        // The older route deletes the session too, which nobody asked for.
        guard !WAHAFailures.isRouteMissing(answer) else {
            throw failures.failure(answer, about: id, isAct: true)
                .telling("\(conversation.door.subject(id)) can only be logged out by deleting it")
        }
        try check(answer, id)
    }

    /// Logs out first: a session that is only deleted may stay among the phone's linked devices.
    private func delete(_ id: String) async throws(GatewayFailure) {
        let subject = conversation.door.subject(id)
        let answer: Answer
        do throws(GatewayFailure) {
            answer = try await send(id, .post, Self.path(id, "/logout"))
            if WAHAFailures.isRouteMissing(answer) {
                // Logs out and deletes.
                return try check(
                    try await send(id, .post, "/api/sessions/logout", body: JSONText.object([("name", id)])), id)
            }
            if answer.status != 404 { try check(answer, id) }
        } catch {
            throw error.telling("\(subject) was not deleted, because it was not logged out")
        }
        do throws(GatewayFailure) {
            try check(try await send(id, .delete, Self.path(id)), id)
        } catch {
            throw answer.status == 404 ? error : error.telling("\(subject) was logged out, but not deleted")
        }
    }

    private func send(
        _ id: String, _ method: HTTPMethod, _ path: String, body: [UInt8]? = nil
    ) async throws(GatewayFailure) -> Answer {
        // A POST without a body still says its length.
        let body = body ?? (method == .post ? Array("{}".utf8) : nil)
        return try await conversation.send(KeyedCall(method: method, path: path, body: body, isAct: true), about: id)
    }
}
