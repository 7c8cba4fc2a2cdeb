import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Two programs on one machine", .timeLimit(.minutes(15)))
struct TwoProgramsTests {
    @Test("Pairing codes count across both, and each has a round of its own")
    func together() async throws {
        try await ServedFleet.run(SimulationPlan(instances: 4, scenario: "phones-off", seed: 5)) { fleet in
            let one = try await fleet.open(columns: 120, rows: 44)
            let two = try await fleet.open(columns: 120, rows: 44)
            for session in [one, two] { try await session.wait("its rows") { $0.contains("▲2 scan") } }
            // Both mean the same instance, in whatever order each has heard of them.
            let name = try #require(fleet.instances[0].label?.text)
            for session in [one, two] {
                session.press("/\(name)\r")
                try await session.waitFor("(1 of 4)")
                session.press("p")
                try await session.waitFor("digits: good")
            }
            one.press(.enter)
            try await one.wait("the code") { $0.spelledCode != nil }
            // The other one asked for its numbers before there was a code, and is told all the same.
            two.press(.enter)
            try await two.waitFor("another relink has just asked for codes")
            #expect(await VendorManners(fleet).pairings == 1)
            for session in [one, two] {
                session.press(.escape)
                try await session.waitFor("(1 of 4)")
                session.press(.escape)
                try await session.waitFor("rows 1-4 of 4")
            }

            one.press("b")
            try await one.waitFor("relink round: 2 instances")
            one.press(.enter)
            try await one.wait("its first window") { $0.payload != nil }
            let three = try await fleet.open(columns: 120, rows: 44)
            try await three.wait("its rows") { $0.contains("▲2 scan") }
            for session in [two, three] {
                session.press("b")
                let dialog = try await session.waitFor("relink round: 2 instances")
                #expect(!dialog.contains("under way"))
                session.press(.escape)
                try await session.wait("the list") { !$0.contains("relink round") }
                try await session.quit()
            }
            one.press("b")
            try await one.waitFor("round paused, 2 to go")
            try await one.quit()
        }
    }
}
