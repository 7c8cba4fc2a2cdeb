import Fleet
import PtyHarness
import Simulator
import Testing

@Suite("Story 2: the wrong phone", .timeLimit(.minutes(15)))
struct WrongPhoneStoryTests {
    private static let expected = "5511987654321"

    private func run(_ body: (ServedFleet) async throws -> Void) async throws {
        let plan = SimulationPlan(kinds: [.waha], instances: 1, scenario: "phones-off", seed: 7)
        try await ServedFleet.run(plan) { text in
            text.replacing(try! Regex("phone: .*"), with: "phone: \"\(Self.expected)\"")
        } _: {
            try await body($0)
        }
    }

    private func scanned(by digits: String, _ fleet: ServedFleet) async throws -> Session {
        let session = try await fleet.open(columns: 120, rows: 44)
        try await session.waitFor("▲ SCAN")
        session.press("r")
        let phone = try PhoneNumber(typed: digits)
        try await fleet.waitUntil("it is linked") { fleet in
            guard let payload = session.pty.screen.photographed else { return false }
            return await fleet.simulation.scan(payload, by: phone) != nil
        }
        return session
    }

    @Test("A Brazilian number without its ninth digit is the same phone")
    func same() async throws {
        try await run { fleet in
            let session = try await scanned(by: "551187654321", fleet)
            try await session.waitFor("and it held")
            #expect(!session.pty.screen.contains("ANOTHER NUMBER"))
        }
    }

    @Test("Another one is told, and logged out again after a logout that was accepted and not obeyed, until it is gone")
    func evicted() async throws {
        try await run { fleet in
            let session = try await scanned(by: "5521987654321", fleet)
            try await session.waitFor("LINKED TO ANOTHER NUMBER")
            let key = fleet.key(fleet.instances[0])
            #expect(await fleet.simulation.befall(key, .cling))
            session.press("X")
            try await session.waitFor("▸[Cancel]")
            session.press("y")
            try await session.waitFor("logout 2 was sent")
            try await session.waitFor("The wrong phone is out")
            #expect(await fleet.simulation.state(of: key) != .working)
            let manners = await VendorManners(fleet)
            #expect(manners.acts == ["logout", "logout"])
            session.press(.enter)
            try await session.wait("a code for the right phone") { $0.photographed != nil }
            let record = try LinkRecord(json: try await fleet.command(["journal", "--json"]).output)
            #expect(record.count(.held) == 0)
        }
    }
}
