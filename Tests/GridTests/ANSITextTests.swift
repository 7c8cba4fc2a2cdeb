import Grid
import Testing

@Suite("Grids as text with colours")
struct ANSITextTests {
    let theme = Theme(name: "test", looks: [.broken: Theme.Look(ink: 196, ink16: 9, mono: .bold)])

    private var grid: Grid {
        var grid = Grid(Size(columns: 8, rows: 2))
        grid.put("ok", column: 0, row: 0)
        grid.put("bad", column: 3, row: 0, style: Style(.broken))
        grid.put("▄ ", column: 0, row: 1, style: Style(.codeDarkOnLight))
        grid.put(" ", column: 2, row: 1, style: Style(.codeLightOnDark))
        return grid
    }

    @Test("Runs of one style are one sequence, and every line ends without a colour")
    func palette() {
        #expect(
            ANSIText.render(grid, theme: theme, colours: .palette)
                == "ok \u{1B}[38;5;196mbad\u{1B}[0m\n"
                + "\u{1B}[38;5;16;48;5;231m▄ \u{1B}[0m\u{1B}[38;5;231;48;5;16m \u{1B}[0m\n")
    }

    @Test("Sixteen colours, attributes alone, and nothing at all")
    func fewer() {
        #expect(
            ANSIText.render(grid, theme: theme, colours: .sixteen).hasPrefix(
                "ok \u{1B}[91mbad\u{1B}[0m\n\u{1B}[30;47m▄"))
        #expect(ANSIText.render(grid, theme: theme, colours: .attributes).hasPrefix("ok \u{1B}[1mbad\u{1B}[0m\n"))
        #expect(ANSIText.render(grid, theme: theme, colours: .none) == "ok bad\n▄  \n")
    }

    @Test("The right half of a wide character is not written twice, and blank rows are empty lines")
    func wide() {
        var grid = Grid(Size(columns: 6, rows: 3))
        grid.put("日本", column: 0, row: 1)
        #expect(ANSIText.render(grid, theme: theme, colours: .palette) == "\n日本\n\n")
    }
}
