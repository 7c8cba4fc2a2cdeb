import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Every vendor in the terminal: linked already, logged out, linked again", .timeLimit(.minutes(15)))
struct VendorRelinkScreenTests {
    @Test("a link is left alone until it is logged out, and then made anew", arguments: GatewayKind.allCases)
    func relinked(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "phones-off", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(["--log-level", "trace"], columns: 120, rows: 44)
            let linked = fleet.instances[1]
            let phone = try #require(linked.phone)
            try await session.wait(for: "● LINKED", of: linked)
            try await session.wait(for: kind.waitingWord, of: fleet.instances[0])
            // Problems stand first, so this one is the last.
            session.press("Gr")
            try await session.waitFor("It is linked already")
            session.press(.enter)
            try await session.wait(for: "● LINKED", of: linked)
            session.press("X")
            try await session.waitFor("▸[Cancel]")
            session.press("y")
            try await session.wait(for: kind.waitingWord, of: linked)
            session.press("r")
            let (_, key) = try await session.scan(fleet)
            #expect(key == fleet.key(linked))
            try await session.wait("LINKED, and whose it is") {
                $0.saysLinked && !$0.hasCode && $0.contains(phone.masked)
            }
            try await session.quit()
            Leaks(fleet).check(session, fleet)

            let manners = await VendorManners(fleet)
            manners.check(
                acts: kind == .evolution ? ["logout", "restart"] : ["logout"], pressed: kind == .evolution ? 5 : 3)
            #expect(manners.logins == (kind == .gowa ? 1 : 0))
        }
    }
}
