import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Story 2: the wrong phone")
struct WrongPhoneStoryTests {
    private static let id = "shop"

    /// A link window of an instance that expects 5511 9 8765 4321, scanned by this phone.
    private func scanned(by digits: String) throws -> Fixture {
        let row = InstanceRow(
            key: Fixture.key(Self.id), kind: .wawp,
            configured: InstanceConfiguration(
                id: Self.id, label: "Shop", phone: try PhoneNumber(typed: "5511987654321")))
        var fixture = Fixture(100, 40, table: [row])
        fixture.status(.awaitingLink, "SCAN_QR_CODE", of: Self.id)
        fixture.press(.character("r"))
        try fixture.code(of: Self.id)
        fixture.send(
            .status(StatusReading(state: .working, raw: "WORKING", account: Fixture.account(digits, "B"))), .status,
            of: Self.id)
        return fixture
    }

    @Test("Without the ninth digit it is the same Brazilian phone")
    func same() throws {
        var fixture = try scanned(by: "551187654321")
        fixture.pass(.seconds(20))
        #expect(fixture.screen.contains("LINKED, and it held"))
        #expect(!fixture.screen.contains("ANOTHER NUMBER"))
    }

    @Test("Another one is told at once, logged out with one key, again after a failure, until it is seen to be gone")
    func evicted() throws {
        var fixture = try scanned(by: "5521987654321")
        #expect(fixture.screen.contains("LINKED TO ANOTHER NUMBER"))
        _ = fixture.takeEffects()
        fixture.press(.character("X"), .character("y"))
        #expect(TriageTests.performed(fixture.takeEffects()) == [.logout])
        fixture.send(.acted(.logout, Fixture.key(Self.id), GatewayFailure(.unreachable, "no answer")))
        fixture.pass(.seconds(6))
        fixture.status(.working, "WORKING", of: Self.id)
        #expect(TriageTests.performed(fixture.takeEffects()) == [.logout], "the first one failed")
        fixture.send(.acted(.logout, Fixture.key(Self.id), nil))
        #expect(!fixture.screen.contains("The wrong phone is out"), "an answer proves nothing")
        fixture.pass(.seconds(2))
        fixture.status(.awaitingLink, "SCAN_QR_CODE", of: Self.id)
        #expect(fixture.screen.contains("The wrong phone is out"))
        fixture.press(.enter)
        #expect(fixture.state.links[Fixture.key(Self.id)]?.flow.isOver == false)
    }

    @Test("Where both numbers end alike, the digits that tell them apart are shown, in every place")
    func alike() throws {
        var fixture = try scanned(by: "5521987654321")
        #expect(fixture.screen.contains("+55 2 ··· 4321"))
        #expect(fixture.screen.contains("This is NOT +55 1 ··· 4321"))
        fixture.press(.escape, .enter)
        #expect(fixture.lines.contains { $0.contains("Account") && $0.contains("+55 2 ··· 4321") })
        #expect(fixture.lines.contains { $0.contains("Expected") && $0.contains("+55 1 ··· 4321") })
        #expect(fixture.screen.contains("linked to +55 2 ··· 4321, another number"))
        #expect(fixture.state.plainFacts(of: Fixture.key(Self.id)).contains("Expects +55 1 ··· 4321."))
        fixture.press(.escape)
        #expect(fixture.lines.contains { $0.contains("WRONG NR") && $0.contains("+55 2 ··· 4321") })
    }
}
