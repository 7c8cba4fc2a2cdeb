import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Every vendor in the terminal: trouble", .timeLimit(.minutes(15)))
struct VendorTroubleScreenTests {
    private func plan(_ kind: GatewayKind) -> SimulationPlan {
        SimulationPlan(kinds: [kind], instances: 2, scenario: "calm", seed: 7)
    }

    @Test(
        "a gateway that is gone is one alarm, its rows keep what they said, and it comes back by itself",
        arguments: GatewayKind.allCases)
    func down(kind: GatewayKind) async throws {
        try await ServedFleet.run(plan(kind)) { fleet in
            let session = try await fleet.open(["--log-level", "trace"], columns: 120)
            let name = fleet.gateways[0].name
            for instance in fleet.instances { try await session.wait(for: "● LINKED", of: instance) }
            await fleet.simulation.close(name)
            let alarm = try await session.waitFor("gateway \(name) down for")
            #expect(alarm.lines.count { $0.contains("down for") } == 1)
            #expect(alarm.contains("2 instances"))
            for instance in fleet.instances {
                let label = try #require(instance.label?.text)
                #expect(alarm.lines.contains { $0.contains("● LINKED") && $0.contains(label) })
            }
            try await fleet.simulation.reopen(name)
            try await session.wait("no alarm") { !$0.contains("down for") && $0.contains("● LINKED") }
            try await session.quit()
            Leaks(fleet).check(session, fleet)
            await VendorManners(fleet).check(acts: [], pressed: 0)
        }
    }

    @Test("a wrong secret is told as that, and not shown", arguments: GatewayKind.allCases)
    func wrongSecret(kind: GatewayKind) async throws {
        try await ServedFleet.run(plan(kind)) { text in
            text.replacing(try! Regex("value: \"[^\"]*\""), with: "value: \"wrong-secret-0123456789\"")
        } _: { fleet in
            let session = try await fleet.open(["--log-level", "trace"], columns: 200)
            try await session.waitFor("check its secret in the configuration")
            #expect(!session.pty.screen.contains("● LINKED"))
            try await session.quit()
            Leaks(fleet).check(session, fleet)
            #expect(!session.written.contains("wrong-secret"))
            // There a secret that is refused is tried in the vendor's own dialect too, once.
            await VendorManners(fleet).check(acts: [], pressed: 0, secretsInURLs: kind == .wawp ? 1 : 0)
        }
    }

    @Test(
        "an id that the gateway does not know is MISSING, beside those that it knows",
        arguments: GatewayKind.allCases)
    func unknown(kind: GatewayKind) async throws {
        try await ServedFleet.run(plan(kind)) { text in
            let secret = kind == .greenAPI ? ", secret: {value: \"0123456789abcdef\"}" : ""
            return text.replacing("    instances:\n", with: "    instances:\n      - {id: \"7105999999\"\(secret)}\n")
        } _: { fleet in
            let session = try await fleet.open(["--log-level", "trace"], columns: 200)
            for instance in fleet.instances { try await session.wait(for: "● LINKED", of: instance) }
            try await session.wait("MISSING") { screen in
                screen.lines.contains { $0.contains("MISSING") && $0.contains("7105999999") }
            }
            session.press("r")
            try await session.waitFor("The gateway does not know it")
            try await session.quit()
            Leaks(fleet).check(session, fleet)
            await VendorManners(fleet).check(acts: [], pressed: 1)
        }
    }
}
