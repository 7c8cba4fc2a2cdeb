import Fleet
import Foundation
import PtyHarness
import Simulator
import Testing

@Suite("What must not be seen is nowhere", .timeLimit(.minutes(15)))
struct SecretTests {
    /// The token comes by the environment, as the configuration says.
    private func run(
        _ seed: UInt64, _ body: (ServedFleet, _ token: String, _ environment: [String: String]) async throws -> Void
    ) async throws {
        let plan = SimulationPlan(instances: 2, scenario: "phones-off", seed: seed)
        try await ServedFleet.run(plan) { text in
            text.replacing(try! Regex("secret: .*"), with: "secret: {env: WAWP_TOKEN}")
        } _: { fleet in
            let token = fleet.gateways[0].secret.reveal()
            #expect(try !String(contentsOfFile: fleet.configuration, encoding: .utf8).contains(token))
            try await body(fleet, token, ["WAWP_TOKEN": token])
        }
    }

    @Test("not in what the application writes to the terminal, nor in its log at the most talkative level")
    func application() async throws {
        try await run(7) { fleet, token, environment in
            let session = try await fleet.open(["--log-level", "trace"], environment: environment)
            try await session.waitFor("▲ SCAN")
            session.press("r")
            let (screen, key) = try await session.scan(fleet)
            let payload = try #require(screen.payload).reveal()
            try await session.wait("LINKED") { $0.saysLinked && !$0.hasCode }
            session.press(.escape)
            try await session.waitFor("rows 1-2 of 2")
            session.press("XnR")
            try await session.waitFor("[Cancel]")
            session.press("y")
            try await session.waitFor("restarted")
            let line = try String(contentsOfFile: "/proc/\(session.pty.processID)/cmdline", encoding: .utf8)
            session.press("QQ")
            try await session.pty.waitForExit()

            let phones = fleet.instances.compactMap(\.phone?.digits)
            let files = fleet.home.texts().filter { $0.key != "fleet.yaml" }
            #expect(files.keys.contains { $0.hasSuffix("relink.log") })
            for (name, text) in files {
                for secret in [token, payload] + phones { #expect(!text.contains(secret), "in \(name)") }
            }
            #expect(files.values.contains { $0.contains("\(key): restart done") || $0.contains("restart done") })
            for secret in [token, payload] + phones {
                #expect(!session.written.contains(secret))
                #expect(!line.contains(secret))
                #expect(!session.pty.screen.title.contains(secret))
            }
            for request in await fleet.simulation.requestLog() { #expect(!request.secretInURL) }
        }
    }

    @Test("a pairing code is drawn and spelled, and not written")
    func pairing() async throws {
        try await run(5) { fleet, _, environment in
            let session = try await fleet.open(["--log-level", "trace"], columns: 100, environment: environment)
            try await session.waitFor("▲ SCAN")
            session.press("p\r")
            let code = try #require(try await session.wait("the code") { $0.spelledCode != nil }.spelledCode)
            session.press("QQ")
            try await session.pty.waitForExit()
            for text in [code, code.filter { $0 != "-" }] {
                #expect(!session.written.contains(text))
                #expect(!session.pty.screen.text.contains(text))
                for (name, contents) in fleet.home.texts() { #expect(!contents.contains(text), "in \(name)") }
            }
        }
    }

    @Test("not in what commands print, except where they are asked for it")
    func commands() async throws {
        try await run(7) { fleet, token, environment in
            let waiting = try #require(fleet.instances.first)
            let name = fleet.key(waiting).description
            let phones = fleet.instances.compactMap(\.phone?.digits)
            for words in [
                ["status"], ["config", "show"], ["config", "check"], ["stop", name, "--yes"], ["qr", name, "--raw"],
                ["start", name, "--yes"], ["wait", name, "--for", "START", "--timeout", "1"],
            ] {
                let ended = try await fleet.command(words, environment)
                for secret in [token] + phones { #expect(!ended.said.contains(secret), "relink \(words)") }
            }
            // A refused secret is told without itself.
            let refused = try await fleet.command(["status"], ["WAWP_TOKEN": "a-wrong-token-1234567890"])
            #expect(refused.status == 77)
            #expect(!refused.said.contains("a-wrong-token"))
        }
    }
}
