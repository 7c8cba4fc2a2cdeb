import Fleet
import FoundationEssentials
import Gateways

/// Gets the current QR code of one instance, with the patience the vendors ask for.
struct CodeFetch: Sendable {
    let open: OpenGateway
    let time: any TimeSource
    /// No further try starts later than this after the first.
    let timeout: Duration
    /// Told a person who waits.
    let progress: @Sendable (String) -> Void

    struct Code: Sendable {
        var content: CodeContent
        var issuedAt: Date
        var expiry: CodeExpiry
    }

    func run(_ id: String) async throws(CommandFailure) -> Code {
        let deadline = time.now.advanced(by: timeout)
        let key = open.key(id)
        var waits = 0
        while true {
            let failure: GatewayFailure
            switch await attempt(id) {
            case .success(let reading):
                let now = time.date
                let expiry = CodeExpiry.ofQR(reading.lifetime, kind: open.configuration.kind, from: now)
                return Code(content: reading.content, issuedAt: now, expiry: expiry)
            case .failure(let error): failure = error
            }
            waits += 1
            let pause: Duration
            switch failure.kind {
            case .notReady(let reading):
                if let reading, let refusal = Self.refusal(for: reading, key) { throw refusal }
                pause = Backoff.notReady(after: waits)
                progress("Generating fresh code…")
            case .throttled(let retryAfter):
                pause = retryAfter ?? Backoff.notReady(after: waits)
                progress("Asked too often, waiting \(Int(pause.inSeconds.rounded(.up))) s…")
            case .alreadyLinked: throw CommandFailure(.failed, "\(key) is linked: there is nothing to scan")
            default: throw CommandFailure(failure, about: key.description)
            }
            let next = time.now.advanced(by: pause)
            guard next <= deadline else {
                throw CommandFailure(
                    .timedOut, "\(key): no code within \(Int(timeout.inSeconds)) s: \(failure.message)")
            }
            do { try await time.sleep(until: next) } catch { throw CommandFailure(.failed, "\(key): given up") }
        }
    }

    /// Where asking for a code restarts the link, the state is asked first: a running link must not be cut.
    private func attempt(_ id: String) async -> Result<CodeReading, GatewayFailure> {
        if !open.gateway.abilities.codeMayBePolled {
            switch await open.status(of: id) {
            case .failure(let failure): return .failure(failure)
            case .success(let reading):
                if Self.refusal(for: reading, open.key(id)) != nil {
                    return .failure(GatewayFailure(.notReady(status: reading), reading.raw))
                }
            }
        }
        return await open.code(for: id)
    }

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
            case .awaitingPasskey: "waits for a passkey: link it in a browser, a terminal cannot finish that step"
            case .awaitingLink, .starting, .connecting, .loggedOut, .unknown: nil
            }
        return words.map { CommandFailure(.failed, "\(key) \($0)") }
    }
}
