import Fleet
import Gateways
import Synchronization

/// A gateway that notes what it is asked and answers as the test says.
final class ScriptedGateway: Gateway {
    typealias Script = @Sendable (String) async -> GatewayFailure?

    let name: String
    let kind = GatewayKind.waha
    let abilities: Abilities
    /// What its list names.
    private let rows: [ListedInstance]
    /// What it was asked, such as `status i0`, and when.
    private let notes = Mutex<[(call: String, at: Instant)]>([])
    private let time: any TimeSource
    private let script: Script

    /// `script` may wait; what it returns is the failure, `nil` the usual answer.
    init(
        _ time: any TimeSource, _ name: String = "g", _ abilities: Abilities = .single, rows: [ListedInstance] = [],
        script: @escaping Script = { _ in nil }
    ) {
        self.name = name
        self.abilities = abilities
        self.rows = rows
        self.time = time
        self.script = script
    }

    var calls: [String] { notes.withLock { $0.map(\.call) } }

    func count(_ call: String) -> Int { calls.filter { $0 == call }.count }

    /// When it was asked this.
    func times(_ call: String) -> [Instant] { notes.withLock { $0.filter { $0.call == call }.map(\.at) } }

    private func take(_ call: String) async throws(GatewayFailure) {
        notes.withLock { $0.append((call, time.now)) }
        if let failure = await script(call) { throw failure }
    }

    func list() async throws(GatewayFailure) -> [ListedInstance] {
        try await take("list")
        return rows
    }

    func status(of id: String) async throws(GatewayFailure) -> StatusReading {
        try await take("status \(id)")
        return StatusReading(state: .awaitingLink, raw: "SCAN")
    }

    func code(for id: String) async throws(GatewayFailure) -> CodeReading {
        try await take("code \(id)")
        return CodeReading(content: .text(CodePayload("opaque")), lifetime: .untold)
    }

    func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        try await take("pairing \(id)")
        return PairingReading(code: PairingCode("ABCD1234"), lifetime: .untold)
    }

    func account(of id: String) async throws(GatewayFailure) -> Account? {
        try await take("account \(id)")
        return nil
    }

    func perform(_ act: Act, on id: String) async throws(GatewayFailure) {
        try await take("\(act) \(id)")
    }

    func passkey(of id: String) async throws(GatewayFailure) -> PasskeyReading {
        try await take("passkey \(id)")
        return .nothing
    }

    func answerPasskey(_ assertion: PasskeyAssertion, for id: String) async throws(GatewayFailure) {
        try await take("answer \(id)")
    }

    func confirmPasskey(for id: String) async throws(GatewayFailure) { try await take("confirm \(id)") }

    func notices() async -> [CleanText] { [] }
}

/// Holds back whoever comes to it until it is opened or they are cancelled.
final class Gate: Sendable {
    private struct State {
        var isOpen = false
        var waiting: [Int: CheckedContinuation<Void, Never>] = [:]
        var lastID = 0
        var cancelled = 0
    }

    private let state = Mutex(State())

    var isOpen: Bool { state.withLock { $0.isOpen } }
    var waiting: Int { state.withLock { $0.waiting.count } }
    var cancelled: Int { state.withLock { $0.cancelled } }

    func pass() async {
        let id = state.withLock { state in
            state.lastID += 1
            return state.lastID
        }
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let passes = state.withLock { state in
                    if state.isOpen || Task.isCancelled { return true }
                    state.waiting[id] = continuation
                    return false
                }
                if passes { continuation.resume() }
            }
        } onCancel: {
            let waiter = state.withLock { state in
                state.cancelled += 1
                return state.waiting.removeValue(forKey: id)
            }
            waiter?.resume()
        }
    }

    func open() {
        let waiting = state.withLock { state in
            state.isOpen = true
            defer { state.waiting = [:] }
            return state.waiting.values.map { $0 }
        }
        for waiter in waiting { waiter.resume() }
    }
}
