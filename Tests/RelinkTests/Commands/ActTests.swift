import Fleet
import Testing

@testable import relink

@Suite("relink start, stop, restart and logout")
struct ActTests {
    private let bench = Bench()
    private var wawp: FakeGateway { bench.gateway("wawp-eu") }

    @Test("several at one gateway go one after another, a second apart, each with its own result")
    func pace() async throws {
        wawp.script { $0.acts["4F1A"] = GatewayFailure(.refused, "not now") }
        let ended = try await bench.run(["restart", "wawp-eu/4F1A", "wawp-eu/77B0", "gowa-1/s7", "--yes"])
        #expect(ended.status == .failed)
        #expect(
            Set(bench.output.split(separator: "\n")) == [
                "wawp-eu/4F1A: restart failed: not now", "wawp-eu/77B0: restart accepted",
                "gowa-1/s7: restart accepted",
            ])
        #expect(wawp.asked == ["restart 4F1A", "restart 77B0"])
        let starts = wawp.requests.map(\.at)
        #expect(starts[0].duration(to: starts[1]) >= .seconds(1))
    }

    @Test("--dry-run prints what would be done and does nothing", arguments: [[], ["--yes"], ["--read-only"]])
    func dryRun(flags: [String]) async throws {
        let ended = try await bench.run(["logout", "wawp-eu/4F1A", "--dry-run"] + flags)
        #expect(ended.status == .done)
        #expect(bench.output == "would logout  wawp-eu/4F1A  Clinic North\n")
        #expect(wawp.asked.isEmpty)
    }

    @Test(
        "without --yes a person is asked, and only yes is yes",
        arguments: [("y", true), ("YES", true), ("n", false), ("", false)])
    func asks(answer: String, acts: Bool) async throws {
        let ended = try await bench.run(["stop", "wawp-eu/4F1A", "wawp-eu/77B0"], typed: [answer])
        #expect(ended.status == (acts ? .done : .failed))
        #expect(wawp.asked.isEmpty != acts)
        let question = [
            "  stop  wawp-eu/4F1A  Clinic North", "  stop  wawp-eu/77B0  Depot",
            "2 instances, one a second at each gateway: about 2 s. Ctrl-C stops.", "Go on? [y/N] ",
        ]
        #expect(bench.error == question.joined(separator: "\n"))
    }

    @Test("with nobody to ask and no --yes nothing is done")
    func nobody() async throws {
        let ended = try await bench.run(["stop", "wawp-eu/4F1A"])
        #expect(ended.status == .usage)
        #expect(ended.message == "there is nobody to ask: add --yes, or --dry-run to see what would be done")
        #expect(wawp.asked.isEmpty)
    }

    @Test("--read-only refuses, whatever else is said", arguments: ["start", "stop", "restart", "logout"])
    func readOnly(act: String) async throws {
        let ended = try await bench.run([act, "wawp-eu/4F1A", "--yes", "--read-only"])
        #expect(ended.status == .usage)
        #expect(ended.message == "\(act) changes instances; --read-only forbids it")
        #expect(wawp.asked.isEmpty)
    }

    @Test("what a vendor does not offer is not sent")
    func unsupported() async throws {
        let ended = try await bench.run(["stop", "gowa-1/s7", "--yes"])
        #expect(ended.status == .failed)
        #expect(bench.output == "gowa-1/s7: stop failed: gowa does not offer it\n")
        #expect(bench.gateway("gowa-1").asked.isEmpty)
    }

    @Test("after no answer the rest at that gateway is left alone, and the first may have happened")
    func unreachable() async throws {
        wawp.script { $0.acts["4F1A"] = GatewayFailure(.unreachable, "no answer") }
        let ended = try await bench.run(["start", "wawp-eu/4F1A", "wawp-eu/77B0", "--yes", "--json"])
        #expect(ended.status == .unavailable)
        #expect(
            bench.output == """
                [
                {"gateway":"wawp-eu","id":"4F1A","act":"start","result":"failed",\
                "error":"no answer. It may have happened all the same."},
                {"gateway":"wawp-eu","id":"77B0","act":"start","result":"skipped",\
                "error":"wawp-eu did not answer before"}
                ]

                """)
        #expect(wawp.asked == ["start 4F1A"])
    }
}
