import Fleet

/// Fetches the QR code, without ever opening a new round of codes by itself: `connect` is a GET that starts a socket.
struct EvolutionCodes: Sendable {
    let conversation: KeyedConversation
    let failures: EvolutionFailures
    let states: EvolutionStates
    let sights: EvolutionSights

    func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        if !sights.of(id).mayShowCode {
            let reading = try await states.status(of: id)
            guard sights.of(id).mayShowCode else { throw closed(reading, id) }
        }
        let answer = try await conversation.send(
            KeyedCall(path: "/instance/connect/\(URLText.encoded(id))"), about: id)
        switch EvolutionConnect(answer) {
        case .code(let code):
            sights.hear("connecting", of: id)
            guard let content = code.content else {
                throw failures.failure(answer, about: id, kind: .notReady(status: nil))
            }
            // Evolution does not tell how long it lives.
            return CodeReading(content: content, lifetime: .untold)
        case .state(let word):
            sights.hear(word, of: id)
            let reading = sights.of(id).reading
            let kind: GatewayFailure.Kind = reading.state == .working ? .alreadyLinked : .notReady(status: reading)
            throw failures.failure(answer, about: id, kind: kind)
        case .failed: throw failures.failure(answer, about: id)
        }
    }

    /// No QR, and why.
    private func closed(_ reading: StatusReading, _ id: String) -> GatewayFailure {
        let subject = conversation.door.subject(id)
        return reading.state == .working
            ? GatewayFailure(.alreadyLinked, CleanText("\(subject) is already linked."))
            : GatewayFailure(
                .notReady(status: reading), CleanText("\(subject) shows no QR code (\(reading.raw)); start it."))
    }
}
