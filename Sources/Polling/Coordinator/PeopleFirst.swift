public import Fleet
import Gateways

/// Acts and requests for pairing codes, each sent once: at once where a person wants it, else in its turn. The automatic
/// requests then keep their distance.
extension Coordinator {
    /// A person wants it asked now. False when it is not: nobody watches the instance, its pairing code is alive and a
    /// QR would end it, or a list is under way already.
    @discardableResult
    public func askNow(_ key: InstanceKey, _ ask: Ask) -> Bool {
        guard !isStopped, let request = planner.press(key, ask, at: time.now) else { return false }
        pressed.append(request)
        wake()
        return true
    }

    /// Acts once, and asks for the status afterwards, however it ended.
    public func perform(
        _ act: Act, on key: InstanceKey, _ urgency: Urgency = .atOnce
    ) async throws(GatewayFailure) {
        let gateway = try gateway(of: key)
        planner.actStarted(key)
        defer {
            planner.actEnded(key)
            wake()
        }
        try await takeTurn(key, urgency)
        defer { expedite(key, .status, notBefore: time.now) }
        try await gateway.perform(act, on: key.id)
    }

    /// Asks once for a pairing code. Nothing else is asked of the instance by itself meanwhile; when a code came, an open
    /// link window waits for pairing from then on.
    public func pairingCode(
        for key: InstanceKey, phone: PhoneNumber, _ urgency: Urgency = .atOnce
    ) async throws(GatewayFailure) -> PairingReading {
        let gateway = try gateway(of: key)
        try await takeTurn(key, urgency)
        planner.pairingStarted(key, at: time.now)
        wake()
        var came = false
        defer {
            planner.pairingEnded(key, came: came, at: time.now)
            expedite(key, .status, notBefore: time.now)
        }
        let reading = try await gateway.pairingCode(for: key.id, phone: phone)
        came = true
        return reading
    }

    /// Hands in a passkey's signed answer, once, and looks afterwards what became of it.
    public func answerPasskey(
        _ assertion: PasskeyAssertion, for key: InstanceKey
    ) async throws(GatewayFailure) {
        let gateway = try await passkeyGateway(of: key)
        defer { lookAfterPasskey(key) }
        try await gateway.answerPasskey(assertion, for: key.id)
    }

    /// Says once that the phone shows the same code, and looks afterwards what became of it.
    public func confirmPasskey(for key: InstanceKey) async throws(GatewayFailure) {
        let gateway = try await passkeyGateway(of: key)
        defer { lookAfterPasskey(key) }
        try await gateway.confirmPasskey(for: key.id)
    }

    private func passkeyGateway(of key: InstanceKey) async throws(GatewayFailure) -> any Gateway {
        let gateway = try gateway(of: key)
        try await takeTurn(key, .atOnce)
        return gateway
    }

    private func takeTurn(_ key: InstanceKey, _ urgency: Urgency) async throws(GatewayFailure) {
        guard urgency == .inTurn else {
            planner.personStarted(key, at: time.now)
            return wake()
        }
        let turn = planner.reserve(key, at: time.now)
        wake()
        do {
            if turn > time.now { try await time.sleep(until: turn) }
            if isStopped { throw CancellationError() }
        } catch {
            throw GatewayFailure(.cancelled, "It was given up before it was sent.")
        }
    }

    private func lookAfterPasskey(_ key: InstanceKey) {
        expedite(key, .status, notBefore: time.now)
        expedite(key, .passkey, notBefore: time.now)
    }

    private func gateway(of key: InstanceKey) throws(GatewayFailure) -> any Gateway {
        guard let gateway = gateways[key.gateway] else {
            throw GatewayFailure(.notFound, CleanText("No gateway is named \(key.gateway); see the configuration."))
        }
        return gateway
    }
}
