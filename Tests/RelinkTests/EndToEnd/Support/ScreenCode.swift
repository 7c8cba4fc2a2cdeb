import Fleet
import Grid
import PtyHarness
import QRCode

extension Screen {
    /// What a phone would read off this screen: decoded from the cells as the terminal has them.
    var payload: CodePayload? {
        guard let rect = codeArea else { return nil }
        return QRReadback.reads(grid, rect)
    }

    /// Whether any cell has the paper of a code.
    var hasCode: Bool { codeArea != nil }

    /// The styles of cells with the colours of a code, and nothing else in between, cover it.
    var codeArea: Rect? {
        var (left, right, top, bottom) = (columns, -1, rows, -1)
        for (row, line) in cells.enumerated() {
            for (column, cell) in line.enumerated() where cell.codeRole != nil {
                (left, right) = (min(left, column), max(right, column))
                (top, bottom) = (min(top, row), max(bottom, row))
            }
        }
        guard right > left, bottom > top else { return nil }
        return Rect(column: left, row: top, columns: right - left + 1, rows: bottom - top + 1)
    }

    /// Sextants are what the third drawing is made of, and no other.
    var drawsSextants: Bool {
        cells.joined().contains { $0.text.unicodeScalars.contains { (0x1fb00...0x1fb3b).contains($0.value) } }
    }

    private var grid: Grid {
        var grid = Grid(Size(columns: columns, rows: rows))
        for (row, line) in cells.enumerated() {
            for (column, cell) in line.enumerated() {
                let style = Style(cell.codeRole ?? .plain, cell.reverse ? .reverse : [])
                grid[column: column, row: row] = Cell(cell.text.first, style)
            }
        }
        return grid
    }
}

extension ScreenCell {
    /// The palette's own black and white, which no theme remaps, and nothing that only looks like them.
    var codeRole: Role? {
        switch (ink, paper) {
        case (.palette(16), .palette(231)): .codeDarkOnLight
        case (.palette(231), .palette(16)): .codeLightOnDark
        default: nil
        }
    }
}
