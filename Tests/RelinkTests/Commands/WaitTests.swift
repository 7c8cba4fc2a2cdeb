import Fleet
import Testing

@testable import relink

@Suite("relink wait")
struct WaitTests {
    private let bench = Bench()
    private var wawp: FakeGateway { bench.gateway("wawp-eu") }

    @Test("waits until all are in the state, asking only about those that are not")
    func all() async throws {
        wawp.script {
            $0.statuses["4F1A"] = [.success(.state(.working))]
            $0.statuses["77B0"] = [
                .success(.state(.starting)), .success(.state(.connecting)), .success(.state(.working)),
            ]
        }
        #expect(try await bench.run(["wait", "wawp-eu/4F1A", "wawp-eu/77B0"]).status == .done)
        #expect(wawp.asked.count(where: { $0 == "status 4F1A" }) == 1)
        let starts = wawp.requests.filter { $0.what == "status 77B0" }.map(\.at)
        #expect(starts == [100, 103, 106].map { .seconds($0) })
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
        let ended = try await bench.run(["wait", "wawp-eu/77B0", "--timeout", "10"])
        #expect(ended.status == .timedOut)
        #expect(ended.message == "wawp-eu/77B0 is START, not LINKED")
        #expect(bench.time.elapsed >= .seconds(10))
        let starts = wawp.requests.map(\.at)
        #expect(zip(starts, starts.dropFirst()).allSatisfy { $0.duration(to: $1) >= .seconds(2) })
    }

    @Test("a gateway that comes back within the time is waited for, with growing pauses")
    func outage() async throws {
        let down = Result<StatusReading, GatewayFailure>.failure(GatewayFailure(.unreachable, "no answer"))
        wawp.script { $0.statuses["77B0"] = [down, down, down, .success(.state(.working))] }
        #expect(try await bench.run(["wait", "wawp-eu/77B0", "--timeout", "60"]).status == .done)
        #expect(wawp.requests.map(\.at) == [100, 103, 107, 115].map { .seconds($0) })
    }

    @Test("a gateway that never answers is 69, refused credentials are 77 at once")
    func failing() async throws {
        wawp.script { $0.statuses["77B0"] = [.failure(GatewayFailure(.unreachable, "no answer"))] }
        let unreached = try await bench.run(["wait", "wawp-eu/77B0", "--timeout", "20"])
        #expect(unreached.status == .unavailable)
        #expect(unreached.message == "wawp-eu/77B0: no answer")
        wawp.script { $0.statuses["77B0"] = [.failure(GatewayFailure(.credentials, "token refused"))] }
        #expect(try await bench.run(["wait", "wawp-eu/77B0"]).status == .credentials)
    }
}
