import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Stories 6 to 8, and 10: links that need more, fail, or find no room", .timeLimit(.minutes(15)))
struct LinkStoryTests {
    @Test(
        "Story 6: Evolution offers codes to somebody else, and a pairing code is wanted: logged out first, then the number"
    )
    func connecting() async throws {
        let plan = SimulationPlan(kinds: [.evolution], instances: 1, scenario: "phones-off", seed: 5)
        try await ServedFleet.run(plan) { fleet in
            let waiting = fleet.instances[0]
            let phone = try #require(waiting.phone)
            #expect(try await fleet.command(["start", fleet.key(waiting).description, "--yes"]).status == 0)
            let session = try await fleet.open(columns: 120, rows: 44)
            try await session.waitFor("▲ SCAN")
            session.press("p")
            try await session.waitFor("\(phone.digits.count) digits: good")
            session.press(.enter)
            let code = try #require(try await session.wait("the code") { $0.spelledCode != nil }.spelledCode)
            let routes = await fleet.simulation.requestLog().compactMap(\.route)
            let logout = try #require(routes.lastIndex { $0.contains("logout") })
            let connect = try #require(routes.lastIndex { $0.contains("connect/") })
            #expect(logout < connect)
            #expect(await fleet.simulation.type(PairingCode(code), on: phone) == fleet.key(waiting))
            try await session.wait("LINKED") { $0.saysLinked && $0.spelledCode == nil }
        }
    }

    @Test("Story 7: linked, and lost again before it has held: nowhere is it called done")
    func dropped() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 1, scenario: "phones-off", seed: 7)) { fleet in
            let session = try await fleet.open(columns: 120, rows: 44)
            try await session.waitFor("▲ SCAN")
            session.press("r")
            let (_, key) = try await session.scan(fleet)
            // Twelve seconds after the link, as far as the screen tells seconds.
            try await session.wait("eight seconds left") { screen in
                (1...8).contains { screen.contains("Watching for \($0) s more") }
            }
            #expect(await fleet.simulation.drop(key))
            try await session.waitFor("Linked, and lost again")
            session.press(.escape)
            try await session.waitFor("rows 1-")
            try await session.quit()
            #expect(!session.written.contains("and it held"))
            let record = try LinkRecord(json: try await fleet.command(["journal", "--json"]).output)
            #expect(record.windows[key]?.map(\.outcome) == [.dropped])
        }
    }

    @Test("Story 8: an instance that somebody deleted at the server is MISSING, and stays in the list")
    func vanished() async throws {
        try await ServedFleet.run(SimulationPlan(kinds: [.waha], instances: 3, scenario: "calm", seed: 7)) { fleet in
            let session = try await fleet.open(columns: 200)
            try await session.waitFor("●3 linked")
            #expect(await fleet.simulation.remove(fleet.key(fleet.instances[1])))
            let screen = try await session.wait(for: "MISSING", of: fleet.instances[1])
            #expect(screen.contains("of 3"))
        }
    }

    @Test("Story 10: 80x24 is too small for the code: it says by how much, and the pairing code is one key away")
    func tooSmall() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 2, scenario: "phones-off", seed: 5)) { fleet in
            let session = try await fleet.open(rows: 24)
            try await session.waitFor("▲ SCAN")
            session.press("r")
            let screen = try await session.wait("what is missing") {
                $0.contains("more rows") && $0.contains("pairing code")
            }
            #expect(!screen.hasCode)
            session.press("p")
            try await session.waitFor("digits: good")
            session.press(.enter)
            let code = try #require(try await session.wait("the code") { $0.spelledCode != nil }.spelledCode)
            let phone = try #require(fleet.instances[0].phone)
            #expect(await fleet.simulation.type(PairingCode(code), on: phone) != nil)
            try await session.wait("LINKED") { $0.saysLinked && $0.spelledCode == nil }
        }
    }
}
