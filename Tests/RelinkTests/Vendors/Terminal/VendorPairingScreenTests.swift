import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Every vendor in the terminal: linked by pairing code", .timeLimit(.minutes(15)))
struct VendorPairingScreenTests {
    @Test(
        "the code stands there in large letters and spelled, and links the phone that it is typed on",
        arguments: GatewayKind.allCases)
    func typed(kind: GatewayKind) async throws {
        let plan = SimulationPlan(kinds: [kind], instances: 2, scenario: "phones-off", seed: 5)
        try await ServedFleet.run(plan) { fleet in
            let session = try await fleet.open(["--log-level", "trace"], columns: 120, rows: 44)
            let waiting = fleet.instances[0]
            let phone = try #require(waiting.phone)
            try await session.wait(for: kind.waitingWord, of: waiting)
            session.press("p")
            try await session.waitFor("\(phone.digits.count) digits: good")
            session.press(.enter)
            let screen = try await session.wait("the code") { $0.spelledCode != nil }
            let code = try #require(screen.spelledCode)
            #expect(screen.shows(large: code))
            #expect(await fleet.simulation.type(PairingCode(code), on: phone) == fleet.key(waiting))
            try await session.wait("LINKED, and whose it is") {
                $0.saysLinked && $0.spelledCode == nil && $0.contains(phone.masked)
            }
            session.press(.escape)
            try await session.wait(for: "● LINKED", of: waiting)
            try await session.quit()
            // The number stood in the dialog in which it is asked for, and nowhere else.
            var leaks = Leaks(fleet)
            leaks.add(PairingCode(code))
            leaks.check(session, fleet, numbersToo: false)

            let manners = await VendorManners(fleet)
            manners.check(acts: [], pressed: 2)
            #expect(manners.logins == 0)
            #expect(manners.pairings == (kind == .evolution ? 0 : 1))
        }
    }
}
