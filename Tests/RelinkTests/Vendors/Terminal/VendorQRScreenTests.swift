import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Every vendor in the terminal: linked by QR", .timeLimit(.minutes(15)))
struct VendorQRScreenTests {
    @Test(
        "a camera reads the code off the screen, the phone scans it, and it is told whose link it is and that it held",
        arguments: GatewayKind.allCases)
    func scanned(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "phones-off", seed: 7)
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(["--log-level", "trace"], columns: 120, rows: 44)
            let waiting = fleet.instances[0]
            let phone = try #require(waiting.phone)
            try await session.wait(for: kind.waitingWord, of: waiting)
            session.press("r")
            let (screen, key) = try await session.scan(fleet) { $0.photographed }
            #expect(key == fleet.key(waiting))
            try await session.wait("LINKED, and whose it is") {
                $0.saysLinked && !$0.hasCode && $0.contains(phone.masked)
            }
            try await session.waitFor("and it held")
            session.press(.escape)
            try await session.wait(for: "● LINKED", of: waiting)
            try await session.quit()
            var leaks = Leaks(fleet)
            leaks.add(try #require(screen.photographed))
            leaks.check(session, fleet)

            let manners = await VendorManners(fleet)
            manners.check(acts: kind == .evolution ? ["restart"] : [], pressed: kind == .evolution ? 3 : 1)
            #expect(manners.logins == (kind == .gowa ? 1 : 0))
        }
    }
}
