import Fleet

/// Fetches a pairing code. The number counts only when a round of codes begins, from `close`; every QR code of that
/// round then comes with a pairing code for it.
struct EvolutionPairing: Sendable {
    let conversation: KeyedConversation
    let failures: EvolutionFailures
    let states: EvolutionStates
    let sights: EvolutionSights

    /// Looks after a step that takes Evolution a few seconds, two seconds apart.
    private static let looks = 6

    func code(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        let reading = try await states.status(of: id)
        let sight = sights.of(id)
        switch sight.word {
        case "open": throw refusal(.alreadyLinked, id, "is already linked")
        case "close": break
        case "connecting":
            if sight.pairingFor == phone, let code = try await current(id, phone) { return code }
            // A phone that is linked and only comes back would be unlinked by what follows.
            guard reading.state == .awaitingLink else {
                throw refusal(.refused, id, "is connecting; wait, or log it out first if it stays so")
            }
            try await endRound(id)
        default: throw refusal(.refused, id, "is not in the gateway's memory; restart the gateway")
        }
        defer { sights.update(id) { $0.isReopening = false } }
        return try await beginRound(id, phone)
    }

    /// The code of the round that we began for this number; `nil` when the round goes on without one.
    private func current(
        _ id: String, _ phone: PhoneNumber
    ) async throws(GatewayFailure) -> PairingReading? {
        let (answer, code) = try await connect(id, phone, isPatient: false)
        if let pairing = code.pairing { return PairingReading(code: pairing, lifetime: .untold) }
        guard code.content != nil else { throw notReady(answer, id, phone) }
        return nil
    }

    /// QR codes wait, and no phone is linked: nothing is lost by closing it, and only from there does the number count.
    private func endRound(_ id: String) async throws(GatewayFailure) {
        sights.update(id) { $0.isReopening = true }
        do throws(GatewayFailure) {
            let answer = try await conversation.send(
                KeyedCall(method: .delete, path: "/instance/logout/\(URLText.encoded(id))", isAct: true), about: id)
            guard EvolutionActs.isDone(answer) || EvolutionActs.saysNotConnected(answer) else {
                throw failures.failure(answer, about: id)
            }
            for _ in 0..<Self.looks {
                try await states.readWord(of: id)
                if sights.of(id).word == "close" { return }
            }
            throw refusal(.notReady(status: nil), id, "still closes its waiting link; ask again")
        } catch {
            sights.update(id) { $0.isReopening = false }
            throw error
        }
    }

    /// What the first answer holds may be left over from an earlier round: such a code, which the phone would refuse,
    /// is followed by another one within seconds, and a good one stays.
    private func beginRound(
        _ id: String, _ phone: PhoneNumber
    ) async throws(GatewayFailure) -> PairingReading {
        var (answer, code) = try await connect(id, phone, isPatient: true)
        sights.hear("connecting", of: id)
        sights.update(id) {
            $0.beginPairing(for: phone)
            $0.isReopening = false
        }
        let first = code.pairing
        for look in 0..<Self.looks {
            if let pairing = code.pairing, pairing != first || look >= 2 {
                return PairingReading(code: pairing, lifetime: .untold)
            }
            (answer, code) = try await connect(id, phone, isPatient: true)
        }
        throw notReady(answer, id, phone)
    }

    private func connect(
        _ id: String, _ phone: PhoneNumber, isPatient: Bool
    ) async throws(GatewayFailure) -> (Answer, EvolutionCode) {
        let answer = try await conversation.send(
            KeyedCall(
                path: "/instance/connect/\(URLText.encoded(id))?number=\(phone.digits)", isAct: true,
                isPatient: isPatient),
            about: id)
        switch EvolutionConnect(answer) {
        case .code(let code): return (answer, code)
        case .state(let word):
            sights.hear(word, of: id)
            if word == "open" { throw refusal(.alreadyLinked, id, "is already linked") }
            throw notReady(answer, id, phone)
        case .failed: throw failures.failure(answer, about: id, hiding: phone.digits)
        }
    }

    private func notReady(_ answer: Answer, _ id: String, _ phone: PhoneNumber) -> GatewayFailure {
        failures.failure(answer, about: id, kind: .notReady(status: nil), hiding: phone.digits)
    }

    private func refusal(_ kind: GatewayFailure.Kind, _ id: String, _ what: String) -> GatewayFailure {
        GatewayFailure(kind, CleanText("\(conversation.door.subject(id)) \(what)."))
    }
}
