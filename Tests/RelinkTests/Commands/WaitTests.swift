import Fleet
import Polling
import Testing
import TestKit

@testable import relink

@Suite("relink wait")
struct WaitTests {
    private let bench = Bench(jumps: false)
    private var wawp: FakeGateway { bench.gateway("wawp-eu") }

    @Test("ends when all are in the state")
    func all() async throws {
        wawp.script {
            $0.statuses["4F1A"] = [.success(.state(.working))]
            $0.statuses["77B0"] = [.success(.state(.starting)), .success(.state(.working))]
        }
        let running = Task { try await bench.run(["wait", "wawp-eu/4F1A", "wawp-eu/77B0"], screen: Bench.terminal) }
        await bench.changes.until { [bench] in
            bench.error.contains("wawp-eu/77B0 START\n") && bench.error.contains("wawp-eu/4F1A LINKED\n")
        }
        bench.time.advance(by: .seconds(6))
        #expect(try await running.value.status == .done)
        #expect(wawp.asked.count(where: { $0 == "status 77B0" }) == 2)
        #expect(bench.output.isEmpty)
    }

    @Test("a state has two names", arguments: ["SCAN", "awaitingLink", "scan", "AWAITINGLINK"])
    func names(name: String) async throws {
        wawp.script { $0.statuses["77B0"] = [.success(.state(.awaitingLink))] }
        #expect(try await bench.run(["wait", "wawp-eu/77B0", "--for", name]).status == .done)
    }

    @Test("a state that does not come in time is 75 and says what it was instead")
    func timeout() async throws {
        wawp.script { $0.statuses["77B0"] = [.success(.state(.starting))] }
        let running = Task {
            try await bench.run(["wait", "wawp-eu/77B0", "--timeout", "10"], screen: Bench.terminal)
        }
        await bench.changes.until { [bench] in !bench.error.isEmpty }
        bench.time.advance(by: .seconds(10))
        let ended = try await running.value
        #expect(ended.status == .timedOut)
        #expect(ended.message == "wawp-eu/77B0 is START, not LINKED")
    }

    @Test("refused credentials are 77 at once")
    func refused() async throws {
        wawp.script { $0.statuses["77B0"] = [.failure(GatewayFailure(.credentials, "token refused"))] }
        let ended = try await bench.run(["wait", "wawp-eu/77B0"])
        #expect(ended.status == .credentials)
        #expect(ended.message.hasSuffix("token refused"))
    }
}

@Suite("Waiting for a state")
struct StateWaitTests {
    private let bench = Bench()

    private func wait(_ ids: String...) -> StateWait {
        StateWait(ids.compactMap { bench.connection.blankReport(key($0)) }, for: .working)
    }

    private func key(_ id: String) -> InstanceKey { InstanceKey(gateway: "wawp-eu", id: id) }

    private func observed(_ id: String, _ outcome: Observation.Outcome) -> PollReport {
        .observed(
            Observation(.instance(key(id)), .status, outcome, startedAt: .zero, finishedAt: .zero),
            due: DueTimes(status: nil, code: nil, account: nil, round: .seconds(3)))
    }

    @Test("each state is told once, and who has arrived is not asked any more")
    func steps() throws {
        var wait = wait("4F1A", "77B0")
        #expect(try wait.take(observed("77B0", .status(.state(.starting))), at: bench.time.date).news.count == 1)
        #expect(try wait.take(observed("77B0", .status(.state(.starting))), at: bench.time.date).news.isEmpty)
        let step = try wait.take(observed("4F1A", .status(.state(.working))), at: bench.time.date)
        #expect(step.arrived == [key("4F1A")])
        #expect(Array(wait.open.keys) == [key("77B0")])
    }

    @Test("a gateway that never answered is 69; one that answered before, 75")
    func unreached() throws {
        let failure = GatewayFailure(.unreachable, "no answer")
        var wait = wait("77B0")
        _ = try wait.take(observed("77B0", .failed(failure)), at: bench.time.date)
        #expect(wait.timedOut == CommandFailure(.unavailable, "wawp-eu/77B0: no answer"))
        _ = try wait.take(observed("77B0", .status(.state(.starting))), at: bench.time.date)
        _ = try wait.take(observed("77B0", .failed(failure)), at: bench.time.date)
        #expect(wait.timedOut == CommandFailure(.timedOut, "wawp-eu/77B0: no answer"))
    }

    @Test("a list counts for those it names, and those it does not name are missing")
    func lists() throws {
        var wait = StateWait(
            ["shop", "gone"].compactMap { bench.connection.blankReport(InstanceKey(gateway: "waha-1", id: $0)) },
            for: .working)
        let rows = [ListedInstance(id: "shop", label: nil, status: .state(.working))]
        let report = PollReport.observed(
            Observation(.gateway("waha-1"), .list, .list(rows), startedAt: .zero, finishedAt: .zero),
            due: DueTimes(status: nil, code: nil, account: nil, round: .seconds(3)))
        #expect(try wait.take(report, at: bench.time.date).arrived.map(\.id) == ["shop"])
        #expect(wait.timedOut.message == "waha-1/gone is MISSING, not LINKED")
    }
}
