import Fleet

/// Makes Evolution do something, once.
struct EvolutionActs: Sendable {
    let conversation: KeyedConversation
    let failures: EvolutionFailures
    let sights: EvolutionSights
    let generation: EvolutionVersion

    /// There is no stop: the nearest thing, a logout, unlinks the phone.
    static let offered: Set<Act> = [.start, .restart, .logout, .delete]

    func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        switch act {
        case .start: try await start(id)
        case .restart: try await restart(id)
        case .logout: try check(try await send(id, .delete, "logout"), id)
        case .delete: try await delete(id)
        case .stop:
            throw GatewayFailure(
                .unsupported, CleanText("\(conversation.door.name) cannot stop an instance; a logout would unlink it."))
        }
    }

    /// Whether a logout or a deletion was done.
    static func isDone(_ answer: Answer) -> Bool {
        guard answer.isSuccess, let json = answer.json, json["error"]?.truth != true else { return false }
        return json["status"]?.text?.uppercased() == "SUCCESS"
    }

    /// 400: it is closed, so that there is nothing to log out of.
    static func saysNotConnected(_ answer: Answer) -> Bool {
        answer.status == 400 && EvolutionFailures.message(answer).text?.contains("is not connected") == true
    }

    private func send(_ id: String, _ method: HTTPMethod, _ action: String) async throws(GatewayFailure) -> Answer {
        try await conversation.send(
            KeyedCall(method: method, path: "/instance/\(action)/\(URLText.encoded(id))", isAct: true), about: id)
    }

    private func check(_ answer: Answer, _ id: String) throws(GatewayFailure) {
        guard Self.isDone(answer) else { throw failures.failure(answer, about: id) }
    }

    private func start(_ id: String) async throws(GatewayFailure) {
        let answer = try await send(id, .get, "connect")
        guard take(answer, id) else { throw failures.failure(answer, about: id) }
    }

    /// Whether the answer tells a state or a code, which then is remembered.
    private func take(_ answer: Answer, _ id: String) -> Bool {
        switch EvolutionConnect(answer) {
        case .code: sights.hear("connecting", of: id)
        case .state(let word): sights.hear(word, of: id)
        case .failed: return false
        }
        return true
    }

    /// From `close` a restart is refused, by words that do not say so, or does nothing at all; there, starting is what
    /// a restart is for.
    private func restart(_ id: String) async throws(GatewayFailure) {
        let verbs: [HTTPMethod] = await generation.restartsByPut() ? [.put, .post] : [.post, .put]
        var answer = try await send(id, verbs[0], "restart")
        // Where the route is not there, nothing was done.
        if EvolutionFailures.isRouteMissing(answer) { answer = try await send(id, verbs[1], "restart") }
        if EvolutionFailures.isSilentRefusal(answer) || Self.saysNotConnected(answer) { return try await start(id) }
        guard take(answer, id) else { throw failures.failure(answer, about: id) }
        if case .state("close") = EvolutionConnect(answer) { try await start(id) }
    }

    /// Logs out first: an instance that is only deleted may stay among the phone's linked devices.
    private func delete(_ id: String) async throws(GatewayFailure) {
        let subject = conversation.door.subject(id)
        do throws(GatewayFailure) {
            let answer = try await send(id, .delete, "logout")
            if !Self.saysNotConnected(answer) { try check(answer, id) }
        } catch {
            throw error.telling("\(subject) was not deleted, because it was not logged out")
        }
        do throws(GatewayFailure) {
            try check(try await send(id, .delete, "delete"), id)
        } catch {
            throw error.telling("\(subject) was logged out, but not deleted")
        }
    }
}
