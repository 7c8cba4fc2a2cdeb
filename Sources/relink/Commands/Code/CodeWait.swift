import Fleet
import Gateways

/// What answers mean for a command that waits for one code of one instance.
struct CodeWait {
    enum Action: Equatable {
        case tell(String)
        /// The gateway throttles; told with the time that the plan waits.
        case tellPause
        /// Asks for the code, which somebody typed the command for.
        case ask
        /// Asks for it again as soon as the plan allows.
        case askAgain
        case finish(CodeReading)
    }

    let key: InstanceKey
    /// Whether the plan asks for codes by itself. Where that would cut a link under way, the state is seen first.
    let isPolled: Bool
    /// Whether a request for a code opens the link of an instance that is logged out.
    let opensLink: Bool
    private var isAsked = false
    private var lastFailure: GatewayFailure?

    init(key: InstanceKey, _ abilities: Abilities) {
        self.key = key
        isPolled = abilities.codeMayBePolled
        opensLink = abilities.codeOpensLink
    }

    /// - Throws: why no code will come, with the next step.
    mutating func take(_ observation: Observation) throws(CommandFailure) -> [Action] {
        switch observation.outcome {
        case .code(let reading): return [.finish(reading)]
        case .status(let reading): return try take(reading)
        case .list(let rows):
            guard let row = rows.first(where: { $0.id == key.id }) else { return [] }
            return try take(row.status)
        case .failed(let failure): return try take(failure, of: observation.ask)
        case .account, .passkey: return []
        }
    }

    func timedOut(after timeout: Duration) -> CommandFailure {
        let reason = lastFailure.map { ": \($0.message)" } ?? ""
        return CommandFailure(.timedOut, "\(key): no code within \(Int(timeout.inSeconds)) s\(reason)")
    }

    private mutating func take(_ reading: StatusReading) throws(CommandFailure) -> [Action] {
        if let refusal = Self.refusal(for: reading, key) { throw refusal }
        let takesLink = [.awaitingLink, .unknown].contains(reading.state)
        if reading.state == .loggedOut, !opensLink {
            throw CommandFailure(.failed, "\(key) is unlinked: relink restart \(key) brings it back to its codes")
        }
        guard !isPolled, !isAsked, takesLink || reading.state == .loggedOut else { return [] }
        isAsked = true
        return [.ask]
    }

    private mutating func take(_ failure: GatewayFailure, of ask: Ask) throws(CommandFailure) -> [Action] {
        switch failure.kind {
        case .cancelled: return []
        case .notReady(let reading):
            if let reading, let refusal = Self.refusal(for: reading, key) { throw refusal }
            lastFailure = failure
            return [.tell("Generating fresh code…")] + askAgain(ask)
        case .throttled:
            lastFailure = failure
            return [.tellPause] + askAgain(ask)
        case .alreadyLinked: throw CommandFailure(.failed, "\(key) is linked: there is nothing to scan")
        case .unsupported where ask == .list, .unsupported where ask == .account: return []
        default: throw CommandFailure(failure, about: key)
        }
    }

    private func askAgain(_ ask: Ask) -> [Action] { !isPolled && ask == .code ? [.askAgain] : [] }

    /// States in which no amount of waiting brings a code; each with the next step.
    static func refusal(for reading: StatusReading, _ key: InstanceKey) -> CommandFailure? {
        let words: String? =
            switch reading.state {
            case .working: "is linked: there is nothing to scan"
            case .stopped: "is stopped: relink start \(key)"
            case .failed: "has failed: relink restart \(key)"
            case .disconnected: "is paired and offline: look at the phone, or relink restart \(key)"
            case .blocked: "is banned: a person has to decide"
            case .missing: "is not known to its gateway"
            case .awaitingPasskey: "waits for a passkey, which a browser gives: r on its row in relink tells how"
            case .awaitingLink, .starting, .connecting, .loggedOut, .unknown: nil
            }
        return words.map { CommandFailure(.failed, "\(key) \($0)") }
    }
}
