import Fleet

/// Makes Wawp do something, once.
struct WawpActs: Sendable {
    let conversation: WawpConversation
    let failures: WawpFailures

    func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        switch act {
        case .start: try await done(.post, "/v2/session/start", id)
        case .stop: try await done(.post, "/v2/session/stop", id)
        case .restart: try await done(.post, "/v2/session/restart", id)
        case .logout: try check(try await logout(id), id)
        case .delete: try await delete(id)
        }
    }

    private func done(_ method: HTTPMethod, _ path: String, _ id: String) async throws(GatewayFailure) {
        try check(try await send(method, path, id), id)
    }

    private func send(_ method: HTTPMethod, _ path: String, _ id: String) async throws(GatewayFailure) -> Answer {
        try await conversation.send(WawpCall(method: method, path: path, isAct: true), about: id)
    }

    private func check(_ answer: Answer, _ id: String) throws(GatewayFailure) {
        guard answer.isSuccess, WawpReadings.isDone(answer) else { throw failures.failure(answer, about: id) }
    }

    /// The vendor's pages name two routes. Where the first is not there, nothing was done, and the second is asked.
    private func logout(_ id: String) async throws(GatewayFailure) -> Answer {
        let first = try await send(.post, "/v2/session/logout", id)
        guard WawpComplaint.mayLackRoute(first) else { return first }
        let second = try await send(.post, "/v2/logout", id)
        return WawpComplaint.mayLackRoute(second) ? first : second
    }

    /// Logs out first: an instance that is only deleted stays among the phone's linked devices.
    private func delete(_ id: String) async throws(GatewayFailure) {
        let subject = conversation.door.subject(id)
        do throws(GatewayFailure) {
            let answer = try await logout(id)
            if !Self.saysNothingToLogOut(answer) { try check(answer, id) }
        } catch {
            throw error.telling("\(subject) was not deleted, because it was not logged out")
        }
        do throws(GatewayFailure) {
            try await done(.delete, "/v2/session/delete", id)
        } catch {
            throw error.telling("\(subject) was logged out, but not deleted")
        }
    }

    /// No session, or one that says itself that no phone is linked to it.
    private static func saysNothingToLogOut(_ answer: Answer) -> Bool {
        switch answer.status {
        case 404: return WawpComplaint.lost(VendorMessage(answer)) == .instance
        case 422:
            guard let state = WawpReadings.status(in: answer.json)?.state else { return false }
            return [.awaitingLink, .loggedOut, .stopped, .failed].contains(state)
        default: return false
        }
    }
}
