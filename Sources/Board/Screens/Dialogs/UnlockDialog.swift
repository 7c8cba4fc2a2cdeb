import Fleet
import Grid
import Linking

/// What speaks against something, and the word that has to be typed by whoever wants it all the same.
enum UnlockDialog {
    static func draw(_ state: State, _ unlock: Unlock, into grid: inout Grid) {
        let glyphs = Glyphs(state.settings)
        let width = min(grid.size.columns, 66)
        let said = unlock.sentences.flatMap { Wrapping.lines($0, columns: width - 4) }
        let isTight = grid.size.rows < said.count + 7
        let area = Rect(grid.size).centred(Size(columns: width, rows: said.count + (isTight ? 3 : 6)))
        let name = state.fleet[unlock.key]?.name ?? unlock.key.id
        let verb = unlock.intent == .freshStart ? "log out" : "relink"
        let inside = grid.box(glyphs, area, title: "\(verb) \(name)?", style: Style(.broken, .bold))
        var pen = Pen(grid: grid, area: inside.inset(1, 0), glyphs: glyphs)
        if !isTight { pen.line([]) }
        for (index, sentence) in unlock.sentences.enumerated() {
            pen.wrapped(sentence, index == 0 ? Style(.broken, .bold) : .plain)
        }
        grid = pen.grid
        // The answer stands on the last line inside, whatever had to be left out above it.
        let last = max(0, inside.rows - (isTight ? 1 : 2))
        grid.fill(Rect(column: pen.area.column, row: pen.area.row + last, columns: pen.area.columns, rows: 1))
        let end = grid.line([Span("Type \(unlock.word) and Enter: ")], in: pen.area, row: last)
        grid.prompt(unlock.typed, glyphs, style: .heading, in: pen.area, row: last, from: end - pen.area.column)
    }
}
