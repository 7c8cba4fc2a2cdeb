import Fleet
import Grid
import Linking
import Testing

@testable import Board

@Suite("Story 1: a night, 80x24")
struct NightStoryTests {
    @Test("Twelve of sixty drop on one server: one poll, one line that says so, and their links stay open to a person")
    func dropped() {
        var fixture = TriageTests.night()
        fixture.list(
            TriageTests.listed {
                StatusReading(state: $0 < 12 ? .disconnected : .working, raw: "close", reasonCode: 428)
            })
        #expect(fixture.screen.contains("12 of 60 on wawp-eu dropped at"))
        #expect(fixture.lines.allSatisfy { $0.count <= 80 } && fixture.lines.count == 24)
    }

    @Test("With 405 no key and no round offers a link", arguments: ["r", "p", "b", "*b"])
    func refused(keys: String) {
        var fixture = TriageTests.night()
        fixture.list(TriageTests.listed(TriageTests.refused))
        #expect(fixture.screen.contains("405 on wawp-eu: upgrade it, do NOT re-scan; 12 of 60 refused"))
        _ = fixture.takeEffects()
        for key in keys { fixture.press(.character(key)) }
        fixture.press(.enter)
        #expect(fixture.state.links.isEmpty && fixture.state.round == nil)
        #expect(TriageTests.performed(fixture.takeEffects()).isEmpty)
    }
}
