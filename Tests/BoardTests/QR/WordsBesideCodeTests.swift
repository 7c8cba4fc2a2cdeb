import Fleet
import Grid
import QRCode
import Testing

@testable import Board

@Suite("What is said beside a code that takes the window")
struct WordsBesideCodeTests {
    private static let path = "saved /tmp/relink-B0C77D11E9AA-1234567890.png"

    @Test(
        "A message takes the place of the keys, and goes again; the code and its countdown stay", arguments: [31, 34])
    func message(rows: Int) throws {
        var fixture = try CodeOnScreenTests.window(80, rows)
        let before = try #require(fixture.lines.last)
        #expect(before.contains("Esc close") && before.contains("20 s"))
        fixture.send(.told("\(Self.path), mode 0600", .good))
        let line = try #require(fixture.lines.last)
        #expect(line.contains(Self.path))
        #expect(line.contains("code 1") && line.contains("20 s"))
        #expect(render(fixture.state).scanned() == [Fixture.payload])
        fixture.state.message = nil
        #expect(fixture.lines.last == before)
    }

    @Test("While nothing is asked it says HELD, with the seconds that are left", arguments: [31, 50])
    func held(rows: Int) throws {
        var fixture = try CodeOnScreenTests.window(80, rows)
        fixture.press(.character("H"))
        #expect(fixture.screen.contains("holding: nothing is asked"))
        fixture.pass(.seconds(15))
        fixture.state.message = nil
        let line = try #require(fixture.lines.last)
        #expect(line.contains("HELD 45 s") && line.contains("Esc close"))
        #expect(render(fixture.state).scanned() == [Fixture.payload])
        fixture.pass(.seconds(6))
        #expect(fixture.screen.contains("Held for the phone"))
        #expect(fixture.screen.contains("The next code comes when the hold ends."))
        #expect(!fixture.screen.contains("between two codes"))
    }

    @Test("Where rows are free, they tell which code it is, when the window closes, and which number is expected")
    func spareRows() throws {
        var fixture = try CodeOnScreenTests.window(80, 50)
        #expect(fixture.screen.contains("Code 1 of 6, window closes in 2:40."))
        #expect(fixture.screen.contains("expects +20 ··· 5117"))
        fixture.send(.told("\(Self.path), mode 0600", .good))
        #expect(fixture.screen.contains(Self.path))
        #expect(fixture.lines.last?.contains("Esc close") == true, "the keys have a line of their own")
        #expect(render(fixture.state).scanned() == [Fixture.payload])
    }

    @Test("Where no number is expected that is said: nobody compares then who scans", arguments: [80, 160])
    func expectsNobody(columns: Int) throws {
        var fixture = try CodeOnScreenTests.window(columns, 50)
        #expect(!fixture.screen.contains("expects no number"))
        let key = Fixture.key(Fixture.ready)
        _ = fixture.state.fleet.update(key) { $0.configured.phone = nil }
        #expect(fixture.screen.contains("expects no number: any is taken"))
    }
}
