import Fleet
import Testing

@testable import relink

@Suite("relink pair")
struct PairTests {
    private let bench = Bench()

    init() {
        bench.gateway("wawp-eu").script {
            $0.pairing = .success(PairingReading(code: PairingCode("abcd1234"), lifetime: .untold))
        }
    }

    @Test("the code is alone on its line, and what to do with it is for a person only")
    func plain() async throws {
        _ = try await bench.run(["pair", "wawp-eu/77B0", "--phone", "+20 114 520 2826"], screen: Bench.terminal)
        #expect(bench.output == "ABCD-1234\n")
        #expect(bench.error.hasPrefix("For +20 ··· 2826, good for about 160 s (est.). On the phone:"))
        #expect(bench.gateway("wawp-eu").asked == ["pair 77B0 201145202826"])
    }

    @Test("JSON has the members of the contract")
    func json() async throws {
        _ = try await bench.run(["pair", "wawp-eu/77B0", "--phone", "201145202826", "--json"])
        #expect(
            bench.output == """
                {"gateway":"wawp-eu","id":"77B0","code":"ABCD-1234","requestedAt":"2026-11-21T03:12:08Z",\
                "expiresAt":"2026-11-21T03:14:48Z","expirySource":"policy"}

                """)
    }

    @Test("a number that is none is a usage error, and nothing is asked")
    func badNumber() async throws {
        let ended = try await bench.run(["pair", "wawp-eu/77B0", "--phone", "0114-520"])
        #expect(ended.status == .usage)
        #expect(ended.message == "--phone is no phone number: begin with the country code, without a leading 0")
        #expect(bench.gateway("wawp-eu").asked.isEmpty)
    }

    @Test("another number than the one that belongs there is remarked upon")
    func otherNumber() async throws {
        _ = try await bench.run(["pair", "wawp-eu/4F1A", "--phone", "201000000001"])
        #expect(
            bench.error == "relink: wawp-eu/4F1A belongs to +20 ··· 2826, and the code is for +20 ··· 0001\n")
    }

    @Test("not being ready is told with the way to wait, and is not tried again")
    func notReady() async throws {
        bench.gateway("wawp-eu").script {
            $0.pairing = .failure(GatewayFailure(.notReady(status: .state(.starting)), "wait"))
        }
        let ended = try await bench.run(["pair", "wawp-eu/77B0", "--phone", "201145202826"])
        #expect(ended.status == .failed)
        #expect(ended.message == "wawp-eu/77B0 is not ready for a code (START): relink wait wawp-eu/77B0 --for SCAN")
        #expect(bench.gateway("wawp-eu").asked.count == 1)
    }
}
