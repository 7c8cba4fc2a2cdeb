import Fleet
import Gateways
import Synchronization
import TestKit

/// A gateway that answers from a script and writes down what it was asked, and when.
final class FakeGateway: Gateway {
    struct Request: Hashable, Sendable {
        var what: String
        var at: Instant
    }

    let name: String
    let kind: GatewayKind
    let abilities: Abilities
    private let time: HandTime
    private let changes: Changes
    private let state = Mutex(Script())

    struct Script: Sendable {
        /// Answers in turn; the last one stays. By id.
        var statuses: [String: [Result<StatusReading, GatewayFailure>]] = [:]
        var codes: [String: [Result<CodeReading, GatewayFailure>]] = [:]
        var lists: [Result<[ListedInstance], GatewayFailure>] = []
        var pairing: Result<PairingReading, GatewayFailure> = .failure(GatewayFailure(.unsupported, "no codes"))
        var accounts: [String: Account] = [:]
        var accountFailure: GatewayFailure?
        var acts: [String: GatewayFailure] = [:]
        var requests: [Request] = []
    }

    init(
        _ name: String, _ kind: GatewayKind, lists: Bool, time: HandTime, changes: Changes,
        acts: Set<Act> = Set(Act.allCases),
        pairing: Bool = true, polled: Bool = true, discovers: Bool = false
    ) {
        self.name = name
        self.kind = kind
        self.time = time
        self.changes = changes
        abilities = Abilities(
            lists: lists, acts: acts, pairingCode: pairing, codeMayBePolled: polled, discovers: discovers,
            accountApart: kind == .greenAPI)
    }

    func script(_ change: (inout Script) -> Void) { state.withLock { change(&$0) } }

    var requests: [Request] { state.withLock { $0.requests } }

    var asked: [String] { requests.map(\.what) }

    func list() async throws(GatewayFailure) -> [ListedInstance] {
        note("list")
        return try state.withLock { Self.next(&$0.lists) }.get()
    }

    func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        note("status \(id)")
        return try state.withLock { Self.next(&$0.statuses[id, default: []]) }.get()
    }

    func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        note("code \(id)")
        return try state.withLock { Self.next(&$0.codes[id, default: []]) }.get()
    }

    func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        note("pair \(id) \(phone.digits)")
        return try state.withLock { $0.pairing }.get()
    }

    func account(of id: String) async throws(GatewayFailure) -> Account? {
        note("account \(id)")
        if let failure = state.withLock({ $0.accountFailure }) { throw failure }
        return state.withLock { $0.accounts[id] }
    }

    func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        note("\(act.rawValue) \(id)")
        if let failure = state.withLock({ $0.acts[id] }) { throw failure }
    }

    func notices() async -> [CleanText] { [] }

    private func note(_ what: String) {
        let request = Request(what: what, at: time.now)
        state.withLock { $0.requests.append(request) }
        changes.note()
    }

    private static func next<Value>(
        _ answers: inout [Result<Value, GatewayFailure>]
    ) -> Result<Value, GatewayFailure> {
        guard let first = answers.first else { return .failure(GatewayFailure(.notFound, "no such instance")) }
        if answers.count > 1 { answers.removeFirst() }
        return first
    }
}

extension StatusReading {
    static func state(_ state: LinkState, raw: CleanText = "raw", phone: String? = nil) -> StatusReading {
        let number = phone.flatMap { PhoneNumber(account: $0) }
        return StatusReading(state: state, raw: raw, account: number.map { Account(phone: $0, name: nil) })
    }
}

extension CodeReading {
    static func text(_ payload: String, _ lifetime: CodeLifetime = .untold) -> CodeReading {
        CodeReading(content: .text(CodePayload(payload)), lifetime: lifetime)
    }
}
