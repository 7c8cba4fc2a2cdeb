import Fleet

/// The passkey that may be asked for after the scan: since 2026.7.1, with the GOWS engine.
struct WAHAPasskeys: Sendable {
    let conversation: KeyedConversation
    let failures: WAHAFailures

    /// - Parameter isComparing: the session's last word was that a code waits to be compared.
    func reading(of id: String, isComparing: Bool) async throws(GatewayFailure) -> PasskeyReading {
        let path = Self.path(id, isComparing ? "/confirmation" : "/challenge")
        let answer = try await conversation.send(KeyedCall(path: path), about: id)
        // Nothing is pending, whatever the words are.
        if answer.status == 422 { return .nothing }
        guard answer.isSuccess else { throw failures.failure(answer, about: id) }
        if isComparing, let code = PasskeyText.code(in: answer.json?["code"]) {
            return .confirmation(code, confirmsItself: false)
        }
        if !isComparing, let challenge = PasskeyText.challenge(in: answer.json) { return .response(challenge) }
        throw failures.failure(answer, about: id)
    }

    func answer(_ assertion: PasskeyAssertion, for id: String) async throws(GatewayFailure) {
        try await act("", Array(assertion.reveal().utf8), id, hiding: assertion.parts)
    }

    func confirm(_ id: String) async throws(GatewayFailure) {
        try await act("/confirm", Array("{}".utf8), id, hiding: [])
    }

    private func act(
        _ action: String, _ body: [UInt8], _ id: String, hiding hidden: [Secret]
    ) async throws(GatewayFailure) {
        let call = KeyedCall(method: .post, path: Self.path(id, action), body: body, isAct: true)
        let answer = try await conversation.send(call, about: id)
        guard answer.isSuccess, WAHAReadings.isDone(answer) else {
            throw WAHAFailures(door: failures.door.hiding(hidden)).failure(answer, about: id, isAct: true)
        }
    }

    private static func path(_ id: String, _ action: String) -> String {
        "/api/\(URLText.encoded(id))/auth/passkey\(action)"
    }
}
