/// One finished request and what came of it: how everything the gateways say enters the program.
public struct Observation: Sendable, Equatable {
    /// Whom it is about: an instance, or a whole gateway for a list.
    public enum Subject: Hashable, Sendable {
        case instance(InstanceKey)
        case gateway(String)
    }

    public enum Outcome: Sendable, Equatable {
        case list([ListedInstance])
        case status(StatusReading)
        case code(CodeReading)
        case account(Account?)
        case passkey(PasskeyReading)
        case failed(GatewayFailure)
    }

    public var subject: Subject
    public var ask: Ask
    public var outcome: Outcome
    public var startedAt: Instant
    public var finishedAt: Instant

    public init(
        _ subject: Subject, _ ask: Ask, _ outcome: Outcome, startedAt: Instant, finishedAt: Instant
    ) {
        self.subject = subject
        self.ask = ask
        self.outcome = outcome
        self.startedAt = startedAt
        self.finishedAt = finishedAt
    }
}
