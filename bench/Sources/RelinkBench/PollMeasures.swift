import Fleet
import Gateways
import Polling

/// What planning costs: a gateway that answers at once, so that all CPU is the coordinator's own.
enum PollMeasures {
    static let instances = 10_000

    /// Nanoseconds of one request, everything between two answers of the gateway included.
    static func request() async -> Double {
        let time = SystemTime()
        let gateway = PromptGateway()
        let coordinator = Coordinator(gateways: [gateway], time: time, seed: 1)
        let keys = (0..<instances).map { InstanceKey(gateway: gateway.name, id: "i\($0)") }
        let pacing = Pacing(
            idleStatus: .seconds(2), focusedStatus: .seconds(2), linkStatus: .seconds(2), linkCode: .seconds(6),
            answerLimit: .seconds(30), concurrency: 64)
        await coordinator.watch(keys, of: gateway.name, pacing: pacing)
        let running = Task { await coordinator.run() }
        var requests = 0
        var start = (cpu: Int64(0), requests: 0)
        let end = time.now + .seconds(5)
        for await report in coordinator.reports {
            if case .observed = report { requests += 1 }
            // The first round is the same work in a storm; only even rounds are measured.
            if start.cpu == 0, requests >= instances { start = (Stopwatch.now, requests) }
            if time.now >= end { break }
        }
        let cost = Double(Stopwatch.now - start.cpu) / Double(requests - start.requests)
        await coordinator.stop()
        await running.value
        return cost
    }
}

/// Has its answer ready.
private struct PromptGateway: Gateway {
    let name = "prompt"
    let kind = GatewayKind.wawp
    let abilities = Abilities(lists: false, acts: [], pairingCode: false, codeMayBePolled: false)
    private let reading = StatusReading(state: .working, raw: "WORKING", account: Account(phone: nil, name: "Desk"))

    func status(of id: String) async throws(GatewayFailure) -> StatusReading { reading }

    func list() async throws(GatewayFailure) -> [ListedInstance] { throw Self.refusal }
    func code(for id: String) async throws(GatewayFailure) -> CodeReading { throw Self.refusal }
    func pairingCode(for id: String, phone: PhoneNumber) async throws(GatewayFailure) -> PairingReading {
        throw Self.refusal
    }
    func account(of id: String) async throws(GatewayFailure) -> Account? { throw Self.refusal }
    func perform(_ act: Act, on id: String) async throws(GatewayFailure) { throw Self.refusal }
    func notices() async -> [CleanText] { [] }

    private static let refusal = GatewayFailure(.unsupported, "not asked here")
}
