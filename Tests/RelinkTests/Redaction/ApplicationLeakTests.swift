import Fleet
import Foundation
import Glibc
import PtyHarness
import Simulator
import Testing

@Suite("Nothing secret is left behind by the application", .timeLimit(.minutes(15)))
struct ApplicationLeakTests {
    private static let trace = ["--log-level", "trace"]

    @Test("killed with a code on the screen, whatever its crash text says", arguments: [SIGABRT, SIGSEGV, SIGTRAP])
    func crashed(signal: Int32) async throws {
        let plan = SimulationPlan(kinds: [.greenAPI], instances: 2, scenario: "phones-off", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            // With everything that the runtime has to say of a crash.
            let environment = ["SWIFT_BACKTRACE": "enable=yes,color=no,interactive=no,output-to=stderr,registers=all"]
            let session = try await fleet.open(Self.trace, columns: 100, rows: 40, environment: environment)
            try await session.wait(for: "▲ SCAN", of: fleet.instances[0])
            session.press("r")
            let payload = try #require(try await session.wait("a code") { $0.payload != nil }.payload)
            session.pty.signal(signal)
            try await session.pty.waitForExit()
            #expect(!session.pty.screen.hasCode)
            var leaks = Leaks(fleet)
            leaks.add(payload)
            leaks.check(session, fleet)
        }
    }

    @Test("where a proxy repeats the whole request on its error page", arguments: GatewayKind.allCases)
    func echoed(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "calm", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let server = try EchoingServer(502, .html)
            let text = SimulatedGateway.configurationYAML(for: fleet.gateways)
            let file = try fleet.home.write(
                text.replacing(fleet.gateways[0].url, with: server.url), as: "echo.yaml")
            let session = try await Session.start(
                ["--config", file] + Self.trace, columns: 240, environment: ["HOME": fleet.home.path])
            try await session.waitFor("down for")
            // Looked at, asked and acted upon all the same.
            session.press("\r")
            try await session.waitFor("THIS SESSION")
            session.press("r")
            try await session.wait("why not") { $0.contains("Bring the gateway back first") }
            session.press("q")
            try await session.waitFor("rows 1-")
            session.press("X")
            try await session.waitFor("[Cancel]")
            session.press("y")
            try await session.wait("the refusal") { $0.contains("failed") || $0.contains("502") }
            try await session.quit()
            Leaks(fleet).check(session, fleet)
            let log = try #require(fleet.home.texts().first { $0.key.hasSuffix("relink.log") }?.value)
            #expect(log.contains("502"))
            // An id of digits alone is no number. Instances without a list are asked by themselves, so it is told of.
            guard kind == .greenAPI else { return }
            #expect(fleet.instances.contains { log.contains("\(fleet.key($0)): status failed") })
        }
    }

    @Test("what is pasted goes where it was pasted, and a copied code to the clipboard alone")
    func copied() async throws {
        let plan = SimulationPlan(kinds: [.greenAPI], instances: 1, scenario: "phones-off", seed: 5)
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(Self.trace, columns: 100, rows: 40)
            let phone = try #require(fleet.instances[0].phone)
            try await session.wait(for: "▲ SCAN", of: fleet.instances[0])
            session.press("p")
            try await session.waitFor("digits: good")
            session.press("\u{15}\u{1b}[200~+\(phone.digits)\n\u{1b}[201~")
            try await session.waitFor("digits: good")
            session.press(.enter)
            let code = PairingCode(
                try #require(try await session.wait("the code") { $0.spelledCode != nil }.spelledCode))
            session.press("y")
            try await session.waitFor("sent to your clipboard")
            try await session.quit()
            var leaks = Leaks(fleet)
            leaks.add(code)
            let copied = "\u{1b}]52;c;\(Data(code.plain.utf8).base64EncodedString())\u{7}"
            #expect(session.written.contains(copied))
            leaks.check(
                session.written.replacing(copied, with: ""), in: "all that was written but the copy",
                numbersToo: false)
            for (name, text) in fleet.home.texts() where !name.hasSuffix(".yaml") { leaks.check(text, in: name) }
        }
    }
}
