import ArgumentParser
import Fleet
import Gateways
import Journal
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

    @Test("the fourth code in ten minutes wants to be insisted on, whichever run of the program asked for the others")
    func ledger() async throws {
        let home = try TemporaryHome()
        let words = ["pair", "wawp-eu/77B0", "--phone", "201145202826"]
        func run(_ words: [String]) async throws -> String? {
            var context = bench.context()
            context.openJournal = { [bench] _ in
                Journal(folder: home.path, person: Person(user: "night"), tidies: false, time: bench.time)
            }
            let command = try #require(try Relink.parseAsRoot(words) as? PairCommand)
            do {
                try await command.run(try command.number(), on: bench.connection, in: context)
                return nil
            } catch let failure as CommandFailure {
                return failure.message
            }
        }
        for _ in 1...3 { #expect(try await run(words) == nil) }
        let fourth = try #require(try await run(words))
        #expect(fourth.contains("three codes in ten minutes are enough for +20 ··· 2826, the next one in 10 min"))
        #expect(bench.gateway("wawp-eu").asked.count == 3)
        #expect(try await run(words + ["--anyway"]) == nil)
    }
}
