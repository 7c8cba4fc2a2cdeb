import Fleet
import Grid
import Testing

@testable import Board

/// A code is drawn whole or not at all, also while something lies over it.
@Suite struct CoveredCodeTests {
    @Test("While a dialog is open, no part of the code is on the screen", arguments: [":", "p", "?"])
    func covered(key: Character) throws {
        var fixture = Fixture(160, 50)
        fixture.state.list.cursor = Fixture.key("B0C77D11E9AA")
        fixture.press(.character("r"))
        try fixture.code(of: "B0C77D11E9AA")
        #expect(codeCells(fixture) > 1000)
        fixture.press(.character(key))
        #expect(codeCells(fixture) == 0)
        fixture.press(.escape)
        #expect(codeCells(fixture) > 1000)
    }

    private func codeCells(_ fixture: Fixture) -> Int {
        render(fixture.state).cells.count { [.codeDarkOnLight, .codeLightOnDark].contains($0.style.role) }
    }
}
