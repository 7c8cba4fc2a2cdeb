import Fleet
import Synchronization

/// Sends calls with their secret where this gateway wants it.
final class WawpConversation: Sendable {
    let door: GatewayDoor
    private let spacing: RequestSpacing
    private let secrets: GatewaySecrets
    private let probe = WawpProbe()
    private let memory = Mutex(WawpDialectMemory())

    init(_ door: GatewayDoor, _ secrets: GatewaySecrets) {
        self.door = door
        self.secrets = secrets
        spacing = RequestSpacing(door.time)
    }

    /// Whether the secret has to go into the URL.
    var usesQuery: Bool { memory.withLock(\.usesQuery) }

    /// The answer to a call, of any status.
    func send(_ call: WawpCall, about id: String) async throws(GatewayFailure) -> Answer {
        try door.checkSecretMayTravel()
        guard let secret = secrets.secret(for: id) else {
            throw GatewayFailure(
                .credentials, CleanText("\(door.name) has no secret; add one to it in the configuration."))
        }
        let dialect = dialectNow(call)
        let answer = try await send(call, dialect, id, secret)
        guard dialect == .concealed, WawpComplaint.isAboutMissingSecret(answer) else { return answer }
        // A gateway that found no secret has done nothing, so that asking in the other dialect repeats no act.
        guard await probe.begin() else {
            guard dialectNow(call) == .query else { return answer }
            return try await send(call, .query, id, secret)
        }
        defer { probe.finish() }
        guard dialectNow(call) == .query || memory.withLock({ $0.mayTryQuery(for: call.method) }) else { return answer }
        let second = try await send(call, .query, id, secret)
        memory.withLock { $0.learn(fromQuery: second, call.method) }
        // "Missing" twice says less than what the first answer may have said of a secret that it did find.
        return second.status == 400 && WawpComplaint.isAboutMissingSecret(second) ? answer : second
    }

    private func dialectNow(_ call: WawpCall) -> WawpDialect { memory.withLock { $0.dialect(for: call.method) } }

    private func send(
        _ call: WawpCall, _ dialect: WawpDialect, _ id: String, _ secret: Secret
    ) async throws(GatewayFailure) -> Answer {
        if call.isAct { spacing.person(about: id) } else { try await spacing.automatic(about: id) }
        return try await door.send(
            call.method, call.target(dialect, id: id, secret: secret),
            headers: call.headers(dialect, id: id, secret: secret), body: call.body(dialect, id: id, secret: secret),
            once: call.isAct)
    }
}
