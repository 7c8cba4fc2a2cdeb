import Grid
import QRCode

/// How a link screen is divided: the code first, then what is said beside it.
///
/// A real code needs 59 × 30 cells as half blocks. Where that leaves room, the code stands in a window with a panel
/// beside it; where rows are scarce, the code takes everything but one line.
struct LinkLayout {
    /// The whole window, frame included.
    let window: Rect
    let isFramed: Bool
    /// Where the code goes.
    let code: Rect
    /// Where the words go; empty when the status line has to do.
    let panel: Rect
    /// The single line of words, when there is no panel.
    let statusRow: Int?

    static let panelColumns = 42

    /// Cells for a code as half blocks: sides 1, above 2, below 1.
    static func halfBlocks(_ modules: Int) -> Size { Size(columns: modules + 2, rows: (modules + 3 + 1) / 2) }

    /// The terminal size at which this code stands as half blocks with one line below it.
    static func sizeForHalfBlocks(_ matrix: QRMatrix) -> Size {
        let cells = halfBlocks(matrix.width)
        return Size(columns: max(80, cells.columns), rows: cells.rows + 1)
    }

    var room: Size { code.size }

    init(_ state: State, matrix: QRMatrix?) {
        var style: QRStyle? = state.settings.terminal.utf8 ? nil : .full
        if case .link(let key) = state.screen, let chosen = state.links[key]?.style { style = chosen }
        let modules = matrix?.width ?? 61
        // Two columns by one row a module are the only drawing that wants more room than half blocks.
        let wanted = style == .full ? Size(columns: 2 * modules + 4, rows: modules + 2) : Self.halfBlocks(modules)
        self.init(state.size, code: wanted)
    }

    init(_ size: Size, code wanted: Size) {
        let besides = wanted.columns + 3 + Self.panelColumns
        if size.columns >= besides + 8, size.rows >= wanted.rows + 6 {
            // Room for a window over the list, with the quiet zone drawn wider.
            let inner = Size(columns: min(size.columns - 8, besides + 8), rows: min(size.rows - 6, wanted.rows + 3))
            window = Rect(size).centred(Size(columns: inner.columns + 2, rows: inner.rows + 2))
            isFramed = true
            let inside = window.inset(1, 1)
            code = Rect(
                column: inside.column + 1, row: inside.row, columns: inside.columns - Self.panelColumns - 3,
                rows: inside.rows)
            panel = Rect(
                column: code.column + code.columns + 2, row: inside.row + 1, columns: Self.panelColumns,
                rows: inside.rows - 1)
            statusRow = nil
            return
        }
        window = Rect(size)
        isFramed = false
        let whole = Rect(column: 0, row: 0, columns: size.columns, rows: max(0, size.rows - 1))
        if size.columns >= wanted.columns + 2 + 30, size.rows - 1 >= wanted.rows {
            code = Rect(column: 0, row: 0, columns: wanted.columns + 1, rows: whole.rows)
            panel = Rect(
                column: code.columns + 1, row: 1, columns: size.columns - code.columns - 2, rows: whole.rows - 1)
        } else {
            code = whole
            panel = Rect(column: 0, row: 0, columns: 0, rows: 0)
        }
        statusRow = size.rows - 1
    }
}
